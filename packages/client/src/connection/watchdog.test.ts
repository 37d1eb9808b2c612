import { describe, expect, it } from 'vitest';
import { Watchdog } from './watchdog.js';

const second = 1000;

/** A watchdog that has heard a frame `every` ms from 0 to `until`. */
function heard(every: number, until: number, watchdog = new Watchdog()): Watchdog {
  watchdog.opened(1);
  for (let at = every; at <= until; at += every) watchdog.heard(at);
  return watchdog;
}

describe('the silence after which a socket counts as dead', () => {
  it('is three times the longest gap of the room, from twenty seconds to five minutes', () => {
    expect(heard(second, 60 * second).limit()).toBe(20 * second);
    const uneven = heard(second, 60 * second);
    uneven.heard(90 * second);
    uneven.heard(91 * second);
    expect(uneven.limit()).toBe(90 * second);
    expect(heard(200 * second, 4000 * second).limit()).toBe(300 * second);
  });

  it('is a minute until the room is known, which the burst after an open does not make it', () => {
    const watchdog = new Watchdog();
    watchdog.opened(1);
    expect(watchdog.limit()).toBe(60 * second);
    for (let n = 0; n < 50; n++) watchdog.heard(100 + n * 10);
    expect(watchdog.limit()).toBe(60 * second);
    for (let n = 1; n <= 7; n++) watchdog.heard(2000 + n * second);
    expect(watchdog.limit()).toBe(60 * second);
    watchdog.heard(10_000);
    expect(watchdog.limit()).toBe(20 * second);
  });

  it('does not count the wait for the first frame of a socket', () => {
    const watchdog = heard(second, 60 * second);
    watchdog.closed();
    watchdog.opened(100 * second);
    watchdog.heard(145 * second);
    expect(watchdog.limit()).toBe(20 * second);
  });

  it('forgets gaps of more than ten minutes ago, and none of the last five', () => {
    const watchdog = heard(second, 310 * second);
    watchdog.heard(350 * second);
    const limits = new Map<number, number>();
    for (let at = 351; at <= 1000; at++) {
      watchdog.heard(at * second);
      limits.set(at, watchdog.limit());
    }
    expect(limits.get(650)).toBe(120 * second);
    expect(limits.get(1000)).toBe(20 * second);
  });

  it('doubles where the next socket is as silent, until it has spoken for longer than it could be a beginning', () => {
    const watchdog = heard(second, 60 * second);
    watchdog.gaveUp();
    watchdog.closed();
    expect(watchdog.silentAt()).toBe(Infinity);
    watchdog.opened(100 * second);
    watchdog.heard(101 * second);
    expect(watchdog.limit()).toBe(40 * second);
    expect(watchdog.silentAt()).toBe(141 * second);
    watchdog.heard(115 * second);
    watchdog.heard(121 * second);
    expect(watchdog.limit()).toBe(42 * second);
    for (let n = 0; n < 9; n++) watchdog.gaveUp();
    expect(watchdog.limit()).toBe(300 * second);
  });
});

describe('a socket that is silent for too long', () => {
  it('is dead half a second after that was noticed: frames may wait behind the timer that noticed it', () => {
    const watchdog = heard(second, 60 * second);
    expect(watchdog.judge(79_999)).toBe(false);
    expect([watchdog.judge(90_000), watchdog.judge(90_499), watchdog.judge(90_500)]).toEqual([false, false, true]);
    expect(watchdog.silentAt()).toBe(90_500);
    watchdog.heard(90_500);
    expect(watchdog.judge(90_500)).toBe(false);
  });

  it('must show a frame earlier where that is asked, and not without a socket', () => {
    const watchdog = heard(second, 60 * second);
    watchdog.probe(61_000);
    expect([watchdog.judge(60_999), watchdog.judge(61_000)]).toEqual([false, true]);
    watchdog.closed();
    watchdog.probe(70_000);
    watchdog.opened(65_000);
    expect(watchdog.judge(70_000)).toBe(false);
  });
});
