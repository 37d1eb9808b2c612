import type { ConnectionState } from '@tiktool-widgets/client';
import { describe, expect, it } from 'vitest';
import { registerWords } from '../locales/words.js';
import { statusWords } from './status-words.js';

const state = (part: Partial<ConnectionState>): ConnectionState => ({
  state: 'waiting',
  reason: 'dropped',
  message: 'The connection was lost.',
  attempt: 0,
  since: 0,
  via: 'own',
  ...part,
});
const words = (part: Partial<ConnectionState>, { creator = 'ada', locale = 'en', now = 0 } = {}) =>
  statusWords(state(part), creator, locale, now);

describe('status words', () => {
  it('say what is the case, what there is to do, and when the next try is', () => {
    expect(words({ retryAt: 12_000, attempt: 3, via: 'shared' })).toEqual({
      phase: 'waiting',
      lang: 'en',
      message: 'The connection was lost.',
      title: 'No connection, trying again',
      details: ['The connection was lost.', 'Nothing to do: it goes on by itself.'],
      facts: ['@ada', 'Try 3', 'Connection of another page'],
      retry: expect.stringMatching(/^Next try in 12\s?s/) as string,
      changesAt: 1000,
    });
  });

  it.each([
    ['blocked', 'token-refused', 'API key'],
    ['blocked', 'plan-over', 'API key'],
    ['blocked', 'not-allowed', 'allowed creators'],
    ['blocked', 'token-invalid', 'token URL'],
    ['blocked', 'bad-endpoint', 'endpoint'],
    ['blocked', 'no-creator', 'creator'],
    ['blocked', 'no-such-user', 'creator'],
    ['blocked', 'something-new', 'token URL'],
    ['blocked', 'connection-limit', 'Close other overlays'],
    ['waiting', 'evicted', 'Close other overlays'],
    ['waiting', 'hourly-limit', 'Close other overlays'],
    ['waiting', 'refused', 'endpoint'],
    ['waiting', 'token-network', 'by itself'],
    ['offline', 'ended', 'by itself'],
    ['connecting', 'dial', 'by itself'],
  ] as const)('%s, %s: what to do speaks of %s', (phase, reason, help) => {
    expect(words({ state: phase, reason }).details.at(-1)).toContain(help);
  });

  it('there is nothing to do while all is well', () => {
    expect(words({ state: 'live', reason: 'live', message: 'Live.' })).toMatchObject({ message: 'Live.', details: [] });
    expect(words({ state: 'closed', reason: 'closed', message: 'Closed by the page.' }).details).toEqual([
      'Closed by the page.',
    ]);
  });

  it('a widget without a creator says that one is missing', () => {
    const { details, facts } = words({ state: 'idle', reason: 'idle', message: 'Not started.' }, { creator: '' });
    expect(details).toEqual(['Check the creator, the token URL and the endpoint.']);
    expect(facts).toEqual(['Own connection']);
  });

  it('only a state that waits has a next try', () => {
    for (const phase of ['idle', 'connecting', 'connected', 'live', 'closed'] as const)
      expect(words({ state: phase, retryAt: 5000 })).toMatchObject({ retry: '', changesAt: Infinity });
    for (const retryAt of [undefined, NaN, Infinity]) expect(words({ retryAt }).retry).toBe('');
    expect(words({ retryAt: 5000 }, { now: 9000 })).toMatchObject({ retry: 'Next try now', changesAt: Infinity });
  });

  it('C120 show neither address nor token, whatever a client says', () => {
    const message = 'Lost wss://x.test?uniqueId=a&jwtKey=abc and jwtKey=def, token=ghi eyJhbGciOi.eyJz.sig at last.';
    expect(words({ message }).message).toBe('Lost … and … … … at last.');
    for (const reason of ['constructor', '__proto__', 'toString', ''])
      expect(words({ reason }).message).toMatch(/lost/);
  });
});

describe('C140 in other languages', () => {
  it('a reason, else its phase; English sentences only where the language has no words', () => {
    registerWords('nl', { waiting: 'Geen verbinding', next: 'Nieuwe poging {time}', ended: 'De stream is voorbij' });
    expect(words({ retryAt: 12_000 }, { locale: 'nl-BE' })).toMatchObject({
      lang: 'nl-BE',
      message: 'Geen verbinding',
      title: 'Geen verbinding',
      retry: expect.stringMatching(/^Nieuwe poging over 12/) as string,
    });
    expect(words({ state: 'offline', reason: 'ended' }, { locale: 'nl' }).message).toBe('De stream is voorbij');
  });

  it('an unknown language is English as a whole', () => {
    const said = words({ retryAt: 12_000, attempt: 3 }, { locale: 'fa' });
    expect(said).toMatchObject({ lang: 'en', message: 'The connection was lost.' });
    expect(said.retry).toMatch(/^Next try in 12/);
    expect(said.facts).toContain('Try 3');
  });

  it('words can be replaced', () => {
    registerWords('en', { evicted: 'Another overlay is on air.', attempt: '#{n}' });
    expect(words({ reason: 'evicted' }).message).toBe('Another overlay is on air.');
    expect(words({ attempt: 2 }).facts).toContain('#2');
    expect(words({}).message).toBe('The connection was lost.');
  });
});
