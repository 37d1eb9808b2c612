import { describe, expect, it } from 'vitest';
import { FakeWorld } from './testing/fake-world.js';
import { chatter, goLive, realFrame, watchRunner } from './testing/watched-runner.js';

const text = (value: unknown): string => JSON.stringify(value);

describe('getting connected', () => {
  it('goes from idle over connecting and connected to live', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    expect(watched.runner.state).toMatchObject({ state: 'idle', attempt: 0, via: 'own', since: world.now() });
    watched.runner.connect();
    await world.run(100);
    world.socket?.frame('{"event":"roomInfo"}');
    expect(watched.runner.state.state).toBe('connected');
    expect(Object.keys(watched.runner.state)).not.toContain('retryAt');
    world.socket?.frame(realFrame);
    const start = world.now() - 100;
    expect(watched.states.map(({ since }) => since - start)).toEqual([0, 0, 40, 100]);
    expect(watched.states.map(({ state, reason }) => `${state}/${reason}`)).toEqual([
      'connecting/token',
      'connecting/dial',
      'connected/connected',
      'live/live',
    ]);
    expect(world.socket?.url).toBe('wss://api.example/?uniqueId=someone&jwtKey=secret.1');
    expect(world.requests).toEqual(['https://page.example/token?secret=1&uniqueId=someone']);
  });

  it.each([
    ['no-creator', { creator: '' }],
    ['no-token-url', { tokenUrl: '' }],
    ['bad-endpoint', { endpoint: 'https://api.example' }],
    ['bad-endpoint', { endpoint: 'nonsense' }],
    ['mixed-content', { endpoint: 'ws://192.168.1.5' }],
  ])('C79 says %s and does not try', async (reason, options) => {
    const world = new FakeWorld();
    const { runner } = watchRunner(world, options);
    runner.connect();
    await world.run(3_600_000);
    expect(runner.state).toMatchObject({ state: 'blocked', reason, via: 'own' });
    expect(runner.state.message).toMatch(/^[A-Z].*\.$/);
    expect([world.sockets.length, world.requests.length, world.timers, world.listenerCount]).toEqual([0, 0, 0, 0]);
  });

  it('reads binary frames as text, and others as none', async () => {
    const world = new FakeWorld();
    const { runner, frames } = watchRunner(world);
    runner.connect();
    await world.run(100);
    const { socket } = world;
    expect(socket?.binaryType).toBe('arraybuffer');
    for (const data of [new TextEncoder().encode(realFrame).buffer, null]) socket?.onmessage?.({ data } as never);
    expect(frames).toEqual([realFrame, '']);
    expect(runner.state.state).toBe('live');
  });

  it('works without a page', async () => {
    const world = new FakeWorld();
    const environment = { ...world.environment(), page: undefined, storage: undefined };
    world.environment = () => environment;
    const { runner } = watchRunner(world);
    runner.connect();
    await world.run(100);
    expect(runner.state.state).toBe('connected');
    runner.dispose();
    expect([world.alive.length, world.timers]).toEqual([0, 0]);
  });

  it('takes a token over from another page', async () => {
    const world = new FakeWorld();
    const { runner } = watchRunner(world);
    runner.adoptToken({ token: 'handed', remaining: 60_000 });
    runner.connect();
    await world.run(100);
    expect(world.socket?.token).toBe('handed');
    expect(world.tokenRequests).toHaveLength(0);
  });

  it.each(['disconnect', 'dispose'] as const)('shows no frame after %s at the state that it leads to', async (call) => {
    const world = new FakeWorld();
    const watched = watchRunner(world, {}, { onState: ({ state }) => state === 'live' && watched.runner[call]() });
    watched.runner.connect();
    await world.run(100);
    world.socket?.frame(realFrame);
    expect(watched.frames).toEqual([]);
    expect(watched.runner.state.state).toBe('closed');
  });

  it('needs no token URL where there is a token function', async () => {
    const world = new FakeWorld();
    const { runner } = watchRunner(world, { tokenUrl: '', tokenProvider: () => Promise.resolve('handed') });
    runner.connect();
    await world.run(100);
    expect(runner.state.state).toBe('connected');
    expect(world.socket?.token).toBe('handed');
  });

  it('an address that the browser refuses blocks, and is not shown', async () => {
    const world = new FakeWorld();
    const environment = world.environment();
    Object.assign(environment, {
      WebSocket: function (url: string): never {
        throw new SyntaxError(`The URL '${url}' is invalid.`);
      },
    });
    world.environment = () => environment;
    const { runner, states } = watchRunner(world);
    runner.connect();
    await world.run(60_000);
    expect(runner.state).toMatchObject({ state: 'blocked', reason: 'bad-endpoint' });
    expect(text(states)).not.toMatch(/secret/);
    expect(world.timers).toBe(0);
  });

  it('takes an endpoint’s own query along, but no creator, token or fragment of it', async () => {
    const world = new FakeWorld();
    watchRunner(world, { endpoint: 'wss://api.example?uniqueId=other&x=1&jwtKey=old#top' }).runner.connect();
    await world.run(100);
    expect(world.socket?.url).toBe('wss://api.example/?x=1&uniqueId=someone&jwtKey=secret.1');
    expect([...world.stored.keys()]).toEqual(['tiktool:1:budget:api.example']);
  });

  it('dials ws: on the loopback from a secure page', async () => {
    const world = new FakeWorld();
    const { runner } = watchRunner(world, { endpoint: 'ws://127.0.0.1:4400/base?x=1' });
    runner.connect();
    await world.run(100);
    expect(world.socket?.url).toBe('ws://127.0.0.1:4400/base?x=1&uniqueId=someone&jwtKey=secret.1');
  });
});

