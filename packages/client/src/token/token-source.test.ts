import { describe, expect, it } from 'vitest';
import { FakeWorld } from '../connection/testing/fake-world.js';
import type { TokenProvider } from '../live-client.js';
import { TokenError } from './token-error.js';
import { TokenSource } from './token-source.js';

const source = (world: FakeWorld, tokenProvider?: TokenProvider): TokenSource =>
  new TokenSource(
    { creator: 'someone', tokenUrl: 'https://t.example/token?key=hidden', tokenProvider },
    world.environment(),
    { read: () => world.time },
  );

const origin = { creator: 'someone', tokenUrl: 'https://t.example/token' };

async function outcome(world: FakeWorld, promise: Promise<string>, ms = 10_000): Promise<unknown> {
  let result: unknown = 'pending';
  promise.then(
    (token) => (result = token),
    (error: unknown) => (result = error),
  );
  await world.run(ms);
  return result;
}

describe('TokenSource', () => {
  it('asks once for all who want it, and keeps the answer', async () => {
    const world = new FakeWorld();
    const tokens = source(world);
    const [one, two] = [tokens.get(), tokens.get()];
    await world.run(100);
    expect([await one, await two, await tokens.get()]).toEqual(['secret.1', 'secret.1', 'secret.1']);
    expect(world.tokenRequests).toHaveLength(1);
    expect(world.timers).toBe(0);
  });

  it('renews at about 80 % of the life, and at once where the token was refused', async () => {
    const world = new FakeWorld();
    const tokens = source(world);
    await outcome(world, tokens.get(), 0.71 * 3_600_000);
    expect(await outcome(world, tokens.get(), 0)).toBe('secret.1');
    expect(await outcome(world, tokens.get(true), 100)).toBe('secret.2');
    await world.run(0.89 * 3_600_000);
    expect(await outcome(world, tokens.get(), 100)).toBe('secret.3');
  });

  it.each([
    [{ status: 401 }, 'refused'],
    [{ status: 403 }, 'refused'],
    [{ status: 404 }, 'not-found'],
    [{ status: 429, retryAfter: '7' }, 'rate-limited'],
    [{ status: 400 }, 'invalid'],
    [{ status: 405 }, 'invalid'],
    [{ status: 408 }, 'server'],
    [{ status: 410 }, 'not-found'],
    [{ status: 425 }, 'server'],
    [{ status: 500 }, 'server'],
    [{ status: 503 }, 'server'],
    ['network', 'network'],
    ['hang', 'timeout'],
  ] as const)('tells %j as %s, and names nothing secret', async (answer, code) => {
    const world = new FakeWorld();
    world.token = answer;
    const error = await outcome(world, source(world).get());
    expect(error).toBeInstanceOf(TokenError);
    expect(error).toMatchObject({ code, name: 'TokenError' });
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toMatch(/hidden|t\.example/);
    expect(world.timers).toBe(0);
  });

  it('R39 leaves the endpoint alone for as long as it asked, in all pages', async () => {
    const world = new FakeWorld();
    world.token = { status: 429, retryAfter: '45' };
    expect(await outcome(world, source(world).get(), 1000)).toMatchObject({ retryAfter: 45_000 });
    world.token = 'ok';
    expect(await outcome(world, source(world).get(), 1000)).toMatchObject({ code: 'rate-limited' });
    await world.run(40_000);
    expect(await outcome(world, source(world).get(), 1000)).toMatchObject({ code: 'rate-limited' });
    expect(world.tokenRequests).toHaveLength(1);
    await world.run(5000);
    expect(await outcome(world, source(world).get(), 1000)).toBe('secret.1');
    expect([...world.stored.keys()]).toEqual(['tiktool:1:hold:https://t.example/token']);
  });

  it('R39 the same for a function of the page, whichever page has it', async () => {
    const world = new FakeWorld();
    let asked = 0;
    const provider: TokenProvider = () => {
      asked++;
      const retryAfter = new Date(world.now() + 45_000).toISOString();
      return Promise.reject(Object.assign(new Error('x'), { status: 429, retryAfter }));
    };
    for (let page = 0; page < 3; page++) {
      expect(await outcome(world, source(world, provider).get(), 1000)).toMatchObject({ code: 'rate-limited' });
    }
    await world.run(40_000);
    await outcome(world, source(world, provider).get(), 1000);
    expect(asked).toBe(1);
    await world.run(5000);
    await outcome(world, source(world, provider).get(), 1000);
    expect(asked).toBe(2);
    expect([...world.stored.keys()]).toEqual(['tiktool:1:hold:someone']);
  });

  it('is not held up by nonsense in storage', async () => {
    for (const value of ['', 'x', '9e99', '-1', 'Infinity', 'null']) {
      const world = new FakeWorld();
      world.stored.set('tiktool:1:hold:https://t.example/token', value);
      expect(await outcome(world, source(world).get(), 1000)).toBe('secret.1');
    }
  });

  it('R39 leaves the endpoint alone for half a minute where it names no time, without storage too', async () => {
    const world = new FakeWorld();
    world.token = { status: 429 };
    const tokens = new TokenSource(origin, { ...world.environment(), storage: undefined }, { read: () => world.time });
    expect(await outcome(world, tokens.get(), 1000)).toMatchObject({ code: 'rate-limited', retryAfter: 30_000 });
    world.token = 'ok';
    expect(await outcome(world, tokens.get(), 28_000)).toMatchObject({ code: 'rate-limited' });
    expect(world.tokenRequests).toHaveLength(1);
    await world.run(2000);
    expect(await outcome(world, tokens.get(), 1000)).toBe('secret.1');
  });

  it('goes on with the old token while it lives and the endpoint is down, not where it refuses', async () => {
    const world = new FakeWorld();
    world.expiresIn = 100;
    const tokens = source(world);
    await outcome(world, tokens.get(), 90_000);
    world.token = { status: 503 };
    expect(await outcome(world, tokens.get(), 1000)).toBe('secret.1');
    world.token = { status: 401 };
    expect(await outcome(world, tokens.get(), 1000)).toMatchObject({ code: 'refused' });
    world.token = { status: 503 };
    await world.run(10_000);
    expect(await outcome(world, tokens.get(), 1000)).toMatchObject({ code: 'server' });
  });

  it('does not go back to a token that was refused where the endpoint is down', async () => {
    const world = new FakeWorld();
    const tokens = source(world);
    await outcome(world, tokens.get(), 100);
    world.token = { status: 503 };
    expect(await outcome(world, tokens.get(true), 1000)).toMatchObject({ code: 'server' });
    expect(await outcome(world, tokens.get(), 1000)).toMatchObject({ code: 'server' });
  });

  it('refreshes an ageing token once a minute at most, and none that it does not have', async () => {
    const world = new FakeWorld();
    world.expiresIn = 1000;
    const tokens = source(world);
    const requests = async (ms: number): Promise<number> => {
      await world.run(ms);
      tokens.refresh();
      await world.run(100);
      return world.tokenRequests.length;
    };
    expect(await requests(0)).toBe(0);
    await outcome(world, tokens.get(), 100);
    expect(await requests(700_000)).toBe(1);
    world.token = { status: 503 };
    expect(await requests(200_000)).toBe(2);
    expect(await requests(30_000)).toBe(2);
    world.token = 'ok';
    expect(await requests(30_000)).toBe(3);
    expect(await tokens.get()).toBe('secret.2');
  });

  it('tells each new token and its life, and where to ask whether the creator is live', async () => {
    const world = new FakeWorld();
    const told: unknown[] = [];
    const answer = { token: 'p', expiresIn: 100, liveUrl: '/live' };
    const tokens = new TokenSource(
      { creator: 'someone', tokenProvider: () => Promise.resolve(answer) },
      { ...world.environment(), address: 'https://page.example/' },
      { read: () => world.time },
      { onToken: (token) => told.push(token) },
    );
    await tokens.get();
    expect(told).toEqual([{ token: 'p', remaining: 100_000 }]);
    expect(tokens.liveUrl).toBe('https://page.example/live?uniqueId=someone');
  });

  it.each<[string, TokenProvider, string]>([
    [
      'throws at once',
      () => {
        throw new Error('secret');
      },
      'network',
    ],
    ['rejects', () => Promise.reject(new Error('secret')), 'network'],
    ['rejects with a status', () => Promise.reject(Object.assign(new Error('x'), { status: 401 })), 'refused'],
    ['rejects without an answer', () => Promise.reject(Object.assign(new Error('x'), { status: 0 })), 'network'],
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- pages do
    ['rejects with nothing', () => Promise.reject(null), 'network'],
    ['hangs', () => new Promise(() => undefined), 'timeout'],
    ['gives garbage', () => Promise.resolve('<html>'), 'invalid'],
    ['gives nothing', () => Promise.resolve(undefined as never), 'invalid'],
  ])('C74 a provider that %s', async (_, provider, code) => {
    const world = new FakeWorld();
    expect(await outcome(world, source(world, provider).get())).toMatchObject({ code });
    expect(world.timers).toBe(0);
  });

  it('asks a provider with creator, reason and signal', async () => {
    const world = new FakeWorld();
    const asked: unknown[] = [];
    const tokens = source(world, ({ creator, reason, signal }) => {
      asked.push([creator, reason, signal.aborted]);
      return Promise.resolve({ token: 'p', expiresIn: 100 });
    });
    await tokens.get();
    await tokens.get(true);
    await world.run(95_000);
    await tokens.get();
    expect(asked).toEqual([
      ['someone', 'first', false],
      ['someone', 'refused', false],
      ['someone', 'renew', false],
    ]);
  });

  it('takes a token that another page has fetched, for the rest of its life', async () => {
    const world = new FakeWorld();
    const tokens = source(world);
    tokens.adopt({ token: 'handed', remaining: 10_000 });
    expect(await tokens.get()).toBe('handed');
    tokens.adopt({ token: 'over', remaining: 0 });
    expect(await tokens.get()).toBe('handed');
    await world.run(9000);
    expect(await outcome(world, tokens.get(), 100)).toBe('secret.1');
  });

  it('ends a request on cancel', async () => {
    const world = new FakeWorld();
    world.token = 'hang';
    const tokens = source(world);
    const asked = tokens.get();
    tokens.cancel();
    await expect(asked).rejects.toMatchObject({ code: 'aborted' });
    expect(world.timers).toBe(0);
  });

  it('ends a request on cancel where a function of the page goes on', async () => {
    const world = new FakeWorld();
    const tokens = source(world, () => new Promise(() => undefined));
    const asked = tokens.get();
    tokens.forget();
    await expect(asked).rejects.toMatchObject({ code: 'aborted' });
    expect(world.timers).toBe(0);
  });

  it('shares the request that follows a cancelled one', async () => {
    const world = new FakeWorld();
    const tokens = source(world);
    const asked = tokens.get();
    tokens.cancel();
    const next = tokens.get();
    await expect(asked).rejects.toMatchObject({ code: 'aborted' });
    const third = tokens.get();
    await world.run(100);
    expect([await next, await third]).toEqual(['secret.2', 'secret.2']);
    expect(world.tokenRequests).toHaveLength(2);
  });

  it('forgets a token that has just arrived, too', async () => {
    for (let turns = 0; turns < 12; turns++) {
      let give: ((token: string) => void) | undefined;
      const tokens = source(new FakeWorld(), () => new Promise((resolve) => (give = resolve)));
      const asked = tokens.get().catch(() => 'none');
      await Promise.resolve();
      give?.('old');
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      tokens.forget();
      await asked;
      const next = tokens.get();
      await Promise.resolve();
      give?.('new');
      expect(await next, `${turns}`).toBe('new');
    }
  });

  it('forgets the token and the request', async () => {
    const world = new FakeWorld();
    const tokens = source(world);
    await outcome(world, tokens.get(), 100);
    tokens.forget();
    expect(await outcome(world, tokens.get(), 100)).toBe('secret.2');
  });
});
