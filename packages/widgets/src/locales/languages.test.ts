import { beforeAll, describe, expect, it } from 'vitest';
import { statusWords } from '../status/status-words.js';
import { registerLanguages } from './languages.js';
import { registeredWords, wordsFor } from './words.js';

const languages = ['es', 'pt', 'de', 'fr', 'it', 'ru', 'tr', 'id', 'vi', 'ar', 'ja', 'ko', 'zh'];
const phases = ['idle', 'connecting', 'connected', 'live', 'waiting', 'offline', 'blocked', 'closed'] as const;

beforeAll(registerLanguages);

describe('C140 languages', () => {
  it.each(languages)('%s has each word, and the marks in them', (language) => {
    const words = registeredWords(language);
    expect(Object.keys(words)).toEqual(expect.arrayContaining(Object.keys(wordsFor('en'))));
    expect(Object.entries(words).filter(([, word]) => !word?.trim() || word.includes('|'))).toEqual([]);
    expect(Object.values(words).filter((word) => word?.includes('{time}'))).toEqual([words.next]);
    expect(Object.values(words).filter((word) => word?.includes('{n}'))).toEqual([words.attempt]);
    expect(words['ended']).not.toMatch(/^(The stream|undefined)/);
    expect(new Set(Object.values(words)).size).toBeGreaterThan(Object.keys(words).length - 3);
  });

  it.each(languages)('%s says no English sentence, whatever the reason', (language) => {
    for (const state of phases) {
      const said = statusWords(
        { state, reason: 'some-new-reason', message: 'Some new English sentence.', attempt: 2, since: 0, via: 'own' },
        'ada',
        language,
        0,
      );
      expect(JSON.stringify(said)).not.toMatch(/English|undefined/);
      expect(said.message).not.toBe('');
    }
  });

  it('a country follows its language', () => {
    expect(wordsFor('pt-BR').gift).toBe('Presente');
    expect(wordsFor('zh-Hant-TW').gift).toBe('礼物');
    expect(wordsFor('en-US').gift).toBe('Gift');
  });
});
