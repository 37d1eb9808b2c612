/** Time as the scheduler needs it; replaced by tests. */
export interface DrawClock {
  now(): number;
  setTimer(callback: () => void, delay: number): unknown;
  clearTimer(timer: unknown): void;
  /** True while nobody can see the page. */
  hidden(): boolean;
}

/** Decides when an element draws. */
export interface DrawScheduler {
  /** Something changed: draws at once after quiet, else when `interval` has passed since the last drawing. */
  request(): void;
  /** Something will change by itself at this time, ms since 1970; `Infinity` if nothing will. */
  wakeAt(time: number): void;
  /** Forgets what was asked for. */
  stop(): void;
}

const longestTimer = 2 ** 31 - 1;
// A wake-up in the past or at this very moment may not turn into a loop without a pause.
const shortestWake = 16;

/**
 * Cost follows the drawings, not the messages, so a storm of messages is drawn ten times a second. It rests on timers
 * alone: frame callbacks stop in frozen browser sources. There is one timer at most, and none when nothing will change.
 */
export function createDrawScheduler(draw: () => void, clock: DrawClock, interval = 100): DrawScheduler {
  let last = -Infinity;
  let due = Infinity;
  let timer: unknown;

  const stop = (): void => {
    clock.clearTimer(timer);
    due = Infinity;
  };
  const fire = (): void => {
    due = Infinity;
    // A hidden page draws once, when it is shown again.
    if (clock.hidden()) return;
    last = clock.now();
    draw();
  };
  const fireAt = (time: number): void => {
    if (time >= due) return;
    stop();
    due = time;
    timer = clock.setTimer(fire, Math.min(time - clock.now(), longestTimer));
  };

  return {
    request() {
      const now = clock.now();
      const wait = last + interval - now;
      // The upper bound matters when the computer's clock was set back.
      if (wait > 0 && wait <= interval) fireAt(last + interval);
      else {
        stop();
        fire();
      }
    },
    wakeAt(time) {
      if (time < Infinity) fireAt(Math.max(time, clock.now() + shortestWake));
    },
    stop,
  };
}

/** The browser's time. */
export const pageClock: DrawClock = {
  now: () => Date.now(),
  setTimer: (callback, delay) => setTimeout(callback, delay),
  clearTimer: (timer) => {
    clearTimeout(timer as number | undefined);
  },
  hidden: () => document.hidden,
};
