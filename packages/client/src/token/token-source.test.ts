import { describe, expect, it } from 'vitest';
import { FakeWorld } from '../connection/testing/fake-world.js';
import type { TokenProvider } from '../live-client.js';
import { readRetryAfter, TokenError } from './token-error.js';
import { TokenSource } from './token-source.js';

const source = (world: FakeWorld, tokenProvider?: TokenProvider): TokenSource =>
  new TokenSource(
    { creator: 'someone', tokenUrl: 'https://t.example/token?key=hidden', tokenProvider },
    world.environment(),
    { read: () => world.time },
  );

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
    world.token = { status: 429, retryAfter: '30' };
    expect(await outcome(world, source(world).get(), 1000)).toMatchObject({ retryAfter: 30_000 });
    world.token = 'ok';
    expect(await outcome(world, source(world).get(), 1000)).toMatchObject({ code: 'rate-limited' });
    expect(world.tokenRequests).toHaveLength(1);
    await world.run(30_000);
    expect(await outcome(world, source(world).get(), 1000)).toBe('secret.1');
    expect([...world.stored.keys()]).toEqual(['tiktool:1:hold:https://t.example/token']);
  });

  it('R39 the same for a function of the page, whichever page has it', async () => {
    const world = new FakeWorld();
    let asked = 0;
    const provider: TokenProvider = () => {
      asked++;
      return Promise.reject(Object.assign(new Error('x'), { status: 429, retryAfter: 30 }));
    };
    for (let page = 0; page < 3; page++) {
      expect(await outcome(world, source(world, provider).get(), 1000)).toMatchObject({ code: 'rate-limited' });
    }
    expect(asked).toBe(1);
    await world.run(30_000);
    await outcome(world, source(world, provider).get(), 1000);
    expect(asked).toBe(2);
  });

  it('is not held up by nonsense in storage', async () => {
    for (const value of ['', 'x', '9e99', '-1', 'Infinity', 'null']) {
      const world = new FakeWorld();
      world.stored.set('tiktool:1:hold:https://t.example/token', value);
      expect(await outcome(world, source(world).get(), 1000)).toBe('secret.1');
    }
  });

  it('cuts an answer that is too large', async () => {
    const world = new FakeWorld();
    const environment = { ...world.environment(), fetch: () => Promise.resolve(new Response('a'.repeat(70_000))) };
    const tokens = new TokenSource({ creator: 'a', tokenUrl: 'https://t.example/' }, environment, { read: () => 0 });
    await expect(tokens.get()).rejects.toMatchObject({ code: 'invalid' });
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
});

describe('readRetryAfter', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  it.each([
    ['30', 30_000],
    ['0', 0],
    ['99999', 900_000],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['Thu, 01 Jan 2020 00:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
  ])('%s → %s', (header, ms) => {
    expect(readRetryAfter(header, now)).toBe(ms);
  });
});
