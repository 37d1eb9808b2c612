import { LruMap } from './lru-map.js';

/** So many in so many seconds: at once if need be, then refilled evenly. */
export interface RateLimit {
  requests: number;
  seconds: number;
}

interface Bucket {
  tokens: number;
  /** ms */
  at: number;
}

/** Token buckets by key. Memory is bounded: past `maxKeys` the keys that were quiet longest are forgotten. */
export class RateLimiter {
  readonly #buckets: LruMap<Bucket>;

  constructor(
    private readonly limit: RateLimit,
    private readonly now: () => number,
    maxKeys = 10_000,
  ) {
    this.#buckets = new LruMap(maxKeys);
  }

  /** Seconds until `key` may spend again; 0 when it may now. Spends nothing. */
  wait(key: string): number {
    const { tokens } = this.#refilled(key);
    return tokens >= 1 ? 0 : ((1 - tokens) * this.limit.seconds) / this.limit.requests;
  }

  spend(key: string): void {
    const { tokens, at } = this.#refilled(key);
    this.#buckets.set(key, { tokens: Math.max(0, tokens - 1), at });
  }

  #refilled(key: string): Bucket {
    const { requests, seconds } = this.limit;
    const at = this.now();
    const bucket = this.#buckets.get(key);
    if (!bucket) return { tokens: requests, at };
    // A clock that was set back must neither refill nor freeze a bucket.
    const passed = Math.max(0, at - bucket.at) / 1000;
    return { tokens: Math.min(requests, bucket.tokens + (passed * requests) / seconds), at };
  }
}
