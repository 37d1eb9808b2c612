import { describe, expect, it, vi } from 'vitest';
import { FakeWorld } from '../connection/testing/fake-world.js';
import { TokenSource } from './token-source.js';

const origin = { creator: 'someone', tokenUrl: 'https://t.example/token' };

const answering = (response: Response): TokenSource =>
  new TokenSource(
    origin,
    { ...new FakeWorld().environment(), fetch: () => Promise.resolve(response) },
    { read: () => 0 },
  );

describe('the answer of a token URL', () => {
  it('stops reading an answer that is too large', async () => {
    let read = 0;
    const cancel = vi.fn();
    const film = new ReadableStream({
      pull(controller) {
        if (read++ < 1000) controller.enqueue(new Uint8Array(1000).fill(97));
        else controller.close();
      },
      cancel,
    });
    await expect(answering(new Response(film)).get()).rejects.toMatchObject({ code: 'invalid' });
    expect(read).toBeLessThan(100);
    expect(cancel).toHaveBeenCalledOnce();
  });

  it('finds no token in an answer without a body', async () => {
    await expect(answering(new Response(null, { status: 204 })).get()).rejects.toMatchObject({ code: 'invalid' });
  });

  it('reads text that comes byte by byte', async () => {
    const bytes = new TextEncoder().encode('{"token":"abc","liveUrl":"/für"}');
    const stream = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const tokens = answering(new Response(stream));
    expect(await tokens.get()).toBe('abc');
    expect(tokens.liveUrl).toBe('https://t.example/f%C3%BCr?uniqueId=someone');
  });

  it('asks with the cookies of the own origin alone, past every cache, and names no page', async () => {
    const fetch = vi.fn((_url: string, _init: RequestInit) => Promise.resolve(new Response('abc')));
    const environment = { ...new FakeWorld().environment(), fetch, address: 'https://page.example/overlay' };
    const tokens = new TokenSource({ ...origin, tokenUrl: '/token' }, environment, { read: () => 0 });
    expect(await tokens.get()).toBe('abc');
    expect(fetch).toHaveBeenCalledExactlyOnceWith('https://page.example/token?uniqueId=someone', {
      credentials: 'same-origin',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: expect.any(AbortSignal) as AbortSignal,
    });
  });

  it('asks nobody where the address is none', async () => {
    const world = new FakeWorld();
    const tokens = new TokenSource({ ...origin, tokenUrl: 'data:,abc' }, world.environment(), { read: () => 0 });
    await expect(tokens.get()).rejects.toMatchObject({ code: 'invalid' });
    expect(world.tokenRequests).toEqual([]);
  });
});
