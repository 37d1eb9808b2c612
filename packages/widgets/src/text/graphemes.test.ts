import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { firstGrapheme, graphemes, truncate } from './graphemes.js';

const anyText = fc.string({ unit: 'binary', maxLength: 40 });
const emoji = '👨‍👩‍👧‍👦👍🏽🏳️‍🌈';
const hangul = '각'.normalize('NFD');

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
    const scotland = '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}';
    expect(graphemes(`${emoji}🇺🇦🇩🇪é${scotland}`)).toEqual(['👨‍👩‍👧‍👦', '👍🏽', '🏳️‍🌈', '🇺🇦', '🇩🇪', 'é', scotland]);
    expect(graphemes(hangul)).toHaveLength(3);
    expect(truncate(emoji.repeat(40), 4)).toBe('👨‍👩‍👧‍👦👍🏽🏳️‍🌈…');
    fc.assert(fc.property(anyText, (text) => graphemes(text).join('') === text));
  });

  it('takes what the browser calls one character for one', () => {
    expect(graphemes(hangul)).toEqual([hangul]);
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
    expect(truncate('one  two', 6)).toBe('one…');
    expect(truncate('می\u200cخواهم', 3)).toBe('می…');
    expect(truncate('a\u200dbc', 2)).toBe('a…');
    expect(truncate('abc', 0.5)).toBe('…');
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
    ['\u200f\u0301🦊', '🦊'],
  ])('of %j is %j', (name, initial) => {
    expect(firstGrapheme(name)).toBe(initial);
  });
});
