import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { firstGrapheme, graphemes, truncate } from './graphemes.js';

const anyText = fc.string({ unit: 'binary', maxLength: 40 });
const emoji = '👨‍👩‍👧‍👦👍🏽🏳️‍🌈';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('graphemes', () => {
  it('C01 cuts between emoji, never inside one', () => {
    const cut = truncate(emoji.repeat(40), 10);
    expect(graphemes(cut)).toEqual([...[0, 1, 2].flatMap(() => graphemes(emoji)), '…']);
    expect(cut).not.toMatch(/\p{Cs}|\u200d…$/u);
  });

  it('C01 keeps emoji whole where the browser has no segmenter', () => {
    vi.stubGlobal('Intl', {});
    expect(graphemes(`${emoji}🇺🇦🇩🇪é`)).toEqual(['👨‍👩‍👧‍👦', '👍🏽', '🏳️‍🌈', '🇺🇦', '🇩🇪', 'é']);
    expect(truncate(emoji.repeat(40), 4)).toBe('👨‍👩‍👧‍👦👍🏽🏳️‍🌈…');
    fc.assert(fc.property(anyText, (text) => graphemes(text).join('') === text));
  });

  it('never makes a text longer than asked, and leaves short ones alone', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 50 }), (text, max) => {
        const cut = truncate(text, max);
        expect(graphemes(text).join('')).toBe(text);
        expect(graphemes(cut).length).toBeLessThanOrEqual(max);
        if (graphemes(text).length <= max) expect(cut).toBe(text);
      }),
    );
  });

  it.each([0, -1, NaN, Infinity])('takes %d as no limit', (max) => {
    expect(truncate('some text', max)).toBe('some text');
  });

  it('leaves neither a blank nor a joiner before the ellipsis', () => {
    expect(truncate('one two', 5)).toBe('one…');
    expect(truncate('क्‍षabc', 2, '')).not.toMatch(/\u200d$/);
    expect(truncate('abcdef', 4, '...')).toBe('abc...');
  });
});

describe('first grapheme', () => {
  it.each([
    ['maple', 'M'],
    ['  @_.kit', 'K'],
    ['\u202eevil', 'E'],
    ['محمد', 'م'],
    ['🦊Kit🦊', 'K'],
    ['🏳️‍🌈🦊', '🏳️‍🌈'],
    ['éa', 'É'],
    ['नि', 'नि'],
    ['99x', '9'],
    ['...', '.'],
    ['', ''],
    [' \u200b', ''],
  ])('of %j is %j', (name, initial) => {
    expect(firstGrapheme(name)).toBe(initial);
  });
});
