import { expect, test } from 'vitest';
import { playShow, type ShowTimers, type TimedFrame } from './index.js';

/** A clock that moves only when a test says so. */
class FakeTimers implements ShowTimers {
  time = 1_000;
  readonly #due: { at: number; callback: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(delay: number, callback: () => void): () => void {
    const entry = { at: this.time + delay, callback };
    this.#due.push(entry);
    return () => {
      const index = this.#due.indexOf(entry);
      if (index >= 0) this.#due.splice(index, 1);
    };
  }

  get waiting(): number {
    return this.#due.length;
  }

  advance(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      this.#due.sort((one, other) => one.at - other.at);
      const next = this.#due[0];
      if (!next || next.at > end) break;
      this.#due.shift();
      this.time = Math.max(this.time, next.at);
      next.callback();
    }
    this.time = end;
  }

  /** The machine slept: time passed and no timer ran. */
  sleep(ms: number): void {
    this.time += ms;
    this.advance(0);
  }
}

const frames = (...times: number[]): TimedFrame[] => times.map((t) => ({ t, frame: { event: `at ${t}` } }));

function play(list: Iterable<TimedFrame>, more: Partial<Parameters<typeof playShow>[1]> = {}) {
  const timers = new FakeTimers();
  const seen: string[] = [];
  const done = playShow(list, { timers, onFrame: (_frame, text) => seen.push(text), ...more });
  const names = (): string[] => seen.map((text) => /at (\d+)/.exec(text)?.[1] ?? text);
  return { timers, names, done };
}

test('frames come at their times, by speed', async () => {
  const { timers, names, done } = play(frames(0, 100, 100, 400), { speed: 2 });
  expect(names()).toEqual(['0']);
  timers.advance(49);
  expect(names()).toEqual(['0']);
  timers.advance(1);
  expect(names()).toEqual(['0', '100', '100']);
  timers.advance(150);
  expect(names()).toEqual(['0', '100', '100', '400']);
  expect(await done).toBe(true);
  expect(timers.waiting).toBe(0);
});

test.each([0, Infinity, -1, NaN])(
  'speed %s is as fast as possible, in turns that leave the loop free',
  async (speed) => {
    const list = frames(...Array.from({ length: 1_000 }, (_, index) => index * 1_000));
    const { timers, names, done } = play(list, { speed });
    expect(names().length).toBeLessThan(1_000);
    timers.advance(0);
    expect(names()).toEqual(list.map(({ t }) => String(t)));
    expect(await done).toBe(true);
  },
);

test('an abort ends it, before and during, and closes the show', async () => {
  let closed = false;
  function* endless(): Generator<TimedFrame> {
    try {
      for (let t = 0; ; t += 10) yield { t, frame: { event: `at ${t}` } };
    } finally {
      closed = true;
    }
  }
  const controller = new AbortController();
  const { timers, names, done } = play(endless(), { signal: controller.signal });
  timers.advance(25);
  controller.abort();
  timers.advance(100);
  expect(names()).toEqual(['0', '10', '20']);
  expect(await done).toBe(false);
  expect(closed).toBe(true);
  expect(timers.waiting).toBe(0);
  const before = play(frames(0), { signal: controller.signal });
  expect(await before.done).toBe(false);
  expect(before.names()).toEqual([]);
});

test('an abort from within a frame is the last thing that happens', async () => {
  const controller = new AbortController();
  const seen: number[] = [];
  const done = playShow(frames(0, 0, 0), {
    signal: controller.signal,
    onFrame: () => {
      seen.push(1);
      controller.abort();
    },
  });
  expect(await done).toBe(false);
  expect(seen).toHaveLength(1);
});

test('after a sleep it goes on from where it is, and floods nobody', () => {
  const { timers, names } = play(frames(...Array.from({ length: 700 }, (_, index) => index * 100)));
  timers.advance(100);
  timers.sleep(60_000);
  const after = names().length;
  expect(after).toBeLessThan(10);
  timers.advance(1_000);
  expect(names().length).toBeGreaterThanOrEqual(after + 9);
  expect(names().length).toBeLessThanOrEqual(after + 11);
});

test('a gap longer than a timer can wait is waited for in pieces', () => {
  const { timers, names } = play(frames(0, 40 * 86_400_000));
  timers.advance(40 * 86_400_000 - 1);
  expect(names()).toEqual(['0']);
  timers.advance(1);
  expect(names()).toHaveLength(2);
});

test('a receiver that is not ready holds it back', async () => {
  let ready = false;
  const { timers, names, done } = play(frames(0, 1), { speed: 0, ready: () => ready });
  timers.advance(100);
  expect(names()).toEqual([]);
  ready = true;
  timers.advance(5);
  expect(names()).toEqual(['0', '1']);
  expect(await done).toBe(true);
});

test('a receiver that throws rejects the play', async () => {
  await expect(
    playShow(frames(0, 1), {
      onFrame: () => {
        throw new Error('no more');
      },
    }),
  ).rejects.toThrow('no more');
});
