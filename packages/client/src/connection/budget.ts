import type { TextStorage } from './environment.js';
import { readStored, writeStored } from './stored-value.js';

/** Together at most 55 connects in any hour; the service allows 60 on its smallest plan (protocol section 6). */
const burst = 10;
const msPerConnect = 3_600_000 / 45;
/** What only a person's own `reconnect()` may use. */
const reserve = 2;

const isPair = (value: unknown): value is readonly [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every(Number.isFinite);

/**
 * Connects that may still be spent, shared through storage by all pages of the origin and kept over reloads: a service
 * that closes each connection at once would otherwise lock the account for an hour.
 */
export class Budget {
  readonly #storage: TextStorage | undefined;
  readonly #key: string;
  #left = burst;
  #at = 0;

  /** @param name what the budget is for: the endpoint's host */
  constructor(storage: TextStorage | undefined, name: string) {
    this.#storage = storage;
    this.#key = `tiktool:1:budget:${name}`;
  }

  /** Milliseconds until the next connect is allowed, 0 for now. `now` is in ms since 1970. */
  wait(now: number, manual: boolean): number {
    this.#read(now);
    return Math.ceil(Math.max(0, (manual ? 1 : 1 + reserve) - this.#left) * msPerConnect);
  }

  spend(now: number): void {
    this.#read(now);
    this.#write(this.#left - 1);
  }

  /** The service says that the hour's connects are gone: so they are for an hour, on every page. */
  drain(now: number): void {
    this.#read(now);
    this.#write(1 + reserve - 45);
  }

  #read(now: number): void {
    let [left, at] = [this.#left, this.#at];
    try {
      const stored: unknown = JSON.parse(readStored(this.#storage, this.#key) ?? '');
      if (isPair(stored)) [left, at] = stored;
    } catch {
      // Nothing there, or corrupt: what this page knows by itself goes on.
    }
    // A clock that was set back must neither refill nor starve the budget.
    this.#left = Math.max(-45, Math.min(burst, left + Math.max(0, now - at) / msPerConnect));
    this.#at = now;
    // Otherwise nothing would be refilled until the clock is there again.
    if (at > now) this.#write(this.#left);
  }

  #write(left: number): void {
    this.#left = left;
    writeStored(this.#storage, this.#key, JSON.stringify([left, this.#at]));
  }
}
