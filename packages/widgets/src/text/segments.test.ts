import type { Emote } from '@tiktool-widgets/client';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segments, type SegmentOptions } from './segments.js';

const emote = (id: string, index = 0): Emote => ({ id, imageUrl: `https://p16.test/${id}.webp`, index });

/** `a{e1}b` for the text a, the emote e1 and the text b. */
const drawn = (text: string, emotes: readonly Emote[], options?: SegmentOptions): string =>
  segments(text, emotes, options)
    .map((piece) => (piece.kind !== 'emote' ? piece.text : `{${piece.emote.id}}`))
    .join('');

describe('segments', () => {
  it('C09 puts an emote without position first', () => {
    expect(drawn('hi there', [emote('e1'), emote('e2', 3)])).toBe('{e1}hi {e2}there');
    expect(segments('hi', [emote('e1')])[0]).toEqual({ kind: 'emote', emote: emote('e1') });
  });

  it.each([
    ['UTF-16', '😀hi there', 4, '😀hi{e} there'],
    ['code points', '😀hi there', 3, '😀hi{e} there'],
    ['code points, a pair would be split', '😀😀', 1, '😀{e}😀'],
    ['code points, one pair of many would be split', '😀😀😀a', 3, '😀😀😀{e}a'],
    ['code points at the end', '😀hi', 3, '😀hi{e}'],
    ['code points at a placeholder', '😀 a [emote:7] b', 4, '😀 a {e} b'],
    ['UTF-16 at a placeholder', '😀 a [emote:1] b', 5, '😀 a {e} b'],
    ['past the end', 'hi', 99, 'hi{e}'],
    ['negative', 'hi', -3, '{e}hi'],
    ['not a number', 'hi', NaN, '{e}hi'],
    ['broken', 'hi', 1.7, 'h{e}i'],
  ])('C09 counts the position in %s', (_, text, index, expected) => {
    expect(drawn(text, [emote('e', index)])).toBe(expected);
  });

  it('C09 replaces the placeholder at its place, by number where the position is missing', () => {
    expect(drawn('Hola [emote:1] a todos', [emote('e', 5)])).toBe('Hola {e} a todos');
    expect(drawn('Hola [emote:1] a todos', [emote('e')])).toBe('Hola {e} a todos');
    expect(drawn('[emote:2] x [emote:1]', [emote('a'), emote('b')])).toBe('{b} x {a}');
    expect(drawn('[emote:1] [emote:2]', [emote('a'), emote('b')])).toBe('{a} {b}');
    expect(drawn('[emote:1] hola', [emote('e', 12)])).toBe('{e} hola');
    expect(drawn('a [emote:2] [emote:1]', [emote('e', 2)])).toBe('a {e} [emote:1]');
    expect(drawn('hi [emote:12] [emote:13]', [emote('e')])).toBe('hi {e} [emote:13]');
    expect(drawn('[emote:7] stays', [])).toBe('[emote:7] stays');
    expect(drawn('[emote:7] stays', [emote('e', 15)])).toBe('[emote:7] stays{e}');
  });

  it('C01 never breaks a cluster', () => {
    for (let index = 1; index < 11; index++) expect(drawn('👨‍👩‍👧‍👦', [emote('e', index)]), `${index}`).toBe('👨‍👩‍👧‍👦{e}');
    expect(drawn('e\u0301a', [emote('e', 1)])).toBe('e\u0301{e}a');
    expect(drawn('👍🏽', [emote('e', 2)])).toBe('👍🏽{e}');
  });

  it('keeps the order of emotes at one place, and cleans what is around them', () => {
    expect(drawn('a\u202eb', [emote('x', 1), emote('y', 1), emote('z')])).toBe('{z}a{x}{y}b');
    expect(drawn('[emote:1]b', [emote('x', 0), emote('y', 3)])).toBe('{x}{y}b');
    expect(drawn('a\ufdd0b', [])).toBe('ab');
    expect(drawn('', [emote('x')])).toBe('{x}');
    expect(drawn('', [])).toBe('');
  });

  it('C01 cuts with an emote counted as one', () => {
    expect(drawn('hello', [emote('x', 2)], { max: 4 })).toBe('he{x}…');
    expect(drawn('hello', [emote('x', 4)], { max: 4 })).toBe('hel…');
    expect(drawn('[laughcry] ok', [], { max: 4 })).toBe('😂 ok');
  });

  it('C61 draws text alone where images are off', () => {
    expect(drawn('Hola [emote:1] a todos', [emote('e', 5)], { images: false })).toBe('Hola a todos');
  });

  it('C08 draws codes as emoji unless emotes are off', () => {
    expect(drawn('[laughcry][wow] [not a code] ok', [])).toBe('😂🤩 [not a code] ok');
    expect(drawn('[laughcry]', [], { images: false })).toBe('[laughcry]');
    expect(drawn('[constructor] [Wow] [] [like] [heart]', [])).toBe('[constructor] [Wow] [] [like] ❤️');
  });

  it.each([
    ['خوش @anna.b اومدی', '@anna.b'],
    ['شوف #Live_2026!', '#Live_2026'],
    ['هنا https://example.com/a?b=1/ الآن', 'https://example.com/a?b=1/'],
    ['هنا https://example.com/a. الآن', 'https://example.com/a'],
    ['(@anna)', '@anna'],
  ])('C05 keeps the signs of %j at their own word', (text, expected) => {
    const pieces = segments(text, []);
    expect(pieces.flatMap((piece) => (piece.kind === 'isolate' ? piece.text : []))).toEqual([expected]);
    expect(drawn(text, [])).toBe(text);
  });

  it('C05 takes the sign within an address or a word for no mention', () => {
    for (const text of ['me@example.com', 'C#', '@', '# 1', 'a @ b'])
      expect(segments(text, []), text).toEqual([{ kind: 'text', text }]);
  });

  it('draws every emote once and loses no text, wherever the emotes point', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '😀', 'é', '👨‍👩‍👧', '1') }),
        fc.array(fc.integer({ min: -2, max: 60 }), { maxLength: 6 }),
        (text, indices) => {
          const pieces = segments(
            text,
            indices.map((index, n) => emote(`${n}`, index)),
          );
          expect(pieces.filter(({ kind }) => kind === 'emote')).toHaveLength(indices.length);
          const words = pieces.map((piece) => (piece.kind !== 'emote' ? piece.text : '')).join('');
          expect(words.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
          for (const piece of pieces)
            expect(piece.kind !== 'emote' ? piece.text : '').not.toMatch(/^[\u200d\u0301]|\p{Cs}|\u200d$/u);
        },
      ),
    );
  });
});
