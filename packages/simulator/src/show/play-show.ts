import type { Frame, TimedFrame } from './timed-frame.js';

/** Clock and timer, so that a test or a Worker can bring its own. Times in milliseconds. */
export interface ShowTimers {
  now(): number;
  /** Calls back once after `delay`; the answer cancels it. */
  after(delay: number, callback: () => void): () => void;
}

export interface PlayShowOptions {
  /** Called once a frame, in order; `text` is what a socket would carry. */
  readonly onFrame: (frame: Frame, text: string) => void;
  /** 1 is real time, 10 ten times as fast; 0 or Infinity: as fast as possible, still in order. Default 1. */
  readonly speed?: number;
  /** Ends the play without an error. */
  readonly signal?: AbortSignal;
  readonly timers?: ShowTimers;
  /** Asked before each batch: false holds the play back for a moment, so that a slow receiver is not buried. */
  readonly ready?: () => boolean;
}

const realTimers: ShowTimers = {
  now: () => performance.now(),
  after: (delay, callback) => {
    const timer = setTimeout(callback, delay);
    return () => clearTimeout(timer);
  },
};

/** Frames of one turn: without a bound, a play at full speed would keep the event loop for itself. */
const batchSize = 400;
/** A play that is later than this (sleep, a frozen page) goes on from where it is: a flood helps nobody. */
const forgivenLag = 5_000;
/** Timers beyond 2³¹ ms fire at once; long gaps are waited for in pieces. */
const longestWait = 60_000;

/**
 * Delivers the frames of a show or a recording at their times.
 * @returns true when the last frame was delivered, false when `signal` ended it; rejects with what `onFrame` throws.
 */
export function playShow(show: Iterable<TimedFrame>, options: PlayShowOptions): Promise<boolean> {
  const { onFrame, signal, timers = realTimers, ready = () => true } = options;
  const speed = paceOf(options.speed);
  const frames = show[Symbol.iterator]();
  let next = frames.next();
  let start = timers.now();

  return new Promise((resolve, reject) => {
    let cancel: (() => void) | undefined;
    const stop = (complete: boolean): void => {
      cancel?.();
      signal?.removeEventListener('abort', onAbort);
      frames.return?.();
      resolve(complete);
    };
    const onAbort = (): void => stop(false);
    const dueIn = (t: number): number => (speed === Infinity ? 0 : start + t / speed - timers.now());

    const turn = (): void => {
      try {
        if (!ready()) {
          cancel = timers.after(5, turn);
          return;
        }
        for (let sent = 0; sent < batchSize && !next.done; sent += 1) {
          const late = -dueIn(next.value.t);
          if (late < 0) break;
          if (late > forgivenLag && speed !== Infinity) start += late;
          onFrame(next.value.frame, JSON.stringify(next.value.frame));
          if (signal?.aborted) return;
          next = frames.next();
        }
      } catch (error) {
        signal?.removeEventListener('abort', onAbort);
        reject(error instanceof Error ? error : new Error(String(error)));
        return;
      }
      if (next.done) stop(true);
      else cancel = timers.after(Math.min(longestWait, Math.max(0, dueIn(next.value.t))), turn);
    };

    if (signal?.aborted) {
      stop(false);
      return;
    }
    signal?.addEventListener('abort', onAbort);
    turn();
  });
}

function paceOf(speed = 1): number {
  return speed === 0 || !(speed > 0) ? Infinity : speed;
}
