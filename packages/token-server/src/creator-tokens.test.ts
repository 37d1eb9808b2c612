import { describe, expect, it, vi } from 'vitest';
import { watch } from './testing/leak-watch.js';
import { FakeService, outcome, serviceError, serviceJson, testHandler } from './testing/test-handler.js';
import type { TokenCache } from './token-cache.js';

const minute = 60_000;

class SharedStore implements TokenCache {
  readonly entries = new Map<string, string>();
  readonly ttls: number[] = [];

  get(key: string): Promise<string | null> {
    return Promise.resolve(this.entries.get(key) ?? null);
  }

  set(key: string, value: string, ttlSeconds: number): void {
    watch(key);
    this.entries.set(key, value);
    this.ttls.push(ttlSeconds);
  }
}

const jwt = (claims: object): string =>
  `h.${btoa(JSON.stringify(claims)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}.s`;

describe('one token per creator and life', () => {
  it('hands out the same token with what is left of it', async () => {
    const { ask, clock, service } = testHandler();
    await ask('/token?uniqueId=alice');
    clock.now += 20 * minute + 500;
    expect(await (await ask('/token?uniqueId=alice')).json()).toEqual({ token: 'token-1', expiresIn: 2399 });
    expect(service.mints).toBe(1);
  });

  it('mints anew when less than five minutes, or a fifth of a short life, are left', async () => {
    const long = testHandler();
    await long.ask('/token?uniqueId=alice');
    long.clock.now += 55 * minute;
    expect(await (await long.ask('/token?uniqueId=alice')).json()).toEqual({ token: 'token-1', expiresIn: 300 });
    long.clock.now += 1;
    expect(await (await long.ask('/token?uniqueId=alice')).json()).toEqual({ token: 'token-2', expiresIn: 3600 });

    const short = testHandler({ expireAfter: 60 });
    await short.ask('/token?uniqueId=alice');
    short.clock.now += 48_000;
    expect(await (await short.ask('/token?uniqueId=alice')).json()).toEqual({ token: 'token-1', expiresIn: 12 });
    short.clock.now += 1;
    expect(await (await short.ask('/token?uniqueId=alice')).json()).toEqual({ token: 'token-2', expiresIn: 60 });
  });

  it('mints once for a thousand requests at once', async () => {
    const { ask, service } = testHandler();
    const answers = await Promise.all(
      Array.from({ length: 1000 }, async (): Promise<unknown> => (await ask('/token?uniqueId=alice')).json()),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set(['{"token":"token-1","expiresIn":3600}']),
    );
    expect(service.mints).toBe(1);
  });

  it('keeps creators apart', async () => {
    const { ask, service } = testHandler({ creators: ['alice', 'bob'] });
    const [alice, bob] = await Promise.all([ask('/token?uniqueId=alice'), ask('/token?uniqueId=bob')]);
    expect(await alice.json()).not.toEqual(await bob.json());
    expect(service.mints).toBe(2);
  });

  it('mints again after a failure', async () => {
    const { ask, service } = testHandler();
    service.reply = () => serviceError(500);
    expect((await ask('/token?uniqueId=alice')).status).toBe(502);
    service.reply = undefined;
    expect((await ask('/token?uniqueId=alice')).status).toBe(200);
  });

  it('goes on with an ageing token while the service is down, and not with one that is nearly over', async () => {
    const { ask, service, clock } = testHandler();
    await ask('/token?uniqueId=alice');
    service.reply = () => serviceError(503);
    clock.now += 57 * minute;
    expect(await (await ask('/token?uniqueId=alice')).json()).toEqual({ token: 'token-1', expiresIn: 180 });
    clock.now += 2.6 * minute;
    expect((await ask('/token?uniqueId=alice')).status).toBe(503);
  });

  it('goes on with an ageing token while the service wants to be left alone', async () => {
    const { ask, service, clock } = testHandler();
    await ask('/token?uniqueId=alice');
    service.reply = () => serviceError(429);
    clock.now += 57 * minute;
    expect(await (await ask('/token?uniqueId=alice')).json()).toEqual({ token: 'token-1', expiresIn: 180 });
  });

  it('does not go on with a token of a key that is refused', async () => {
    const { ask, service, clock } = testHandler();
    await ask('/token?uniqueId=alice');
    service.reply = () => serviceError(401);
    clock.now += 57 * minute;
    expect(await outcome(await ask('/token?uniqueId=alice'))).toEqual([403, 'key-refused']);
  });

  it('never says more than a life is left when the clock is set back', async () => {
    const { ask, clock } = testHandler();
    await ask('/token?uniqueId=alice');
    clock.now -= 24 * 60 * minute;
    expect(await (await ask('/token?uniqueId=alice')).json()).toEqual({ token: 'token-1', expiresIn: 3600 });
  });
});

