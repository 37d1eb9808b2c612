import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConnectionPhase } from './connection-state.js';
import { dice } from './testing/dice.js';
import { FakeWorld, type TokenAnswer } from './testing/fake-world.js';
import { realFrame, watchRunner } from './testing/watched-runner.js';

const hour = 3_600_000;

const closes = [
  [1000, ''],
  [1006, ''],
  [1012, ''],
  [1013, ''],
  [4002, ''],
  [4003, ''],
  [4401, 'jwt'],
  [4401, 'Evaluation period ended'],
  [4404, ''],
  [4005, 'STREAM_END'],
  [4005, 'Tier Limit'],
  [4006, ''],
  [4006, 'duration'],
  [4004, ''],
  [4429, 'Evicted'],
  [4429, 'per hour'],
  [4429, 'daily'],
  [4999, ''],
] as const;

const answers: readonly TokenAnswer[] = [
  'ok',
  'ok',
  'hang',
  'network',
  { status: 401 },
  { status: 404 },
  { status: 500 },
  { status: 429, retryAfter: '120' },
];

const action = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('run' as const), ms: fc.integer({ min: 0, max: 30_000 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('run' as const), ms: fc.integer({ min: 0, max: hour }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('call' as const),
      name: fc.constantFrom('connect', 'disconnect', 'reconnect'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('inside' as const),
      name: fc.constantFrom('connect', 'disconnect', 'reconnect'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('frame' as const),
      text: fc.constantFrom(realFrame, '{}', '{"nudge":"session_limit"}'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('close' as const), with: fc.integer({ min: 0, max: closes.length - 1 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('token' as const), answer: fc.constantFrom(...answers) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('handshake' as const),
      how: fc.constantFrom('open', 'open', 'refuse', 'hang'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('blackHole' as const), on: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('page' as const),
      type: fc.constantFrom(
        'online',
        'offline',
        'visibilitychange',
        'hide',
        'pagehide',
        'pageshow',
        'freeze',
        'resume',
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sleep' as const), ms: fc.integer({ min: 0, max: 2 * hour }) }) },
);

/** From each state, what may follow. */
const legal: Readonly<Record<ConnectionPhase, readonly ConnectionPhase[]>> = {
  idle: ['connecting', 'closed'],
  connecting: ['connecting', 'connected', 'waiting', 'blocked', 'closed'],
  connected: ['connected', 'live', 'connecting', 'waiting', 'offline', 'blocked', 'closed'],
  live: ['live', 'connecting', 'waiting', 'offline', 'blocked', 'closed'],
  waiting: ['waiting', 'connecting', 'closed'],
  offline: ['offline', 'connecting', 'closed'],
  blocked: ['blocked', 'connecting', 'closed'],
  closed: ['closed', 'connecting'],
};

describe('a random walk over calls, faults and clock', () => {
  it('R09 R35 R41 keeps the invariants', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(action, { maxLength: 120 }),
        fc.integer(),
        fc.constantFrom(1, 2),
        async (actions, seed, most) => {
          const world = new FakeWorld(dice(seed));
          world.maxSockets = most;
          let inside: 'connect' | 'disconnect' | 'reconnect' | undefined;
          let calls = 1;
          let phase: ConnectionPhase = 'idle';
          let disposed = false;
          const watched = watchRunner(
            world,
            {},
            {
              onState: ({ state }) => {
                expect(disposed).toBe(false);
                expect(legal[phase]).toContain(state);
                phase = state;
                const call = inside;
                inside = undefined;
                if (call) watched.runner[call]();
              },
            },
          );
          const { runner } = watched;
          const check = (): void => {
            expect(world.alive.length).toBeLessThanOrEqual(most);
            expect(runner.state.state).toBe(phase);
            if (phase === 'closed' || phase === 'idle') expect([world.alive.length, world.timers]).toEqual([0, 0]);
            else expect(world.timers).toBeGreaterThan(0);
            if (phase === 'connected') expect(world.alive.length).toBeGreaterThan(0);
          };
          runner.connect();
          for (const step of actions) {
            switch (step.do) {
              case 'run':
                await world.run(step.ms);
                break;
              case 'call':
              case 'inside':
                calls++;
                if (step.do === 'inside') inside = step.name;
                else runner[step.name]();
                break;
              case 'frame':
                world.socket?.frame(step.text);
                break;
              case 'close':
                if (world.socket?.isOpen) {
                  const [code, reason] = closes[step.with] ?? closes[0];
                  world.socket.end(code, reason);
                }
                break;
              case 'token':
                world.token = step.answer;
                break;
              case 'handshake':
                world.handshake = step.how;
                break;
              case 'blackHole':
                world.blackHole = step.on;
                break;
              case 'sleep':
                world.sleep(step.ms);
                break;
              case 'page':
                if (step.type === 'online' || step.type === 'offline') world.online = step.type === 'online';
                world.hidden = step.type === 'hide' || (step.type !== 'visibilitychange' && world.hidden);
                await world.page(step.type === 'hide' ? 'visibilitychange' : step.type);
            }
            // A cached token comes with the next microtask.
            await world.run(0);
            check();
          }
          const dials = world.sockets.filter(({ reached }) => reached).map(({ wallAt }) => wallAt);
          for (const from of dials) {
            expect(dials.filter((at) => at >= from && at < from + hour).length).toBeLessThanOrEqual(55);
          }
          // Backoff and the calls of the page bound what the token URL sees.
          for (const from of world.tokenRequests) {
            const within = world.tokenRequests.filter((at) => at >= from && at < from + hour).length;
            expect(within).toBeLessThanOrEqual(300 + calls);
          }
          disposed = true;
          runner.dispose();
          world.socket?.frame(realFrame);
          world.socket?.end(1006);
          await world.run(hour);
          expect([world.alive.length, world.timers, world.listenerCount]).toEqual([0, 0, 0]);
        },
      ),
      { numRuns: 100 },
    );
  }, 60_000);
});