describe('outages', () => {
  it('R14 R28 C66 never gives up, and stays within 55 connects an hour', async () => {
    const world = new FakeWorld();
    const { runner } = watchRunner(world);
    world.handshake = 'refuse';
    runner.connect();
    await world.run(3 * 3_600_000);
    const dials = world.sockets.map(({ at }) => at);
    for (const from of dials) expect(dials.filter((at) => at >= from && at < from + 3_600_000).length).toBeLessThan(56);
    world.handshake = 'open';
    expect(await world.until(() => runner.state.state === 'connected')).toBeLessThan(400_000);
  });

  it('is bounded where the service accepts and then closes: 10 dials in the first minute, 55 in any hour', async () => {
    const world = new FakeWorld();
    const { runner } = watchRunner(
      world,
      {},
      { onState: ({ state }) => state === 'connected' && world.socket?.end(1011) },
    );
    runner.connect();
    await world.run(60_000);
    expect(world.sockets.length).toBeGreaterThan(4);
    expect(world.sockets.length).toBeLessThanOrEqual(10);
    await world.until(() => runner.state.reason === 'budget');
    expect(runner.state.state).toBe('waiting');
    expect(runner.state.retryAt).toBeGreaterThan(world.now());
    await world.run(3 * 3_600_000);
    const dials = world.sockets.map(({ at }) => at);
    for (const from of dials) expect(dials.filter((at) => at >= from && at < from + 3_600_000).length).toBeLessThan(56);
  });

  it('R40 says refused and waits minutes after six handshakes that failed before open', async () => {
    const world = new FakeWorld();
    const { runner, states } = watchRunner(world);
    world.handshake = 'refuse';
    runner.connect();
    await world.until(() => runner.state.reason === 'refused');
    expect(world.sockets).toHaveLength(6);
    // Three in a row were worth one new token.
    expect(world.tokenRequests).toHaveLength(2);
    expect(new Set(world.sockets.map(({ token }) => token)).size).toBe(2);
    const { retryAt = 0 } = runner.state;
    expect(retryAt - world.now()).toBeGreaterThan(119_900);
    expect(retryAt - world.now()).toBeLessThanOrEqual(120_000);
    expect(states.some(({ reason }) => reason === 'unreachable')).toBe(true);
  });

  it('goes on with short waits where a socket was open five minutes ago', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched);
    world.handshake = 'refuse';
    world.socket?.end(1006);
    await world.run(50_000);
    expect(watched.runner.state.reason).not.toBe('refused');
  });

  it('R04 a hung upgrade is given up after 8 s', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    world.handshake = 'hang';
    watched.runner.connect();
    await world.run(1000);
    world.handshake = 'open';
    expect(await world.until(() => watched.runner.state.state === 'connected')).toBeLessThan(9000);
    expect(watched.states.some(({ reason }) => reason === 'timeout')).toBe(true);
    expect(world.alive).toHaveLength(1);
  });

  it('R04 a hung token fetch is given up after 8 s', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    world.token = 'hang';
    watched.runner.connect();
    await world.run(1000);
    world.token = 'ok';
    expect(await world.until(() => watched.runner.state.state === 'connected')).toBeLessThan(9000);
    expect(watched.states.some(({ reason }) => reason === 'token-timeout')).toBe(true);
  });

  it('R19 a proxy that closes with 1000 ends nothing', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched);
    await world.run(5000);
    world.socket?.end(1000);
    expect(watched.runner.state).toMatchObject({ state: 'waiting', reason: 'dropped', closeCode: 1000 });
    await world.run(1500);
    expect(watched.runner.state.state).toBe('connected');
    expect(watched.runner.state).not.toHaveProperty('closeCode');
  });

  it('the page’s own rows for close codes come first', async () => {
    const world = new FakeWorld();
    const closePolicy = [{ codes: [1006], then: 'blocked', reason: 'mine' }] as const;
    const watched = watchRunner(world, { closePolicy });
    await goLive(world, watched);
    world.socket?.end(1006);
    expect(watched.runner.state).toMatchObject({ state: 'blocked', reason: 'mine' });
  });

  it('hourly connects that are used up are so on all pages', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched);
    world.socket?.end(4429, '60 connections per hour');
    expect([watched.runner.state.reason, world.alive.length]).toEqual(['hourly-limit', 0]);
    const other = watchRunner(world).runner;
    other.connect();
    await world.run(3_500_000);
    expect(other.state.reason).toBe('budget');
    expect([world.sockets.length, world.tokenRequests.length]).toEqual([1, 1]);
    await world.run(300_000);
    expect(watched.runner.state.state).toBe('connected');
  });

  it('the last connect that another page spends while the token is on its way is not spent twice', async () => {
    const world = new FakeWorld();
    const { runner } = watchRunner(world);
    runner.connect();
    world.stored.set('tiktool:1:budget:api.example', JSON.stringify([0, world.now()]));
    await world.run(100);
    expect(runner.state.reason).toBe('budget');
    expect(world.sockets).toHaveLength(0);
    await world.run(270_000);
    expect(runner.state.state).toBe('connected');
  });

  it('dials without a network cost nothing, unless they get through', async () => {
    const world = new FakeWorld();
    const { runner } = watchRunner(world);
    world.online = false;
    runner.connect();
    await world.run(30_000);
    expect(runner.state.reason).toBe('network');
    expect(world.sockets.length).toBeGreaterThan(2);
    expect(world.stored.size).toBe(0);
    world.handshake = 'hang';
    runner.reconnect();
    await world.run(100);
    world.socket?.open();
    expect([...world.stored.values()].join()).toMatch(/^\[9,/);
  });

  it('the attempt is 0 again after half a minute', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    watched.runner.connect();
    await world.run(100);
    world.socket?.end(1006);
    await goLive(world, watched, 29_000);
    expect(watched.runner.state.attempt).toBe(1);
    await chatter(world, 3000);
    expect(watched.states.at(-1)).toMatchObject({ state: 'live', attempt: 0 });
  });

  it('R02 a token URL that fails once is asked again within the first backoff', async () => {
    const world = new FakeWorld();
    const { runner } = watchRunner(world);
    world.token = { status: 500 };
    runner.connect();
    await world.run(50);
    world.token = 'ok';
    expect(runner.state).toMatchObject({ state: 'waiting', reason: 'token-server', attempt: 1 });
    expect(runner.state.message).toBe('The token URL failed: server.');
    expect(await world.until(() => runner.state.state === 'connected')).toBeLessThan(1100);
  });

  it('R33 tells the gap: from the last frame to the new open', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched);
    world.socket?.frame();
    const from = world.now();
    await world.run(500);
    world.socket?.end(1006);
    await world.until(() => watched.runner.state.state === 'connected');
    expect(watched.gaps).toMatchObject([{ from, reason: 'dropped' }]);
    expect(watched.gaps[0]?.to).toBeGreaterThan(from + 500);
  });
});

