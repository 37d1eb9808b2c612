import { RegExpParser, visitRegExpAST, type AST } from '@eslint-community/regexpp';
import { expect, it } from 'vitest';
import { links, maskLinks } from './links.js';

it.each([
  ['see https://example.com/a?b=c now', 'see ••• now'],
  ['HTTP://EXAMPLE.COM', '•••'],
  ['tiktok://user/1', '•••'],
  ['www.example.museum', '•••'],
  ['go example.com!', 'go •••!'],
  ['(example.com)', '(•••)'],
  ['foo.bar/baz', '•••'],
  ['discord.gg/x', '•••'],
  ['t.me/spam', '•••'],
  ['a.b.example.co.uk', '•••'],
  ['example . com', '•••'],
  ['example (dot) com', '•••'],
  ['example[.]com', '•••'],
  ['example  .  com', '•••'],
  ['example ( dot ) com', '•••'],
  ['example{dot}com', '•••'],
  ['example dot com', '•••'],
  ['example  dot  com', '•••'],
  ['example。com', '•••'],
  ['пример.com', '•••'],
  ['at 10.0.0.1:8080/x ok', 'at ••• ok'],
  ['192.168.100.1/x', '•••'],
  ['example.com:80 example.com?a=1 example.com#a', '••• ••• •••'],
  ['example.museum:8080/x', '•••'],
  ['www2.example.museum', '•••'],
  ['git+ssh://x h2://x', '••• •••'],
  ['me@example.com', '•••'],
  ['my_self@example.com my-self@example.com', '••• •••'],
  ['first.last+tag@mail.example.de hi', '••• hi'],
  ['xn--80ak6aa92e.com', '•••'],
  ['пример.рф', '•••'],
  ['हिन्दी.com', '•••'],
  ['看example.com吧', '•••吧'],
  ['example.com/路径 后面', '••• 后面'],
  ['_example.com_', '_•••_'],
  ['ｅｘａｍｐｌｅ．ｃｏｍ', '•••'],
  ['½ 𝐞𝐱𝐚𝐦𝐩𝐥𝐞.𝐜𝐨𝐦', '1⁄2 •••'],
  ['example․com', '•••'],
  ['go example .com', 'go •••'],
  ['example .net example .org', '••• •••'],
  ['255.255.255.255', '•••'],
])('masks the link in %j', (text, masked) => {
  expect(maskLinks(text)).toBe(masked);
});

it.each([
  '3.5',
  '1.2.3',
  'wow...nice',
  'e.g. this',
  'i.e.',
  'p.s.',
  '@user.name',
  'hi @user.com you',
  '@my_user.com',
  '@user.a.com',
  'hi@home',
  'go .live now',
  'a dotcom bubble',
  'a microdot com',
  'so.live4ever',
  'all.pro-gamer',
  '1.2.3.999',
  'ok.so what',
  'thanks.to you',
  '10:30',
  'a/b',
  'and/or',
  '12.000.000',
  'good. Nice',
  'yes . no',
  'you.community',
  'wait.what',
  'U.S.A.',
  '12.5.2024',
  'polka dot dress',
  ':/',
  'no.1/2',
  'привет.как дела',
  'node.js',
  '1.2.3.4.5',
  '1.000.000.000',
  '999.999.999.999',
  'tudo bem. Com certeza',
  'ｗａｉｔ．ｗｈａｔ ½',
])('leaves %j alone', (text) => {
  expect(maskLinks(text)).toBe(text);
});

it('masks with the word it is given, several times, and keeps slots of emotes', () => {
  expect(maskLinks('a.com and https://b.org\ufdd0', '[link]')).toBe('[link] and [link]\ufdd0');
  expect(maskLinks('a.com/x\ufdd0 10.0.0.1/x\ufdd0 a.museum/x\ufdd0')).toBe('•••\ufdd0 •••\ufdd0 •••\ufdd0');
});

// How long it takes is a matter of `npm run bench`; that it cannot take for ever is one of structure: where a repetition
// without bound ends its alternative, and no other repetition is around it, nothing is ever tried twice at one place.
it('repeats without bound only where nothing follows', () => {
  const loose: string[] = [];
  visitRegExpAST(new RegExpParser().parsePattern(links.source, 0, links.source.length, { unicode: true }), {
    onQuantifierEnter(node) {
      if (node.max === Infinity && !isLast(node)) loose.push(node.raw);
    },
  });
  expect(loose).toEqual([]);
});

it('masks in hostile texts as in others', () => {
  for (const part of ['a', 'a.', 'a-', '1.', 'a@', ' . ', 'a .', 'a(dot', '@', 'a dot ', 'http', 'é.', 'a@b.'])
    expect(maskLinks(`${part.repeat(2000)} example.com`), part).toMatch(/•••$/);
});

/** Does nothing follow in the whole expression, and nothing around repeat it? */
function isLast(node: AST.Node): boolean {
  const { parent } = node;
  if (parent === null || parent.type === 'Pattern') return true;
  if (parent.type === 'Alternative' && parent.elements.at(-1) !== node) return false;
  if (parent.type === 'Quantifier' && parent.max > 1) return false;
  return isLast(parent);
}
