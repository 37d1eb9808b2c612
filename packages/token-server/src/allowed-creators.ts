import { normaliseCreator } from '@tiktool-widgets/client/protocol';

/**
 * Who may be watched: usernames (with or without `@`, any case; `*` stands for any characters), a regular expression,
 * or a function. A function has to answer exactly `true`, so that a forgotten `await` or a row of a database allows
 * nobody.
 */
export type AllowedCreators =
  string | RegExp | readonly (string | RegExp)[] | ((creator: string, request: Request) => boolean | Promise<boolean>);

export type CreatorCheck = (creator: string, request: Request) => boolean | Promise<boolean>;

/** Nobody is allowed without a rule. @throws TypeError for an entry that can never match a username. */
export function creatorCheck(rule: AllowedCreators | undefined): CreatorCheck {
  if (typeof rule === 'function') {
    return async (creator, request) => {
      // Unknown on purpose: what the types promise may not be what a page's own function returns.
      const answer: unknown = await rule(creator, request);
      return answer === true;
    };
  }
  const rules = rule === undefined ? [] : typeof rule === 'string' || rule instanceof RegExp ? [rule] : rule;
  const names = new Set<string>();
  const patterns: ((creator: string) => boolean)[] = [];
  for (const entry of rules) {
    if (entry instanceof RegExp) {
      // `search` ignores lastIndex: with `test`, an expression with the g flag would allow only every other request.
      patterns.push((creator) => creator.search(entry) !== -1);
    } else if (entry.includes('*')) {
      patterns.push(wildcard(entry));
    } else if (entry.trim() !== '') {
      const name = normaliseCreator(entry);
      if (!name) throw new TypeError(`creators: ${JSON.stringify(entry)} is not a TikTok username`);
      names.add(name);
    }
  }
  return (creator) => names.has(creator) || patterns.some((matches) => matches(creator));
}

function wildcard(entry: string): (creator: string) => boolean {
  const pattern = entry.trim().replace(/^@/, '').toLowerCase();
  if (!/^[a-z0-9_.*]+$/.test(pattern)) throw new TypeError(`creators: ${JSON.stringify(entry)} is not a pattern`);
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop() ?? '';
  // Matched by hand, left to right: a regular expression made of many stars takes exponential time on some names.
  return (creator) => {
    if (creator.length < first.length + last.length || !creator.startsWith(first) || !creator.endsWith(last)) {
      return false;
    }
    let from = first.length;
    const end = creator.length - last.length;
    for (const part of rest) {
      const at = creator.indexOf(part, from);
      if (at === -1 || at + part.length > end) return false;
      from = at + part.length;
    }
    return true;
  };
}
