/** What the service limits. The vendor's numbers changed three times (protocol section 6), so all can be set. */
export interface SimulatorLimits {
  /** Sockets of one API key, whatever its tokens say. Default 50. A token's own `max_websockets` (default 1) applies too. */
  readonly maxWebsockets: number;
  /** Connects of one API key in any 60 minutes, also those that end in "not live". Default 60. */
  readonly connectsPerHour: number;
  /** Length of a session in milliseconds. Default 2 hours. */
  readonly sessionMs: number;
  /** REST requests of one API key a minute. Default 300. */
  readonly requestsPerMinute: number;
}

export const defaultLimits: SimulatorLimits = {
  maxWebsockets: 50,
  connectsPerHour: 60,
  sessionMs: 2 * 3_600_000,
  requestsPerMinute: 300,
};

/** Counts hits of each key within a sliding window. */
export class HitWindow {
  readonly #hits = new Map<string, number[]>();

  constructor(
    readonly limit: number,
    /** Milliseconds. */
    readonly span: number,
  ) {}

  /** Counts a hit at `now`; false: over the limit, and not counted. */
  take(key: string, now: number): boolean {
    const hits = this.#recent(key, now);
    if (hits.length >= this.limit) return false;
    hits.push(now);
    return true;
  }

  remaining(key: string, now: number): number {
    return Math.max(0, this.limit - this.#recent(key, now).length);
  }

  /** When the oldest hit leaves the window: ms since 1970. */
  resetAt(key: string, now: number): number {
    return (this.#recent(key, now)[0] ?? now) + this.span;
  }

  #recent(key: string, now: number): number[] {
    const hits = (this.#hits.get(key) ?? []).filter((hit) => hit > now - this.span);
    this.#hits.set(key, hits);
    return hits;
  }
}
