import { beforeEach, describe, expect, it } from 'vitest';
import { createDrawScheduler, type DrawScheduler } from './draw-scheduler.js';

let now: number;
let timers: Map<number, { at: number; callback: () => void }>;
let drawn: number[];
let hidden: boolean;
let scheduler: DrawScheduler;

const clock = {
  now: () => now,
  setTimer(callback: () => void, delay: number) {
    const id = Math.random();
    timers.set(id, { at: now + delay, callback });
    return id;
  },
  clearTimer(timer: unknown) {
    if (typeof timer === 'number') timers.delete(timer);
  },
  hidden: () => hidden,
};

function advance(ms: number): void {
  const end = now + ms;
  for (;;) {
    const next = [...timers].sort((a, b) => a[1].at - b[1].at)[0];
    if (!next || next[1].at > end) break;
    timers.delete(next[0]);
    now = Math.max(now, next[1].at);
    next[1].callback();
  }
  now = end;
}

beforeEach(() => {
  now = 1_000_000;
  timers = new Map();
  drawn = [];
  hidden = false;
  scheduler = createDrawScheduler(() => drawn.push(now), clock);
});

describe('draw scheduler', () => {
  it('draws the first change after quiet at once', () => {
    scheduler.request();
    expect(drawn).toEqual([1_000_000]);
  });

  it('draws what is asked for after it was stopped', () => {
    scheduler.request();
    scheduler.request();
    scheduler.stop();
    advance(50);
    scheduler.request();
    advance(1000);
    expect(drawn).toEqual([1_000_000, 1_000_100]);
  });

  it('a drawing on request leaves no older wake-up behind', () => {
    scheduler.wakeAt(now + 5000);
    scheduler.request();
    advance(10_000);
    expect(drawn).toEqual([1_000_000]);
  });

  it('pauses before a wake-up that is due already, and sleeps no longer than a timer holds', () => {
    scheduler.wakeAt(now - 5000);
    advance(15);
    expect(drawn).toEqual([]);
    advance(1);
    expect(drawn).toHaveLength(1);
    scheduler.wakeAt(now + 1e12);
    expect([...timers.values()].map(({ at }) => at - now)).toEqual([2 ** 31 - 1]);
  });

  it('C125 draws at most every 100 ms while changes keep coming, and the last one is drawn', () => {
    for (let i = 0; i < 1000; i++) {
      scheduler.request();
      advance(1);
    }
    advance(1000);
    expect(drawn).toHaveLength(11);
    expect(drawn.every((time, i) => i === 0 || time - (drawn[i - 1] ?? 0) >= 100)).toBe(true);
  });

  it('C123 holds no timer when nothing will change', () => {
    scheduler.request();
    scheduler.wakeAt(Infinity);
    advance(100);
    expect(timers.size).toBe(0);
  });

  it('holds one timer, the earliest', () => {
    scheduler.wakeAt(now + 5000);
    scheduler.wakeAt(now + 2000);
    scheduler.wakeAt(now + 9000);
    expect(timers.size).toBe(1);
    advance(2000);
    expect(drawn).toEqual([1_002_000]);
  });

  it('pauses before a wake-up that is already past', () => {
    scheduler.wakeAt(now - 5);
    expect(drawn).toEqual([]);
    advance(16);
    expect(drawn).toHaveLength(1);
  });

  it('C82 draws nothing while hidden', () => {
    hidden = true;
    for (let i = 0; i < 500; i++) {
      scheduler.request();
      advance(10);
    }
    expect(drawn).toEqual([]);
    expect(timers.size).toBe(0);
    hidden = false;
    scheduler.request();
    expect(drawn).toHaveLength(1);
  });

  it('does not stall when the clock is set back', () => {
    scheduler.request();
    now -= 3_600_000;
    scheduler.request();
    expect(drawn).toHaveLength(2);
  });
});
