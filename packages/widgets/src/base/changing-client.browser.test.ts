import { afterEach, describe, expect, it, vi } from 'vitest';
import { mount, texts } from '../testing/page.js';

const fakeProvider = (): Promise<string> => new Promise(() => undefined);

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('the client of an element', () => {
  it.each([
    ['tokenUrl', '/other'],
    ['tokenProvider', fakeProvider],
    ['endpoint', 'wss://elsewhere.test'],
    ['liveUrl', '/live'],
    ['share', 'origin'],
  ] as const)('is another one for another %s', async (name, value) => {
    // Neither token nor socket comes of it.
    vi.spyOn(window, 'fetch').mockReturnValue(new Promise(() => undefined));
    const source = { creator: 'sources', 'token-url': '/token', share: 'page' };
    const one = await mount('tiktool-chat', source);
    const other = await mount('tiktool-chat', source, { [name]: value });
    expect(other.client.creator).toBe('sources');
    expect(other.client).not.toBe(one.client);
  });

  it('C80 ends when the last widget that held it is gone, or only looked at it', async () => {
    vi.useFakeTimers();
    const chat = document.createElement('tiktool-chat');
    Object.assign(chat, { creator: 'leaver', share: 'page', tokenProvider: fakeProvider });
    const looked = chat.client;
    await vi.advanceTimersByTimeAsync(2000);
    expect(looked.state.state).toBe('closed');
    document.body.append(chat);
    const held = chat.client;
    await vi.advanceTimersByTimeAsync(2000);
    expect(held.state.state).toBe('connecting');
    chat.remove();
    await vi.advanceTimersByTimeAsync(2000);
    expect(held.state.state).toBe('closed');
  });

  it('the rows of the old creator go by themselves once the new one has settled', async () => {
    vi.useFakeTimers();
    const chat = document.createElement('tiktool-chat');
    Object.assign(chat, { creator: 'first', share: 'page', tokenProvider: fakeProvider });
    document.body.append(chat);
    chat.client.inject({ kind: 'chat', text: 'of the first' });
    await vi.advanceTimersByTimeAsync(200);
    expect(texts(chat, 'text')).toEqual(['of the first']);
    chat.creator = 'second';
    await vi.advanceTimersByTimeAsync(500);
    expect(texts(chat, 'text')).toEqual([]);
  });

  it('a creator that is put back while it settles can still be changed', async () => {
    vi.useFakeTimers();
    const chat = document.createElement('tiktool-chat');
    Object.assign(chat, { creator: 'first', share: 'page', tokenProvider: fakeProvider });
    document.body.append(chat);
    await vi.advanceTimersByTimeAsync(10);
    const seen: string[] = [];
    chat.addEventListener('tiktool-state', () => seen.push(chat.client.creator));
    for (const creator of ['second', 'first']) {
      chat.creator = creator;
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(500);
    expect(seen).toEqual([]);
    chat.creator = 'third';
    await vi.advanceTimersByTimeAsync(500);
    expect(new Set(seen)).toEqual(new Set(['third']));
  });

  it('a change that settles while the widget is taken out waits until it is back, and so does the next', async () => {
    vi.useFakeTimers();
    const chat = document.createElement('tiktool-chat');
    Object.assign(chat, { creator: 'first', share: 'page', tokenProvider: fakeProvider });
    document.body.append(chat);
    await vi.advanceTimersByTimeAsync(10);
    const seen: string[] = [];
    chat.addEventListener('tiktool-state', () => seen.push(chat.client.creator));
    for (const creator of ['sec', 'second']) {
      chat.creator = creator;
      await vi.advanceTimersByTimeAsync(10);
    }
    chat.remove();
    await vi.advanceTimersByTimeAsync(500);
    expect(seen).toEqual([]);
    document.body.append(chat);
    await vi.advanceTimersByTimeAsync(10);
    chat.creator = 'third';
    await vi.advanceTimersByTimeAsync(500);
    expect([...new Set(seen)]).toEqual(['second', 'third']);
  });
});
