const maxWaitMs = 15 * 60_000;
const unknownWaitMs = 60_000;

/**
 * What the service says about its own rate limit. While nothing is left, it is not asked at all: requests over the
 * limit are counted too, and make the wait longer.
 */
export class ServiceQuota {
  #blockedUntil = 0;

  constructor(private readonly now: () => number) {}

  /** Seconds until the service may be asked again; 0 when it may be now. At most 15 minutes. */
  wait(): number {
    const left = this.#blockedUntil - this.now();
    // More than the longest wait means that the clock was set back.
    return left > 0 && left <= maxWaitMs ? left / 1000 : 0;
  }

  /** Reads `X-RateLimit-Remaining` and `-Reset` (unix seconds) of an answer; with 429 also `Retry-After`. */
  read(status: number, headers: Headers): void {
    const remaining = numberOf(headers.get('x-ratelimit-remaining'));
    if (status !== 429 && !(remaining !== undefined && remaining <= 0)) return;
    const wait =
      (status === 429 ? retryAfterMs(headers, this.now()) : undefined) ??
      resetMs(headers, this.now()) ??
      (status === 429 ? unknownWaitMs : 0);
    this.#blockedUntil = this.now() + Math.min(maxWaitMs, Math.max(status === 429 ? 1000 : 0, wait));
  }
}

function numberOf(text: string | null): number | undefined {
  if (text === null || text.trim() === '') return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** The service's clock decides where it is told: the two clocks may differ by more than the wait. */
const serviceNow = (headers: Headers, now: number): number => {
  const date = Date.parse(headers.get('date') ?? '');
  // The header knows whole seconds only, so within two of them the own clock is the better one.
  return Number.isNaN(date) || Math.abs(date - now) < 2000 ? now : date;
};

function resetMs(headers: Headers, now: number): number | undefined {
  const reset = numberOf(headers.get('x-ratelimit-reset'));
  if (reset === undefined || reset < 0) return undefined;
  // Unix seconds as documented; small numbers are seconds from now and huge ones milliseconds, as other services do.
  if (reset < 1e8) return reset * 1000;
  return (reset < 1e11 ? reset * 1000 : reset) - serviceNow(headers, now);
}

function retryAfterMs(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after');
  const seconds = numberOf(text);
  if (seconds !== undefined) return seconds * 1000;
  const date = Date.parse(text ?? '');
  return Number.isNaN(date) ? undefined : date - serviceNow(headers, now);
}
