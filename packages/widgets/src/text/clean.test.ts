import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, displayName } from './clean.js';

describe('clean text', () => {
  it('C07 leaves at most four marks on a letter', () => {
    const zalgo = `Z${'\u0335\u0336\u0337'.repeat(60)}algo`;
    expect(cleanText(zalgo)).toBe('Z\u0335\u0336\u0337\u0335algo');
    expect(cleanText(`ก${'็'.repeat(50)}ก${'็'.repeat(50)}`)).toBe('ก็็็็ก็็็็');
    expect(cleanText(`x${'\u0489'.repeat(50)}`)).toBe('x\u0489\u0489\u0489\u0489');
  });

  it.each([
    ['Thai', 'น้ำผึ้ง ที่ไม่รู้'],
    ['Vietnamese, decomposed', 'Tiếng Việt được'.normalize('NFD')],
    ['Hindi', 'क्षत्रिय हिन्दी'],
    ['Burmese', 'မြွှေ့'],
    ['Tibetan', 'རྒྱུས་བསྒྲུབས'],
    ['Arabic with vowels', 'مُحَمَّدٌ رَّسُولُ'],
    ['Persian joiner', 'می‌خواهم'],
    ['Bengali joiner', 'র‍্যাব'],
    ['Sinhala joiner', 'ශ්‍රී ලංකා'],
    ['Han variant', '葛\u{e0100}城'],
    ['Korean', '안녕하세요'],
    ['Mongolian variant', 'ᠰᠠᠶᠢ\u180bᠨ'],
    ['emoji', '👨‍👩‍👧‍👦 👨🏻‍👩🏿‍👦🏽 ☺\ufe0e 👍🏽 🏳️‍🌈 ❤️ 1️⃣ 🏴‍☠️ 🐈‍⬛ 🧑🏽‍🚀 👩‍❤️‍💋‍👨'],
    ['flags', '🇺🇦🇩🇪 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
    ['a mark of direction', 'C++\u200e جيد \u200f! \u061c!'],
  ])('C07 keeps %s as it is', (_, text) => {
    expect(cleanText(text)).toBe(text);
  });

  it.each([
    ['\u202eevil\u2066x\u2069\u202c', 'evilx'],
    ['a\u200bb\u2060c\ufeffd\u00ade\u034ff', 'abcdef'],
    ['a\u200db\u200cc', 'abc'],
    ['👍\u200d ok', '👍 ok'],
    ['a\ud83dc\ude00', 'ac'],
    ['a\u0000\u0007\u009bb', 'ab'],
    ['line\r\nbreak\ttab\u2028end', 'line break tab end'],
    ['a   \u3000\u00a0  b', 'a b'],
    ['  x  ', 'x'],
    [`hi${'\u{e0041}'.repeat(20)}`, 'hi'],
    [`🏴${'\u{e0041}'.repeat(7)}\u{e007f}`, '🏴'],
    ['\u0301\u0302abc', 'abc'],
    ['a\u3164\u3164\u3164b', 'a b'],
    ['a\u0085b\u115fc\u1160d\uffa0e\u2029f', 'a b c d e f'],
    ['\ufffcdictated', 'dictated'],
  ])('cleans %j to %j', (text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it.each([
    '',
    ' ',
    '\u3164',
    '\u2800\u2800',
    '\u200b\u200d',
    '\u200f',
    '\u200f \u0301\u200f\u0301',
    '\ufe0f',
    '\u0301',
    '\u115f\u1160',
    '\u00ad',
    '\u{1d159}',
    '\ud800',
  ])('finds nothing to show in %j', (text) => {
    expect(cleanText(text)).toBe('');
  });

  it('changes nothing the second time, and leaves one well-formed line', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'binary' }),
            fc.constantFrom(...Array.from('\u200d\u202e\u0301 \n❤\ufe0fم\u200c\ud83d\u{1f3f4}\u{e0067}')),
          ),
        ),
        (parts) => {
          const clean = cleanText(parts.join(''));
          expect(cleanText(clean)).toBe(clean);
          expect(clean).not.toMatch(/\p{Cs}|[\n\r\t\u202a-\u202e\u2066-\u2069]| {2}|^ | $/u);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('display name', () => {
  const name = (nickname: string, handle: string, format: 'nickname' | 'handle' | 'both' = 'nickname') =>
    displayName({ nickname, handle }, format, 'Viewer');

  it('C11 shows a name with emoji in full', () => {
    expect(name('🦊Kit🦊', 'kit')).toBe('🦊Kit🦊');
  });

  it.each(['', '   ', '\u3164', '\u2800', '\u200b', '\u202e'])('falls back from the blank nickname %j', (blank) => {
    expect(name(blank, '@kit')).toBe('kit');
    expect(name(blank, blank)).toBe('Viewer');
    expect(name('Kit', blank, 'handle')).toBe('Kit');
    expect(name(blank, 'kit', 'both')).toBe('kit');
    expect(name('Kit', blank, 'both')).toBe('Kit');
  });

  it('shows what the format asks for', () => {
    expect(name('Kit', 'kit.fox', 'handle')).toBe('kit.fox');
    expect(name('Kit', 'kit.fox', 'both')).toBe('Kit (@kit.fox)');
    expect(name('kit', 'kit', 'both')).toBe('kit');
  });

  it('C04 keeps the @ before its handle behind a right-to-left name', () => {
    expect(name('نور', 'kit', 'both')).toBe('نور (\u200e@kit)');
  });

  it('bounds names of 200 characters', () => {
    expect(name('界'.repeat(200), 'x')).toBe(`${'界'.repeat(39)}…`);
    expect(name('', 'x'.repeat(200))).toBe(`${'x'.repeat(39)}…`);
  });
});
