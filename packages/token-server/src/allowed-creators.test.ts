import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creatorCheck } from './allowed-creators.js';

const request = new Request('https://overlay.example/token');
const check = (rule: Parameters<typeof creatorCheck>[0], creator: string) => creatorCheck(rule)(creator, request);

describe('allowed creators', () => {
  it.each([
    [['@Alice ', 'bob'], 'alice', true],
    [['alice'], 'alice2', false],
    [['alice'], 'malice', false],
    [['team_*'], 'team_red', true],
    [['team_*'], 'xteam_red', false],
    [['*.live'], 'a.live', true],
    [['*.live'], 'a_live', false],
    [['a*b*c'], 'axbxc', true],
    [['a*b*c'], 'abc', true],
    [['a*b*c'], 'ac', false],
    [['a*a'], 'a', false],
    [['*'], 'anybody', true],
    [[' @Team_* '], 'team_red', true],
    [['a*b*b*c'], 'abc', false],
    [['a*bc*bc'], 'abc', false],
    [['', ' '], '', false],
    [/^team_/, 'team_red', true],
    [/^team_/, 'a_team_', false],
    ['alice', 'alice', true],
  ])('%j and %s: %s', (rule, creator, expected) => {
    expect(check(rule, creator)).toBe(expected);
  });

  it.each(['team *', 'täm*', '/te*/', 'a*,b'])('refuses the pattern %s', (pattern) => {
    expect(() => creatorCheck([pattern])).toThrow(TypeError);
  });

  it.each(['constructor', '__proto__', 'tostring', 'hasownproperty'])('knows no %s by inheritance', (creator) => {
    expect(check(['alice'], creator)).toBe(false);
  });

  it('gives the same answer each time to an expression with a memory', () => {
    const rule = creatorCheck(/alice/gy);
    expect([1, 2, 3].map(() => rule('alice', request))).toEqual([true, true, true]);
  });

  it('takes nothing but true from a function', async () => {
    // @ts-expect-error a string is no answer
    expect(await check(() => 'yes', 'alice')).toBe(false);
    expect(await check((creator) => Promise.resolve(creator === 'alice'), 'alice')).toBe(true);
  });

  it('matches stars as a regular expression would, and ends where that would not', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(letters, fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 12 }), (pattern, creator) => {
        fc.pre(pattern.includes('*'));
        const expression = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
        expect(check([pattern], creator)).toBe(expression.test(creator));
      }),
    );
    // As a regular expression, this would not end in a lifetime.
    expect(check([`${'a*'.repeat(200)}b`], 'a'.repeat(64))).toBe(false);
  });
});
