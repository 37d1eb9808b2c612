import { describe, expect, it, vi } from 'vitest';
import { createTokenHandler } from './token-handler.js';
import { secretKey, serviceHost } from './testing/leak-watch.js';
import { outcome, testHandler } from './testing/test-handler.js';

describe('GET and POST …/token', () => {
  it('answers exactly token and remaining life', async () => {
    const { ask } = testHandler();
    const response = await ask('/token?uniqueId=alice');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ token: 'token-1', expiresIn: 3600 });
  });

  it.each(['/token', '/api/token', '/a/b/c/token', '//token'])('answers at %s', async (path) => {
    const { ask } = testHandler();
    expect((await ask(`${path}?uniqueId=alice`)).status).toBe(200);
  });

  it('sends the key in a header only, and forces the creator into the token', async () => {
    const { ask, service } = testHandler({ expireAfter: 600, maxWebsockets: 3 });
    await ask('/token?uniqueId=%40ALICE&allowed_creators=bob&expire_after=99999&max_websockets=99');
    const [request] = service.requests;
    expect(request?.method).toBe('POST');
    expect(request?.url).toBe(`https://${serviceHost}/authentication/jwt`);
    expect(request?.headers.get('x-api-key')).toBe(secretKey);
    expect(request?.body).toEqual({ expire_after: 600, allowed_creators: ['alice'], max_websockets: 3 });
  });

  it.each([
    ['JSON', 'application/json', '{"uniqueId":"@Alice"}'],
    ['JSON with a charset', 'Application/JSON ; charset=utf-8', '{"uniqueId":"alice"}'],
    ['bytes of JSON without a type', '', '{"uniqueId":"alice"}'],
    ['JSON as fetch sends a text', 'text/plain;charset=UTF-8', '{"uniqueId":"alice"}'],
    ['a form', 'application/x-www-form-urlencoded', 'uniqueId=%40alice'],
  ])('takes the creator from %s', async (_, type, body) => {
    const { ask } = testHandler();
    const bytes = new TextEncoder().encode(body);
    const headers: Record<string, string> = type ? { 'content-type': type } : {};
    const response = await ask('/token', { method: 'POST', body: bytes, headers });
    expect(response.status).toBe(200);
  });

  it('takes a full-width @, and the address of a profile with a long query', async () => {
    const { ask } = testHandler();
    for (const name of ['＠Alice', `https://www.tiktok.com/@alice?lang=${'x'.repeat(300)}`])
      expect((await ask(`/token?uniqueId=${encodeURIComponent(name)}`)).status).toBe(200);
  });

  it('takes the creator from the query when the framework has read the body already', async () => {
    const { handle } = testHandler({ authorize: () => true });
    const request = new Request('https://overlay.example/token?uniqueId=alice', { method: 'POST', body: '{}' });
    await request.text();
    expect((await handle(request)).status).toBe(200);
  });

  it('takes the creator of a POST from the query as well', async () => {
    const { ask } = testHandler();
    expect((await ask('/token?uniqueId=alice', { method: 'POST' })).status).toBe(200);
    const headers = { 'content-type': 'application/json' };
    expect((await ask('/token?uniqueId=alice', { method: 'POST', headers, body: ' ' })).status).toBe(200);
  });

  it('answers HEAD without a body and OPTIONS without a mint', async () => {
    const { ask, service } = testHandler();
    const head = await ask('/token?uniqueId=alice', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const options = await ask('/token', { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
    expect(service.mints).toBe(1);
  });

  it('marks every answer as not to be stored or sniffed', async () => {
    const { ask } = testHandler();
    for (const path of ['/token?uniqueId=alice', '/token', '/nowhere', '/live?uniqueId=alice', '/token?uniqueId=bob']) {
      const { headers } = await ask(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(headers.get('vary')).toBe('Origin');
    }
  });

  it('names the live address when told to', async () => {
    const { ask } = testHandler({ liveUrl: 'live' });
    expect(await (await ask('/token?uniqueId=alice')).json()).toEqual({
      token: 'token-1',
      expiresIn: 3600,
      liveUrl: 'live',
    });
  });
});

describe('refusals', () => {
  it.each([
    ['no creator', '/token', {}, 400, 'creator-missing'],
    ['a blank creator', '/token?uniqueId=%20', {}, 400, 'creator-missing'],
    ['only an @', '/token?uniqueId=%40', {}, 400, 'creator-invalid'],
    ['a creator that is too long', `/token?uniqueId=${'a'.repeat(300)}`, {}, 400, 'creator-invalid'],
    ['two creators', '/token?uniqueId=alice&uniqueId=bob', {}, 400, 'creator-ambiguous'],
    ['another creator', '/token?uniqueId=bob', {}, 403, 'creator-not-allowed'],
    ['another path', '/tokens?uniqueId=alice', {}, 404, 'not-found'],
    ['another method', '/token?uniqueId=alice', { method: 'DELETE' }, 405, 'method-not-allowed'],
    ['POST to live', '/live?uniqueId=alice', { method: 'POST' }, 405, 'method-not-allowed'],
  ])('%s', async (_, path, init, status, code) => {
    const { ask, service } = testHandler();
    const response = await ask(path, init);
    expect(await outcome(response)).toEqual([status, code]);
    expect(service.requests).toEqual([]);
  });

  it('names the right methods with 405', async () => {
    const { ask } = testHandler();
    expect((await ask('/live?uniqueId=alice', { method: 'PUT' })).headers.get('allow')).toBe('GET, HEAD, OPTIONS');
  });

  it('allows nobody without creators', async () => {
    const { ask } = testHandler({ creators: undefined });
    expect(await outcome(await ask('/token?uniqueId=alice'))).toEqual([403, 'creator-not-allowed']);
    const empty = testHandler({ creators: [] });
    expect(await outcome(await empty.ask('/live?uniqueId=alice'))).toEqual([403, 'creator-not-allowed']);
  });
});

describe('authorize', () => {
  it('sees request, body and creator, and lets through on true only', async () => {
    const bodies: string[] = [];
    const { ask } = testHandler({
      authorize: async (request, creator) => {
        bodies.push(await request.text());
        return request.headers.get('authorization') === `Bearer ${creator}`;
      },
    });
    const body = '{"uniqueId":"alice"}';
    const good = {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', authorization: 'Bearer alice' },
    };
    expect((await ask('/token', good)).status).toBe(200);
    expect(bodies).toEqual([body]);
    expect(await outcome(await ask('/token?uniqueId=alice'))).toEqual([403, 'not-authorized']);
  });

  it('does not take a forgotten return value for a yes', async () => {
    // @ts-expect-error a row of a database is no boolean
    const { ask } = testHandler({ authorize: () => ({ id: 1 }) });
    expect((await ask('/token?uniqueId=alice')).status).toBe(403);
  });

  it('says nothing of what a hook threw', async () => {
    const { ask, logs } = testHandler({
      authorize: () => {
        throw new Error(`postgres://user:${secretKey}@db`);
      },
    });
    expect(await outcome(await ask('/token?uniqueId=alice'))).toEqual([500, 'check-failed']);
    expect(logs).toContainEqual(expect.objectContaining({ level: 'error', event: 'authorize', code: 'Error' }));
  });
});

describe('a hook that never answers', () => {
  it.each(['authorize', 'creators'] as const)('%s: the visitor gets an answer after 8 s', async (hook) => {
    vi.useFakeTimers();
    try {
      const { ask, logs } = testHandler({ [hook]: () => new Promise<boolean>(() => undefined) });
      const answer = ask('/token?uniqueId=alice');
      await vi.advanceTimersByTimeAsync(8000);
      expect(await outcome(await answer)).toEqual([500, 'check-failed']);
      expect(logs).toContainEqual(expect.objectContaining({ level: 'error', event: hook, code: 'HookTimeout' }));
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('options', () => {
  const good = { apiKey: 'key', creators: ['alice'] };

  it.each([
    ['an empty key', { apiKey: ' ' }, /apiKey/],
    ['a key with a line break', { apiKey: 'a\nb' }, /apiKey/],
    ['an address that is none', { apiUrl: 'tik.tools' }, /apiUrl/],
    ['another protocol', { apiUrl: 'ftp://tik.tools' }, /apiUrl/],
    ['an address with a password', { apiUrl: 'https://u:p@tik.tools' }, /apiUrl/],
    ['a life of nothing', { expireAfter: 0 }, /expireAfter/],
    ['half a socket', { maxWebsockets: 0.5 }, /maxWebsockets/],
    ['an origin with a path', { origins: ['https://a.example/path'] }, /origins/],
    ['a name that is none', { creators: ['no body'] }, /creators/],
    ['a limit of nothing', { rateLimit: { perAddress: { requests: 0, seconds: 1 } } }, /perAddress/],
  ])('refuses %s', (_, options, words) => {
    expect(() => createTokenHandler({ ...good, ...options })).toThrow(words);
  });

  it('never quotes a key that it refuses', () => {
    let message = '';
    try {
      createTokenHandler({ ...good, apiKey: `${secretKey}\nx` });
    } catch (error) {
      message = String(error);
    }
    expect(message).toMatch(/apiKey/);
    expect(message).not.toContain(secretKey);
  });

  it('asks a key function for each mint, and says plainly when it has none', async () => {
    let key: string = secretKey;
    const { ask, service, clock } = testHandler({ apiKey: () => Promise.resolve(key) });
    await ask('/token?uniqueId=alice');
    key = 'rotated';
    clock.now += 3_600_000;
    await ask('/token?uniqueId=alice');
    expect(service.requests.map(({ headers }) => headers.get('x-api-key'))).toEqual([secretKey, 'rotated']);
    key = '';
    clock.now += 3_600_000;
    expect(await outcome(await ask('/token?uniqueId=alice'))).toEqual([500, 'key-missing']);
  });

  it('answers when the log throws', async () => {
    const { ask } = testHandler({
      log: () => {
        throw new Error('disk full');
      },
    });
    expect((await ask('/token?uniqueId=alice')).status).toBe(200);
  });

  it('leaves no rejection to the process where an async log fails', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const log = (): unknown => Promise.reject(new Error('no network'));
    const { ask } = testHandler({ log });
    expect((await ask('/token?uniqueId=alice')).status).toBe(200);
    // Node looks for unhandled rejections between two turns.
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});
