import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeWorld } from './connection/testing/fake-world.js';
import { acquireClient } from './shared-client.js';

describe('acquireClient', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const options = (world: FakeWorld) =>
    ({
      creator: 'Someone',
      tokenUrl: 'https://t.example/token',
      share: 'page',
      environment: world.environment(),
    }) as const;

  it('shares one connected client per configuration', async () => {
    const world = new FakeWorld();
    const [one, two] = [acquireClient(options(world)), acquireClient({ ...options(world), creator: '@SOMEONE ' })];
    const other = acquireClient({ ...options(world), creator: 'else' });
    await world.run(100);
    expect(one.client).toBe(two.client);
    expect(other.client).not.toBe(one.client);
    expect(world.alive).toHaveLength(2);
    for (const hold of [one, two, other]) hold.release();
    vi.advanceTimersByTime(1000);
    expect(world.alive).toHaveLength(0);
  });

  it('knows one source by any spelling of its addresses', () => {
    const world = new FakeWorld();
    const environment = { ...world.environment(), address: 'https://page.example/a/overlay.html' };
    const base = { ...options(world), environment, tokenUrl: 'token', liveUrl: '/live' };
    const holds = [
      base,
      { ...base, endpoint: 'wss://api.tik.tools' },
      { ...base, endpoint: ' WSS://API.tik.tools/ ' },
      { ...base, tokenUrl: 'https://page.example/a/token', liveUrl: 'https://page.example:443/live' },
      { ...base, tokenUrl: './token' },
      // As scripts without types say that they have none.
      { ...base, endpoint: null as unknown as string },
    ].map((each) => acquireClient(each));
    const others = [
      { ...base, tokenUrl: '/token' },
      { ...base, endpoint: 'wss://api.tik.tools/other' },
      { ...base, liveUrl: '' },
    ].map((each) => acquireClient(each));
    expect(new Set(holds.map(({ client }) => client)).size).toBe(1);
    expect(new Set([...holds, ...others].map(({ client }) => client)).size).toBe(4);
    for (const hold of [...holds, ...others]) hold.release();
    vi.advanceTimersByTime(1000);
  });

  it('knows a source by its function, whatever address stands beside it', () => {
    const world = new FakeWorld();
    const tokenProvider = () => Promise.resolve('t');
    const base = { ...options(world), tokenProvider };
    const holds = [
      base,
      { ...base, tokenUrl: 'https://t.example/other' },
      { ...base, tokenProvider: () => Promise.resolve('t') },
      { ...base, share: 'origin' as const },
      options(world),
    ].map((each) => acquireClient(each));
    const [one, same, ...others] = holds.map(({ client }) => client);
    expect(same).toBe(one);
    expect(new Set([one, ...others]).size).toBe(4);
    for (const hold of holds) hold.release();
    vi.advanceTimersByTime(1000);
  });

  it('leaves an address that is none to the client, which refuses it', () => {
    const world = new FakeWorld();
    const hold = acquireClient({ ...options(world), endpoint: 'no address', tokenUrl: ' ' });
    expect(hold.client.state.state).toBe('blocked');
    hold.release();
    vi.advanceTimersByTime(1000);
  });

  it('ends one client and leaves the others', async () => {
    const world = new FakeWorld();
    const holds = ['one', 'two', 'three'].map((creator) => acquireClient({ ...options(world), creator }));
    const again = acquireClient({ ...options(world), creator: 'two' });
    await world.run(100);
    for (const hold of holds.slice(1)) hold.release();
    vi.advanceTimersByTime(1000);
    expect(world.alive).toHaveLength(2);
    again.release();
    vi.advanceTimersByTime(1000);
    expect(world.alive).toHaveLength(1);
    const same = acquireClient({ ...options(world), creator: 'one' });
    expect(same.client).toBe(holds[0]?.client);
    for (const hold of [same, ...holds]) hold.release();
    vi.advanceTimersByTime(1000);
    expect(world.alive).toHaveLength(0);
  });

  it('C80 ends a second after the last release, unless it is taken again', async () => {
    const world = new FakeWorld();
    const one = acquireClient(options(world));
    await world.run(100);
    one.release();
    one.release();
    vi.advanceTimersByTime(900);
    const two = acquireClient(options(world));
    vi.advanceTimersByTime(5000);
    expect(two.client).toBe(one.client);
    expect(world.alive).toHaveLength(1);
    two.release();
    vi.advanceTimersByTime(1000);
    await world.run(0);
    expect([world.alive.length, world.timers, world.listenerCount]).toEqual([0, 0, 0]);
    const three = acquireClient(options(world));
    expect(three.client).not.toBe(one.client);
    three.release();
    vi.advanceTimersByTime(1000);
  });
});
