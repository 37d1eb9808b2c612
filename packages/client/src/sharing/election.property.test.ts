import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FakeOrigin } from './testing/fake-origin.js';
import { FakeClient, FakeService } from './testing/fake-service.js';

const step = 100;

type Act = 'open' | 'close' | 'crash' | 'freeze' | 'hang' | 'thaw' | 'hide' | 'show' | 'disconnect' | 'connect';

const acts = fc.array(
  fc.record({
    act: fc.constantFrom<Act>(
      'open',
      'close',
      'crash',
      'freeze',
      'hang',
      'thaw',
      'hide',
      'show',
      'disconnect',
      'connect',
    ),
    which: fc.nat(20),
    /** Either one soon after the other, or time enough for any takeover. */
    then: fc.oneof(fc.nat(1000), fc.nat(15_000)),
  }),
  { minLength: 1, maxLength: 25 },
);

function perform(act: Act, client: FakeClient, service: FakeService): void {
  const { page, connection } = client;
  if (act === 'thaw' || act === 'crash') {
    if (act === 'thaw') return page.thaw();
    service.sockets.forEach((socket) => socket.page === page && service.sockets.delete(socket));
    return page.crash();
  }
  // A page that hangs does nothing else.
  if (page.isFrozen) return;
  if (act === 'freeze' || act === 'hang') page.freeze(act === 'freeze');
  else if (act === 'hide') page.fire('pagehide');
  else if (act === 'show') page.fire('pageshow');
  else if (act === 'close') page.close();
  else if (act === 'connect' || act === 'disconnect') connection[act]();
}

test.each([
  ['Web Locks', {}, 10_000],
  ['a lease', { locks: false }, 6500],
] as const)(
  'R48 R49 C70 with %s, whatever pages do: never two leaders for a second, never none for longer than the bound',
  { timeout: 60_000 },
  async (_name, lacks, bound) => {
    await fc.assert(
      fc.asyncProperty(acts, fc.integer({ min: 1, max: 2 ** 31 - 2 }), async (steps, start) => {
        let seed = start;
        const origin = new FakeOrigin(() => (seed = (seed * 16807) % 2147483647) / 2147483647);
        const service = new FakeService();
        const clients: FakeClient[] = [];
        const add = (): void => {
          const client = new FakeClient(origin.page(lacks), service);
          clients.push(client);
          client.connection.connect();
        };
        const run = async (ms: number): Promise<void> => {
          let [none, several] = [0, 0];
          for (let passed = 0; passed < ms; passed += step) {
            await origin.advance(step);
            const joined = new Set([...origin.channels].map(({ page }) => page));
            const awake = clients.filter(({ page }) => joined.has(page) && !page.isFrozen);
            const leading = awake.filter(({ connection }) => connection.isLeader).length;
            none = awake.length > 0 && leading === 0 ? none + step : 0;
            several = leading > 1 ? several + step : 0;
            expect(several).toBeLessThan(1000);
            expect(none).toBeLessThan(bound);
          }
        };
        add();
        for (const { act, which, then } of steps) {
          const client = clients[which % clients.length];
          if (act === 'open' || !client) {
            if (clients.length < 8) add();
          } else if (!client.page.isGone) {
            perform(act, client, service);
          }
          await run(then);
        }
        await run(bound + 1000);
      }),
      { numRuns: 150 },
    );
  },
);
