import { describe, expect, it } from 'vitest';
import { registerWords, registeredWords, wordsFor } from './words.js';

describe('C140 words', () => {
  it('of a locale, else of its language, else English', () => {
    registerWords('nl', { viewer: 'Kijker', live: 'Live!' });
    registerWords('nl-BE', { viewer: 'Kijkerke' });
    expect(wordsFor('nl-BE')).toMatchObject({ viewer: 'Kijkerke', live: 'Live!', gift: 'Gift' });
    expect(wordsFor('nl-NL')).toMatchObject({ viewer: 'Kijker', gift: 'Gift' });
    expect(wordsFor('nl')).toMatchObject({ viewer: 'Kijker' });
    expect(wordsFor('xx-YY').viewer).toBe('Viewer');
  });

  it('of a language that comes after its country are found', () => {
    registerWords('sv-FI', { gift: 'Gåva' });
    registerWords('sv', { viewer: 'Tittare', gift: 'Present' });
    expect(wordsFor('sv-FI')).toMatchObject({ viewer: 'Tittare', gift: 'Gåva' });
  });

  it('are found however a page writes its language', () => {
    registerWords('da_DK', { viewer: 'Seer' });
    expect(wordsFor('DA-dk').viewer).toBe('Seer');
    expect(wordsFor('da_DK-u-nu-latn').viewer).toBe('Seer');
    for (const strange of ['', '-', '__proto__', 'constructor', '🎁', 'en-'])
      expect(wordsFor(strange).gift).toBe('Gift');
  });

  it('that are replaced add up', () => {
    registerWords('fi', { viewer: 'Katsoja' });
    registerWords('fi', { gift: 'Lahja' });
    expect(wordsFor('fi')).toMatchObject({ viewer: 'Katsoja', gift: 'Lahja' });
  });

  it('of English can be replaced, for all languages without words of their own', () => {
    registerWords('en', { viewer: 'Somebody', evicted: 'Thrown out' });
    registerWords('pl', { gift: 'Prezent' });
    expect(wordsFor('en-GB').viewer).toBe('Somebody');
    expect(wordsFor('xx').viewer).toBe('Somebody');
    expect(wordsFor('pl')).toMatchObject({ viewer: 'Somebody', gift: 'Prezent' });
    expect(registeredWords('pl')['evicted']).toBeUndefined();
    expect(registeredWords('xx')['evicted']).toBe('Thrown out');
  });
});