describe('tokens', () => {
  it('R07 R25 the next dial has a new token where the old one has aged, asleep or awake', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    world.expiresIn = 2;
    watched.runner.connect();
    await world.run(3000);
    world.socket?.end(1006);
    await world.until(() => world.sockets.length === 2);
    expect(world.sockets.map(({ token }) => token)).toEqual(['secret.1', 'secret.2']);
    world.expiresIn = 3600;
    await world.until(() => watched.runner.state.state === 'connected');
    watched.runner.reconnect();
    await world.run(100);
    const { token } = world.socket ?? {};
    world.sleep(7_200_000);
    world.socket?.end(1006);
    await world.until(() => world.sockets.length === 4);
    expect(world.socket?.token).not.toBe(token);
  });

  it('a wall clock that is set back changes nothing', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched);
    world.sleep(-86_400_000);
    world.socket?.end(1006);
    await world.until(() => watched.runner.state.state === 'connected');
    await chatter(world, 60_000);
    expect(world.sockets).toHaveLength(2);
    expect(world.tokenRequests).toHaveLength(1);
  });

  it('R12 C74 a refused token is replaced once, then a person must act', async () => {
    for (const [code, reason] of [
      [4003, ''],
      [4401, 'Invalid or expired JWT'],
    ] as const) {
      const world = new FakeWorld();
      const watched = watchRunner(
        world,
        {},
        {
          onState: ({ state }) => state === 'connected' && world.socket?.end(code, reason),
        },
      );
      watched.runner.connect();
      await world.run(1000);
      expect(world.sockets.map(({ token }) => token)).toEqual(['secret.1', 'secret.2']);
      expect(watched.runner.state).toMatchObject({ state: 'blocked', reason: 'token-refused', closeCode: code });
      await world.run(331_000);
      expect(world.socket?.token).toBe('secret.3');
    }
  });

  it.each([
    [401, 'token-refused'],
    [403, 'token-refused'],
    [404, 'token-not-found'],
  ])('R37 status %i blocks as %s, is checked slowly and when seen', async (status, reason) => {
    const world = new FakeWorld();
    const { runner } = watchRunner(world);
    world.token = { status };
    runner.connect();
    await world.run(3_600_000);
    expect(runner.state).toMatchObject({ state: 'blocked', reason });
    expect(world.tokenRequests.length).toBeLessThan(15);
    expect(world.sockets).toHaveLength(0);
    world.token = 'ok';
    world.hidden = true;
    await world.page('visibilitychange');
    await world.run(100);
    expect(runner.state.state).toBe('blocked');
    world.hidden = false;
    await world.page('visibilitychange');
    await world.run(100);
    expect(runner.state.state).toBe('connected');
  });

  it('R39 honours Retry-After on all pages', async () => {
    const world = new FakeWorld();
    const { runner } = watchRunner(world);
    world.token = { status: 429, retryAfter: '30' };
    runner.connect();
    await world.run(100);
    expect(runner.state.retryAt).toBeGreaterThan(world.now() + 29_000);
    world.token = 'ok';
    const other = watchRunner(world).runner;
    other.connect();
    await world.run(29_000);
    other.reconnect();
    await world.run(500);
    expect(world.tokenRequests).toHaveLength(1);
    expect(runner.state).toMatchObject({ state: 'waiting', reason: 'token-rate-limited' });
    await world.run(20_000);
    expect([runner.state.state, other.state.state]).toEqual(['connected', 'connected']);
  });

  it('names no token and no secret in anything a page sees', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched);
    world.token = 'network';
    world.socket?.end(4003, 'no');
    await world.run(60_000);
    expect(text([watched.states, watched.gaps, [...world.stored]])).not.toMatch(/secret/);
  });

  it('goes on with a token in its last fifth while the token URL is down', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched);
    world.token = 'network';
    await world.run(3_300_000);
    await chatter(world, 5000);
    world.socket?.end(1006);
    await world.until(() => watched.runner.state.state === 'connected', 20_000);
    expect(world.socket?.token).toBe('secret.1');
  });
});

