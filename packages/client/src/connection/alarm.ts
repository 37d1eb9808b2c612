import type { Environment } from './environment.js';

/** The one timer of a connection. All times are elapsed milliseconds of one clock. */
export class Alarm {
  /** When it was last set. */
  setAt = 0;
  readonly #timers: Pick<Environment, 'setTimeout' | 'clearTimeout'>;
  readonly #ring: () => void;
  #timer: unknown;

  constructor(timers: Pick<Environment, 'setTimeout' | 'clearTimeout'>, ring: () => void) {
    this.#timers = timers;
    this.#ring = ring;
  }

  /** Infinity for never. What was set before counts no more. */
  set(at: number, now: number): void {
    this.clear();
    if (at === Infinity) return;
    this.setAt = now;
    this.#timer = this.#timers.setTimeout(this.#ring, Math.max(0, Math.ceil(at - now)));
  }

  clear(): void {
    this.#timers.clearTimeout(this.#timer);
  }
}
