import { expect, test } from 'vitest';
import { FakeOrigin } from './testing/fake-origin.js';
import { createTicker, type TimerWorker } from './ticker.js';

/** A page whose own timers wait for the next full minute while it is hidden, and a Worker whose timers do not. */
function browser(worker: 'starts' | 'throws' | 'fails' = 'starts') {
  const origin = new FakeOrigin();
  const { environment, listeners, fire } = origin.page();
  const workers = new Set<TimerWorker>();
  const isHidden = { value: false };
  let started = 0;
  const throttled = (callback: () => void, ms: number): unknown =>
    environment.setTimeout(callback, isHidden.value ? Math.ceil(ms / 60_000) * 60_000 : ms);

  const startWorker = (): TimerWorker => {
    started++;
    if (worker === 'throws') throw new Error('SecurityError');
    const timers = new Map<number, unknown>();
    const made: TimerWorker = {
      onmessage: null,
      onerror: null,
      postMessage([id, ms]) {
        environment.clearTimeout(timers.get(id));
        if (ms < 0 || worker === 'fails') return;
        const answer = (): void => {
          if (workers.has(made)) made.onmessage?.(new MessageEvent('message', { data: id }));
        };
        timers.set(id, environment.setTimeout(answer, ms));
      },
      terminate: () => void workers.delete(made),
    };
    workers.add(made);
    if (worker === 'fails') {
      const event = Object.assign(new Event('error', { cancelable: true }), { message: '', error: null });
      environment.setTimeout(() => made.onerror?.(event as ErrorEvent), 1);
    }
    return made;
  };

  const page = { listeners, fire: (type: string) => fire.call({ listeners }, type) };
  const timers = createTicker({
    setTimeout: throttled,
    clearTimeout: environment.clearTimeout,
    monotonic: environment.monotonic,
    hidden: () => isHidden.value,
    page: environment.page,
    startWorker,
  });
  const setHidden = (value: boolean): void => {
    isHidden.value = value;
    page.fire('visibilitychange');
  };
  return { origin, timers, workers, listeners, setHidden, started: () => started };
}

const flush = () => Promise.resolve();

test('R21 R50 while a page is hidden its timers come on time, from a Worker, each once', async () => {
  const { origin, timers, workers, listeners, setHidden } = browser();
  setHidden(true);
  const fired: number[] = [];
  const start = origin.time;
  const beat = (): void => {
    fired.push(origin.time - start);
    if (fired.length < 5) timers.setTimeout(beat, 2000);
  };
  timers.setTimeout(beat, 2000);
  await origin.advance(180_000);
  expect(fired).toEqual([2000, 4000, 6000, 8000, 10_000]);
  expect(workers.size).toBe(0);
  expect(listeners.size).toBe(0);
});

test('a timer that was set while the page was visible comes on time when the page is hidden meanwhile', async () => {
  const { origin, timers, workers, setHidden, started } = browser();
  let firedAt = 0;
  const start = origin.time;
  timers.setTimeout(() => (firedAt = origin.time - start), 5000);
  expect(started()).toBe(0);
  await origin.advance(1000);
  setHidden(true);
  expect(workers.size).toBe(1);
  await origin.advance(10_000);
  expect(firedAt).toBe(5000);
});

test('a visible page starts no Worker, and one that is shown again ends it', async () => {
  const { origin, timers, workers, setHidden, started } = browser();
  let fired = 0;
  timers.setTimeout(() => fired++, 1000);
  await origin.advance(1000);
  expect([fired, started()]).toEqual([1, 0]);
  timers.setTimeout(() => fired++, 1000);
  setHidden(true);
  setHidden(false);
  expect(workers.size).toBe(0);
  await origin.advance(120_000);
  expect([fired, started()]).toEqual([2, 1]);
});

test.each(['throws', 'fails'] as const)('C87 a Worker that %s leaves the page’s own timers, silently', async (how) => {
  const { origin, timers, setHidden, started } = browser(how);
  setHidden(true);
  let fired = 0;
  timers.setTimeout(() => fired++, 1000);
  await origin.advance(1000);
  timers.setTimeout(() => fired++, 1000);
  await origin.advance(120_000);
  expect(fired).toBe(2);
  expect(started()).toBe(1);
});

test('a cancelled timer never comes, and nothing remains', async () => {
  const { origin, timers, workers, listeners, setHidden } = browser();
  setHidden(true);
  const id = timers.setTimeout(() => {
    throw new Error('cancelled');
  }, 1000);
  timers.clearTimeout(id);
  timers.clearTimeout(id);
  timers.clearTimeout(undefined);
  await flush();
  expect(workers.size).toBe(0);
  expect(listeners.size).toBe(0);
  await origin.advance(120_000);
});

test('times that setTimeout cannot hold do not fire at once', async () => {
  const { origin, timers } = browser();
  let fired = 0;
  const id = timers.setTimeout(() => fired++, 2 ** 40);
  await origin.advance(1000);
  expect(fired).toBe(0);
  timers.clearTimeout(id);
});