describe('offline', () => {
  it('C77 polls slowly without a live URL, and shows the stream by itself', async () => {
    const world = new FakeWorld();
    let live = false;
    const { runner } = watchRunner(
      world,
      {},
      {
        onState: ({ state }) =>
          !live && state === 'connected' && world.socket?.end(4404, 'Creator is not currently live'),
      },
    );
    runner.connect();
    await world.run(1000);
    expect(runner.state).toMatchObject({ state: 'offline', reason: 'offline', attempt: 0 });
    await world.run(3_600_000);
    expect(world.sockets.length).toBeLessThan(30);
    // Nobody is asked, for there is nobody to ask.
    expect(world.requests.every((url) => url.includes('/token'))).toBe(true);
    live = true;
    await world.run(360_000);
    expect(runner.state.state).toBe('connected');
  });

  it('asks the live URL instead of dialling', async () => {
    const world = new FakeWorld();
    const { runner } = watchRunner(world, { liveUrl: 'https://page.example/live' });
    runner.connect();
    await world.run(100);
    world.socket?.end(4005, 'STREAM_END');
    await world.run(3_600_000);
    expect(runner.state).toMatchObject({ state: 'offline', reason: 'ended' });
    expect(world.sockets).toHaveLength(1);
    expect(world.liveRequests.length).toBeGreaterThan(50);
    expect(runner.state.retryAt).toBeGreaterThan(world.now());
    world.live = true;
    expect(await world.until(() => runner.state.state === 'connected')).toBeLessThan(73_000);
  });

  it('disconnect lets go of the question whether the creator is live', async () => {
    const world = new FakeWorld();
    const { runner } = watchRunner(world, { liveUrl: '/live' });
    runner.connect();
    await world.run(100);
    world.socket?.end(4404);
    world.latency = 5000;
    await world.until(() => world.liveRequests.length === 1);
    runner.disconnect();
    await world.run(0);
    expect(world.timers).toBe(0);
  });

  it('dials where the live URL fails', async () => {
    const world = new FakeWorld();
    const { runner } = watchRunner(world, { liveUrl: '/live?x=1' });
    world.live = 'fail';
    runner.connect();
    await world.run(100);
    world.socket?.end(4404);
    await world.run(80_000);
    expect(runner.state.state).toBe('connected');
    expect(world.requests).toContain('https://page.example/live?x=1&uniqueId=someone');
  });
});

describe('planned cut', () => {
  it('R43 C73 nothing visible, dialled at once, no penalty', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched, 7_200_000);
    const shown = watched.states.length;
    world.socket?.end(4006);
    await world.run(50);
    world.socket?.frame(realFrame);
    expect(world.sockets).toHaveLength(2);
    expect(watched.states).toHaveLength(shown);
    expect(watched.runner.state).toMatchObject({ state: 'live', attempt: 0 });
    expect(watched.gaps).toHaveLength(1);
    expect(watched.gaps[0]?.reason).toBe('planned');
  });

  it('shows itself where the redial fails', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched, 120_000);
    world.handshake = 'refuse';
    world.socket?.end(4006, 'Session duration reached');
    await world.run(100);
    expect(watched.runner.state.state).toBe('waiting');
  });
});
