import { describe, expect, it } from 'vitest';
import { dice } from './testing/dice.js';
import { FakeWorld } from './testing/fake-world.js';
import { goLive, realFrame, watchRunner } from './testing/watched-runner.js';

const hour = 3_600_000;
const step = 1000;

describe('a day', () => {
  it.each([1, 2, 3])(
    'R27 R45 connected for 99.9 %% of the reachable time, at most 55 connects an hour, seed %i',
    async (seed) => {
      const random = dice(seed);
      const world = new FakeWorld(random);
      const watched = watchRunner(world);
      await goLive(world, watched, 1000);
      let [reachable, connected, downUntil, hole] = [0, 0, 0, world.socket];
      while (world.time < 24 * hour) {
        const isDown = world.time < downUntil;
        world.handshake = isDown ? 'refuse' : 'open';
        world.token = isDown && seed > 1 ? { status: 503 } : 'ok';
        const { socket } = world;
        if (!isDown && socket !== hole) socket?.frame(realFrame);
        if (random() < step / hour) {
          const kind = Math.floor(random() * 8);
          if (kind === 0) socket?.end(1006);
          else if (kind === 1) socket?.end(1012, 'service restart');
          else if (kind === 2) socket?.end(4006, 'duration');
          else if (kind === 3) socket?.end(1011);
          else if (kind === 4) hole = socket;
          else if (kind === 5) {
            world.hidden = !world.hidden;
            await world.page('visibilitychange');
          } else if (kind === 6) {
            // Everybody knows when the network goes.
            world.online = false;
            await world.page('offline');
            socket?.end(1006);
            await world.run(random() * 60_000);
            world.online = true;
            await world.page('online');
          } else {
            socket?.end(1006);
            downUntil = world.time + random() * 120_000;
          }
        }
        await world.run(step);
        if (isDown) continue;
        reachable++;
        if (watched.runner.state.state === 'live' || world.alive.some(({ isOpen }) => isOpen)) connected++;
      }
      expect(connected / reachable).toBeGreaterThan(0.999);
      const dials = world.sockets.map(({ at }) => at);
      for (const from of dials) expect(dials.filter((at) => at >= from && at < from + hour).length).toBeLessThan(56);
      expect(world.tokenRequests.length).toBeLessThan(24 * 6);
      expect(world.timers).toBe(1);
    },
    60_000,
  );
});

describe('a herd of a thousand pages', () => {
  it.each([
    [2000, 1000, 4000],
    [20_000, 10_000, 10_000],
  ])(
    'R24 R32 after %i ms: spread, and back in time',
    async (outage, p50, p95) => {
      const times: number[] = [];
      for (let n = 0; n < 1000; n++) {
        const world = new FakeWorld(dice(n));
        const watched = watchRunner(world);
        await goLive(world, watched, 32_000);
        const from = world.time;
        world.handshake = 'refuse';
        world.socket?.end(1006);
        await world.run(outage);
        world.handshake = 'open';
        await world.until(() => watched.runner.state.state === 'connected', 60_000);
        times.push((world.socket?.at ?? 0) - from - outage);
      }
      times.sort((a, b) => a - b);
      const most = Math.max(...times.map((at) => times.filter((other) => other >= at && other < at + 100).length));
      expect(most).toBeLessThanOrEqual(100);
      expect(times[500]).toBeLessThanOrEqual(p50);
      expect(times[950]).toBeLessThanOrEqual(p95);
    },
    120_000,
  );

  it('R54 tokens that were fetched together are renewed apart', async () => {
    const ages: number[] = [];
    for (let n = 0; n < 200; n++) {
      const world = new FakeWorld(dice(n));
      const watched = watchRunner(world);
      await goLive(world, watched, 0);
      while (world.tokenRequests.length < 2) {
        world.socket?.frame(realFrame);
        await world.run(10_000);
      }
      ages.push(world.tokenRequests[1] ?? 0);
    }
    expect(Math.min(...ages)).toBeGreaterThan(0.7 * hour);
    expect(Math.max(...ages)).toBeLessThan(0.9 * hour);
    expect(Math.max(...ages) - Math.min(...ages)).toBeGreaterThan(0.1 * hour);
  }, 60_000);
});
