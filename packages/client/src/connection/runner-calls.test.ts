import { describe, expect, it } from 'vitest';
import { FakeWorld } from './testing/fake-world.js';
import { chatter, goLive, realFrame, watchRunner } from './testing/watched-runner.js';

describe('manual calls', () => {
  it('R01 reconnect during a long backoff dials at once', async () => {
    const world = new FakeWorld();
    const { runner } = watchRunner(world);
    world.handshake = 'refuse';
    runner.connect();
    await world.until(() => runner.state.reason === 'refused');
    await world.run(100);
    const dials = world.sockets.length;
    world.handshake = 'open';
    runner.reconnect();
    await world.run(49);
    expect(world.sockets).toHaveLength(dials + 1);
    expect(runner.state.state).toBe('connected');
  });

  it('C120 reconnect lets a young handshake go on, and replaces one that hangs', async () => {
    const world = new FakeWorld();
    const { runner } = watchRunner(world);
    world.handshake = 'hang';
    runner.connect();
    await world.until(() => world.sockets.length === 1);
    runner.reconnect();
    await world.run(500);
    expect(world.sockets.map(({ isAlive }) => isAlive)).toEqual([true]);
    await world.run(1000);
    world.handshake = 'open';
    runner.reconnect();
    await world.run(200);
    expect(world.sockets.map(({ isAlive }) => isAlive)).toEqual([false, true]);
    // Node throws the error of a handshake that is cut short, where nobody hears it.
    expect(world.sockets[0]?.onerror).not.toBeNull();
    expect(runner.state.state).toBe('connected');
  });

  it('reconnect cuts a running socket and opens another', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched);
    watched.runner.reconnect();
    await world.run(100);
    expect(world.sockets).toHaveLength(2);
    expect(world.alive).toHaveLength(1);
    expect(watched.gaps[0]?.reason).toBe('manual');
    expect(watched.runner.state.attempt).toBe(0);
  });

  it('reconnect while the token is fetched asks for it anew', async () => {
    const world = new FakeWorld();
    const { runner, states } = watchRunner(world);
    world.token = 'hang';
    runner.connect();
    await world.run(1000);
    world.token = 'ok';
    runner.reconnect();
    await world.run(100);
    expect(runner.state.state).toBe('connected');
    expect(states.map(({ state }) => state)).not.toContain('waiting');
  });

  it('R13 disconnect forgets the token', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched);
    watched.runner.disconnect();
    watched.runner.connect();
    await world.run(100);
    expect(world.sockets.map(({ token }) => token)).toEqual(['secret.1', 'secret.2']);
  });

  it('R13 a token that was on its way to an earlier attempt is not used', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched);
    watched.runner.reconnect();
    watched.runner.disconnect();
    watched.runner.connect();
    await world.run(100);
    expect(world.sockets.map(({ token }) => token)).toEqual(['secret.1', 'secret.2']);
  });

  it.each(['connect', 'disconnect', 'reconnect', 'dispose'] as const)(
    'R09 %s from inside every state leaves timer or socket',
    async (call) => {
      for (let nth = 0; nth < 6; nth++) {
        const world = new FakeWorld();
        let left = nth;
        const watched = watchRunner(
          world,
          {},
          {
            onState: () => {
              if (left-- === 0) watched.runner[call]();
            },
          },
        );
        watched.runner.connect();
        await world.run(100);
        world.socket?.frame(realFrame);
        world.socket?.end(1006);
        await world.run(5000);
        expect(world.alive.length).toBeLessThanOrEqual(1);
        const { state } = watched.runner.state;
        if (state === 'closed') expect([world.alive.length, world.timers]).toEqual([0, 0]);
        else expect(world.alive.length + world.timers).toBeGreaterThan(0);
      }
    },
  );

  it('R08 two hundred clients leave nothing behind', async () => {
    const world = new FakeWorld();
    for (let n = 0; n < 200; n++) {
      const { runner } = watchRunner(world);
      runner.connect();
      await world.run(n);
      runner.dispose();
      runner.connect();
      runner.reconnect();
    }
    expect([world.alive.length, world.listenerCount]).toEqual([0, 0]);
    await world.run(100);
    expect(world.timers).toBe(0);
  });
});

describe('coming and going', () => {
  it.each([
    ['pagehide', 'pageshow'],
    ['freeze', 'resume'],
  ])('R18 R38 %s lets go of everything, %s dials again', async (away, back) => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched);
    await world.page(away);
    expect([world.alive.length, world.timers]).toEqual([0, 0]);
    expect(watched.runner.state).toMatchObject({ state: 'closed', reason: 'away' });
    // Past the token's life.
    await world.run(4_000_000);
    await world.page(back);
    await world.run(100);
    expect(watched.runner.state.state).toBe('connected');
    expect(world.sockets.map(({ token }) => token)).toEqual(['secret.1', 'secret.2']);
  });

  it.each(['connect', 'reconnect'] as const)('%s while the page goes away dials when it is back', async (call) => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched);
    await world.page('pagehide');
    watched.runner[call]();
    await world.run(60_000);
    expect(world.alive).toHaveLength(0);
    await world.page('pageshow');
    await world.run(100);
    expect(watched.runner.state.state).toBe('connected');
  });

  it('R38 a page that disconnects as it goes away can connect as it comes back', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched);
    await world.page('pagehide');
    watched.runner.disconnect();
    // Whoever begins to hear an event during it does not hear this one.
    watched.runner.connect();
    await world.run(100);
    expect(watched.runner.state.state).toBe('connected');
  });

  it('the pageshow of a page that was not away changes nothing', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched);
    await world.page('pageshow');
    await chatter(world, 5000);
    expect(world.sockets).toHaveLength(1);
  });

  it('a page that comes back after disconnect stays closed', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched);
    watched.runner.disconnect();
    await world.page('pageshow');
    await world.run(10_000);
    expect(watched.runner.state.state).toBe('closed');
    expect(world.listenerCount).toBe(0);
  });
});
