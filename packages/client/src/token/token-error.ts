/**
 * - `refused`: 401 or 403 · `not-found`: 404 · `invalid`: no token in the answer, or no usable address
 * - `rate-limited`: 429 · `server`: 5xx and other statuses
 * - `network` · `timeout` (8 s) · `aborted`: by the client
 */
export type TokenErrorCode =
  'refused' | 'rate-limited' | 'not-found' | 'invalid' | 'server' | 'network' | 'timeout' | 'aborted';

/** Why there is no token. Its text never holds a token, a key or the query of an address. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
  readonly code: TokenErrorCode;
  /** Milliseconds to wait, where the endpoint said so; at most 15 minutes. */
  readonly retryAfter: number | undefined;

  constructor(code: TokenErrorCode, retryAfter?: number) {
    super(`No token: ${code}.`);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** The error for an HTTP status that is not 2xx. */
export function statusError(status: number, retryAfter?: number): TokenError {
  if (status === 401 || status === 403) return new TokenError('refused');
  if (status === 404 || status === 410) return new TokenError('not-found');
  if (status === 429) return new TokenError('rate-limited', retryAfter);
  return new TokenError('server', retryAfter);
}

const longestPause = 900_000;

/**
 * `Retry-After` in milliseconds, at most 15 minutes.
 *
 * @param header seconds or an HTTP date
 * @param now ms since 1970
 */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  if (!header) return undefined;
  const ms = /^\s*\d+(\.\d+)?\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? undefined : Math.min(longestPause, Math.max(0, ms));
}

/** What a page's own token provider threw, as one of our codes. */
export function providerError(error: unknown, now: number): TokenError {
  if (error instanceof TokenError) return error;
  if (typeof error !== 'object' || error === null) return new TokenError('network');
  const status: unknown = Reflect.get(error, 'status');
  if (typeof status !== 'number' || status < 400) return new TokenError('network');
  const pause: unknown = Reflect.get(error, 'retryAfter');
  return statusError(status, readRetryAfter(pause === undefined ? null : String(pause), now));
}
