/**
 * - `refused`: 401 or 403 · `not-found`: 404 · `invalid`: no token in the answer, or no usable address or request (4xx)
 * - `rate-limited`: 429 · `server`: 5xx, 408 and 425
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

const longestPause = 900_000;

/** Below 500 the request itself is mostly wrong, so that asking again soon cannot help. */
const codes: Readonly<Record<number, TokenErrorCode>> = {
  401: 'refused',
  403: 'refused',
  404: 'not-found',
  408: 'server',
  410: 'not-found',
  425: 'server',
  429: 'rate-limited',
};

/**
 * `Retry-After` in milliseconds, at most 15 minutes.
 *
 * @param header seconds or an HTTP date
 * @param now ms since 1970
 */
export function readRetryAfter(header: unknown, now: number): number | undefined {
  const text = String(header);
  const ms = /^[\d.]+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(ms) ? undefined : Math.min(longestPause, Math.max(0, ms));
}

/**
 * What a request or a page's own provider threw, as one of our codes: by its `status`, where it has one, and
 * `retryAfter`. The error itself goes no further, because it may name an address or a token.
 */
export function tokenError(error: unknown, now: number): TokenError {
  if (error instanceof TokenError) return error;
  const { status, retryAfter } = Object(error) as { readonly status?: unknown; readonly retryAfter?: unknown };
  if (typeof status !== 'number' || status < 400) return new TokenError('network');
  const code = codes[status] ?? (status < 500 ? 'invalid' : 'server');
  return new TokenError(code, readRetryAfter(retryAfter, now));
}
