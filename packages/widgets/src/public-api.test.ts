import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as library from './index.js';
import { TiktoolChat, TiktoolGifts, TiktoolLive, TiktoolStatus, defineAll, version } from './index.js';

const source = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const files = readdirSync(new URL('.', import.meta.url), { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !/\.test\.ts$|^testing/.test(name),
);
const found = (names: readonly string[], pattern: RegExp): string[] =>
  [...new Set(names.flatMap((name) => [...source(name).matchAll(pattern)].map(([, word]) => word ?? '')))].sort();
const connection = [
  'creator',
  'endpoint',
  'live-url',
  'locale',
  'share',
  'status',
  'theme',
  'token-provider',
  'token-url',
];
const attributes = (element: { readonly observedAttributes: string[] }): string[] =>
  element.observedAttributes.filter((name) => !/^api-?key$/.test(name) && !connection.includes(name)).sort();

// These names are in other people's style sheets and pages: to rename or remove one needs a major version.
describe('C99 the names that pages rely on', () => {
  it('exports', () => {
    expect(Object.keys(library).sort()).toEqual([
      'TiktoolChat',
      'TiktoolGifts',
      'TiktoolLive',
      'TiktoolStatus',
      'defineAll',
      'registerWords',
      'version',
    ]);
  });

  it('attributes', () => {
    for (const element of [TiktoolLive, TiktoolChat, TiktoolGifts, TiktoolStatus])
      expect(element.observedAttributes).toEqual(expect.arrayContaining([...connection, 'api-key', 'apikey']));
    expect(attributes(TiktoolLive)).toEqual([]);
    expect(attributes(TiktoolStatus)).toEqual([]);
    expect(attributes(TiktoolChat)).toEqual([
      'block-emotes',
      'block-mode',
      'block-users',
      'block-words',
      'command-prefixes',
      'hide-after',
      'hide-commands',
      'hold',
      'layout',
      'mask-links',
      'max-length',
      'max-messages',
      'merge',
      'name-format',
      'order',
      'without-avatars',
      'without-badges',
      'without-emotes',
      'without-names',
      'word-match',
    ]);
    expect(attributes(TiktoolGifts)).toEqual([
      'hide-after',
      'max-gifts',
      'min-diamonds',
      'order',
      'recipient',
      'safe',
      'without-avatars',
    ]);
  });

  it('parts', () => {
    const shared = ['avatar', 'list', 'name', 'status'];
    expect(found(files, /\bpart="?\$?\{?(?:url \? nothing : ')?([a-z-]+)/g)).toEqual(
      [
        ...shared,
        ...['badge', 'bar', 'count', 'diamonds', 'emote', 'gift', 'gift-name', 'icon', 'message', 'text'],
        ...['detail', 'dot', 'panel', 'retry'],
      ].sort(),
    );
    const documented = found(files, /@csspart ([a-z-]+)/g);
    expect(documented).toEqual(found(files, /\bpart="([a-z-]+)/g));
  });

  it('custom properties, each with a docblock', () => {
    const used = found(files, /var\((--tiktool-[a-z-]+)/g);
    expect(used).toEqual([
      '--tiktool-accent',
      '--tiktool-accent-text',
      '--tiktool-align',
      '--tiktool-badge-color',
      '--tiktool-font-family',
      '--tiktool-font-size',
      '--tiktool-font-weight',
      '--tiktool-gap',
      '--tiktool-name-color',
      '--tiktool-padding',
      '--tiktool-plate',
      '--tiktool-radius',
      '--tiktool-text-color',
      '--tiktool-text-shadow',
    ]);
    expect(found(files, /@cssprop(?:erty)? \[?(--tiktool-[a-z-]+)/g)).toEqual(used);
  });
});

describe('C109 in Node', () => {
  it('imports, and registers nothing', () => {
    expect(typeof customElements === 'undefined' || customElements.get('tiktool-chat') === undefined).toBe(true);
    expect(() => {
      defineAll();
    }).not.toThrow();
    expect(TiktoolChat.version).toBe(version);
  });

  it('has the version of its package', () => {
    expect(JSON.parse(source('../package.json'))).toMatchObject({ version });
  });
});

describe('what runs in Chromium 103 (C88)', () => {
  it('style sheets and scripts use nothing newer', () => {
    const newer =
      /:has\(|color-mix|@container|@starting-style|light-dark\(|:dir\(|popover|toSorted|toReversed|\.with\(|withResolvers|groupBy|fromAsync/;
    for (const name of files) expect(source(name).replace(/\/\*[^]*?\*\/|\/\/.*/g, ''), name).not.toMatch(newer);
  });

  it('no markup and no style attribute is made from strings', () => {
    for (const name of files) expect(source(name), name).not.toMatch(/innerHTML|unsafeHTML|eval\(| style="|styleMap/);
  });
});
