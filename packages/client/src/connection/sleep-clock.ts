/** A wall clock that runs ahead of the monotonic one by so much has been through a sleep of the machine. */
const sleepThreshold = 5000;

interface Clocks {
  now(): number;
  monotonic(): number;
}

/**
 * Elapsed milliseconds including the time that the machine slept, in which `performance.now()` stands still on most
 * systems. A wall clock that is set back changes nothing; one that is set forward counts as a sleep.
 */
export class SleepClock {
  readonly #clocks: Clocks;
  #offset: number;
  #slept = 0;

  constructor(clocks: Clocks) {
    this.#clocks = clocks;
    this.#offset = clocks.now() - clocks.monotonic();
  }

  read(): number {
    const monotonic = this.#clocks.monotonic();
    const offset = this.#clocks.now() - monotonic;
    const drift = offset - this.#offset;
    this.#offset = offset;
    if (drift > sleepThreshold) this.#slept += drift;
    // Whole, because engines keep small whole numbers in place: a connection is full of times.
    return Math.floor(monotonic + this.#slept);
  }

  /** All the sleep that it has noticed, ms. */
  get slept(): number {
    return this.#slept;
  }
}