describe('life of a token', () => {
  it('believes a token that says it lives shorter, by the service’s own clock', async () => {
    const { ask, service } = testHandler();
    service.reply = () => serviceJson({ data: { token: jwt({ iat: 1000, exp: 1600 }) } });
    expect(await (await ask('/token?uniqueId=alice')).json()).toMatchObject({ expiresIn: 600 });

    const dated = testHandler();
    dated.service.reply = () =>
      serviceJson(
        { data: { token: jwt({ exp: 2_000_000_900 }) } },
        { headers: { date: new Date(2e12).toUTCString() } },
      );
    expect(await (await dated.ask('/token?uniqueId=alice')).json()).toMatchObject({ expiresIn: 900 });
  });

  it('never says more than was asked for', async () => {
    const { ask, service } = testHandler({ expireAfter: 600 });
    service.reply = () => serviceJson({ data: { token: jwt({ iat: 1000, exp: 9000 }) } });
    expect(await (await ask('/token?uniqueId=alice')).json()).toMatchObject({ expiresIn: 600 });
  });

  it.each([{ iat: 5, exp: 5 }, { exp: 'soon' }, { iat: 9, exp: 1 }, [], 'text'])(
    'does not trip over odd claims: %j',
    async (claims) => {
      const { ask, service } = testHandler();
      service.reply = () => serviceJson({ data: { token: jwt(claims as object) } });
      expect(await (await ask('/token?uniqueId=alice')).json()).toMatchObject({ expiresIn: 3600 });
    },
  );

  it('takes a token at the top level of the answer', async () => {
    const { ask, service } = testHandler();
    service.reply = () => serviceJson({ token: 'top' });
    expect(await (await ask('/token?uniqueId=alice')).json()).toMatchObject({ token: 'top' });
  });

  it.each([{}, { data: null }, { data: { token: 7 } }, { data: { token: '' } }, { data: { token: 'a b' } }])(
    'refuses an answer without a usable token: %j',
    async (answer) => {
      const { ask, service } = testHandler();
      service.reply = () => serviceJson(answer);
      expect(await outcome(await ask('/token?uniqueId=alice'))).toEqual([502, 'service-answer']);
    },
  );
});

describe('shared store', () => {
  it('makes two instances behave as one', async () => {
    const store = new SharedStore();
    const service = new FakeService();
    const one = testHandler({ cache: store }, service);
    const two = testHandler({ cache: store }, service);
    await one.ask('/token?uniqueId=alice');
    two.clock.now += 10 * minute;
    expect(await (await two.ask('/token?uniqueId=alice')).json()).toEqual({ token: 'token-1', expiresIn: 3000 });
    expect(service.mints).toBe(1);
    expect(store.ttls).toEqual([3600]);
    await one.ask('/live?uniqueId=alice');
    await two.ask('/live?uniqueId=alice');
    expect(service.requests).toHaveLength(3);
  });

  it('knows of another instance whether a creator is live, for as long as that is good', async () => {
    const store = new SharedStore();
    const service = new FakeService();
    const [one, two] = [testHandler({ cache: store }, service), testHandler({ cache: store }, service)];
    await one.ask('/live?uniqueId=alice');
    expect(await (await two.ask('/live?uniqueId=alice')).json()).toEqual({ live: false });
    expect(service.requests).toHaveLength(1);
    expect(store.ttls[0]).toBeLessThanOrEqual(60);
    for (const value of ['null', '{"at":1}', JSON.stringify({ at: 'now', answer: { live: true } })]) {
      for (const key of store.entries.keys()) store.entries.set(key, value);
      const third = testHandler({ cache: store }, service);
      expect(await (await third.ask('/live?uniqueId=alice')).json()).toMatchObject({ live: false });
    }
    expect(service.requests).toHaveLength(4);
    const late = testHandler({ cache: store }, service);
    late.clock.now += 10 * minute;
    await late.ask('/live?uniqueId=alice');
    expect(service.requests).toHaveLength(5);
  });

  it('does not hand out tokens of another key, life or number of sockets', async () => {
    const store = new SharedStore();
    const service = new FakeService();
    await testHandler({ cache: store }, service).ask('/token?uniqueId=alice');
    await testHandler({ cache: store, apiKey: 'rotated' }, service).ask('/token?uniqueId=alice');
    await testHandler({ cache: store, expireAfter: 60 }, service).ask('/token?uniqueId=alice');
    await testHandler({ cache: store, maxWebsockets: 5 }, service).ask('/token?uniqueId=alice');
    expect(service.mints).toBe(4);
  });

  it.each([
    ['text', 'nonsense'],
    ['an expired token', JSON.stringify({ token: 'old', expiresAt: 1, life: 3600 })],
    ['a token with a line break', JSON.stringify({ token: 'a\r\nb', expiresAt: 9e15, life: 3600 })],
    ['another shape', '{"token":{"toString":1}}'],
    ['a flood', 'x'.repeat(100_000)],
  ])('mints when the store holds %s', async (_, value) => {
    const { ask } = testHandler({ cache: { get: () => value, set: () => undefined } });
    expect(await (await ask('/token?uniqueId=alice')).json()).toEqual({ token: 'token-1', expiresIn: 3600 });
  });

  it('is asked once for what it knows, and not at all where there is none', async () => {
    const get = vi.fn(() => JSON.stringify({ token: 'stored', expiresAt: 9e15, life: 3600 }));
    const stored = testHandler({ cache: { get, set: () => undefined } });
    for (let time = 0; time < 2; time++)
      expect(await (await stored.ask('/token?uniqueId=alice')).json()).toMatchObject({ token: 'stored' });
    expect(get).toHaveBeenCalledOnce();
    const { ask, logs } = testHandler();
    await ask('/token?uniqueId=alice');
    expect(JSON.stringify(logs)).not.toContain('cache');
  });

  it('costs one mint per instance when it fails', async () => {
    const broken = {
      get: () => Promise.reject(new Error('redis://:password@store')),
      set: () => {
        throw new Error('redis://:password@store');
      },
    };
    const { ask, service, logs } = testHandler({ cache: broken });
    await ask('/token?uniqueId=alice');
    await ask('/token?uniqueId=alice');
    expect(service.mints).toBe(1);
    expect(logs.filter(({ event }) => event === 'cache')).toEqual(
      ['get', 'set'].map((what) => ({
        level: 'warn',
        event: 'cache',
        code: 'Error',
        message: `The cache's ${what} failed.`,
      })),
    );
  });
});
