import { describe, expect, it } from 'vitest';
import { FakeWorld } from './testing/fake-world.js';
import { chatter, goLive, watchRunner } from './testing/watched-runner.js';

describe('silence', () => {
  it('R17 R22 a half-open socket in a busy room is found within 25 s, without its close event', async () => {
    for (const hidden of [false, true]) {
      const world = new FakeWorld();
      const watched = watchRunner(world);
      await goLive(world, watched);
      world.hidden = hidden;
      await world.page('visibilitychange');
      await chatter(world, 10_000);
      const old = world.socket;
      if (old) old.frame = () => undefined;
      const took = await world.until(() => world.socket !== old && world.socket?.isOpen === true);
      expect(took).toBeLessThan(22_000);
      expect(old?.isAlive).toBe(false);
      expect(watched.gaps[0]?.reason).toBe('silent');
    }
  });

  it('leaves a quiet room alone: few redials, ever fewer', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched, 0);
    for (let hour = 0; hour < 3_600_000; hour += 1000) {
      const { socket } = world;
      // What each new socket brings, and nothing after it.
      if (socket?.isOpen && world.time - socket.at < 1000)
        for (let n = 0; n < 12; n++) socket.frame('{"event":"roomInfo"}');
      await world.run(1000);
    }
    expect(world.sockets.length).toBeLessThan(18);
    const [last = 0, before = 0] = world.sockets
      .map(({ at }) => at)
      .slice(-2)
      .reverse();
    expect(last - before).toBeGreaterThan(290_000);
  });

  it('learns that a room speaks once in 80 s', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched, 60_000);
    await chatter(world, 3_600_000, 80_000);
    // 20, 40 and 80 s were too short.
    expect(world.sockets.length).toBeLessThanOrEqual(4);
  });

  it('R05 R29 C65 after a sleep the socket must prove itself within seconds', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched);
    const old = world.socket;
    world.blackHole = true;
    world.sleep(600_000);
    await world.run(50);
    world.blackHole = false;
    if (old) old.frame = () => undefined;
    const took = await world.until(() => world.socket !== old && world.socket?.isOpen === true);
    expect(took).toBeLessThan(5000);
  });

  it('C65 a minute of sleep is enough, also in a room that is normally silent for longer', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched, 40_000);
    await chatter(world, 600_000, 55_000);
    const old = world.socket;
    await world.run(1000);
    world.sleep(60_000);
    if (old) old.frame = () => undefined;
    expect(await world.until(() => world.socket !== old && world.socket?.isOpen === true)).toBeLessThan(5000);
  });

  it('after a late wake, queued frames count before the socket is judged', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched);
    world.sleep(600_000);
    await world.page('visibilitychange');
    world.socket?.frame();
    await chatter(world, 10_000);
    expect(world.sockets).toHaveLength(1);
  });

  it.each([['offline', 1000] as const, ['online', 500] as const])(
    'R11 on %s the socket must prove itself, also where the page is hidden',
    async (type, ms) => {
      const world = new FakeWorld();
      const watched = watchRunner(world);
      await goLive(world, watched);
      world.hidden = true;
      await world.page('visibilitychange');
      await world.page(type);
      const took = await world.until(() => watched.runner.state.state !== 'live');
      expect(Math.abs(took - ms)).toBeLessThanOrEqual(10);
    },
  );

  it.each(['visibilitychange', 'the timer'])(
    'after a throttled hour, noticed by %s, queued frames count first',
    async (by) => {
      const world = new FakeWorld();
      const watched = watchRunner(world);
      await goLive(world, watched);
      world.time += 3_600_000;
      if (by === 'visibilitychange') await world.page(by);
      await world.run(100);
      await chatter(world, 10_000);
      expect(world.sockets).toHaveLength(1);
    },
  );

  it('C65 a short sleep that the page’s events tell of is enough', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched);
    world.sleep(10_000);
    await world.page('visibilitychange');
    expect(await world.until(() => world.sockets.length > 1)).toBeLessThan(1600);
  });

  it('a wake cuts the backoff short', async () => {
    const world = new FakeWorld();
    const { runner } = watchRunner(world);
    world.handshake = 'refuse';
    runner.connect();
    await world.until(() => runner.state.reason === 'refused');
    world.handshake = 'open';
    world.sleep(30_000);
    expect(await world.until(() => runner.state.state === 'connected')).toBeLessThan(15_200);
  });

  it('a wall clock that is put right by seconds is no sleep', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched);
    for (let n = 0; n < 5; n++) {
      world.sleep(4000);
      await world.run(3000);
    }
    expect(world.sockets).toHaveLength(1);
  });

  it('frames of a busy room set no timer each, and yet one now and then', async () => {
    const world = new FakeWorld();
    const environment = world.environment();
    let set = 0;
    const setTimeout: typeof environment.setTimeout = (run, ms) => {
      set++;
      return environment.setTimeout(run, ms);
    };
    world.environment = () => ({ ...environment, setTimeout });
    const watched = watchRunner(world);
    await goLive(world, watched);
    world.hidden = true;
    await world.page('visibilitychange');
    set = 0;
    await chatter(world, 10_000, 10);
    expect(set).toBeGreaterThan(2);
    expect(set).toBeLessThan(8);
  });

  it('R11 R31 redials when the network is back, unless frames arrive', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched);
    world.blackHole = true;
    world.online = false;
    await world.page('offline');
    await world.run(5000);
    expect(watched.runner.state.state).not.toBe('live');
    world.online = true;
    world.blackHole = false;
    await world.page('online');
    expect(await world.until(() => watched.runner.state.state === 'connected')).toBeLessThan(1000);
  });

  it('C40 toggling the network leaves one socket and one timer', async () => {
    const world = new FakeWorld();
    const watched = watchRunner(world);
    await goLive(world, watched);
    for (let n = 0; n < 5; n++) {
      await world.page('offline');
      await world.page('online');
    }
    await chatter(world, 5000);
    expect(world.alive).toHaveLength(1);
    expect(world.timers).toBe(1);
  });
});
