import type { AllowedCreators } from './allowed-creators.js';
import { logProblems, type Log } from './log-entry.js';
import type { RateLimit } from './rate-limiter.js';
import { isUsableKey } from './service.js';
import type { TokenCache } from './token-cache.js';

export type MaybePromise<Value> = Value | Promise<Value>;

export interface TokenHandlerOptions {
  /** tik.tools API key, or a function that fetches it (asked once per mint). It goes to the service and nowhere else. */
  apiKey: string | (() => MaybePromise<string>);
  /** Who may be watched. Without it nobody. */
  creators?: AllowedCreators | undefined;
  /** Exact origins of other sites that may ask; `'null'` and `'*'` only when listed. Default: same origin only. */
  origins?: string | readonly string[] | undefined;
  /** Life of a token in seconds. Default 3600. */
  expireAfter?: number | undefined;
  /** Sockets that may be open with one token at a time; over it the service closes the oldest. Default 1. */
  maxWebsockets?: number | undefined;
  /** Further check of the visitor, e.g. of a session. Anything but `true` is a 403. */
  authorize?: ((request: Request, creator: string) => MaybePromise<boolean>) | undefined;
  /**
   * Limits what costs something: questions to the service, and refusals by `authorize` or a `creators` function.
   * Answers from the cache are not counted. `false` switches a limit, or both, off.
   */
  rateLimit?: false | { perAddress?: RateLimit | false; perCreator?: RateLimit | false } | undefined;
  /** Shared store, so that several instances use one token. There is always a small cache in memory before it. */
  cache?: TokenCache | undefined;
  /** Base of the service. Default `https://api.tik.tools`. */
  apiUrl?: string | undefined;
  fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** Clock in ms. Default `Date.now`. */
  now?: (() => number) | undefined;
  /** Structured log. Default: warnings and errors as JSON lines on the console. */
  log?: Log | undefined;
  /** Who asks, for the rate limit. Default: what the adapter saw, see `trustProxy`. */
  clientAddress?: ((request: Request) => string | null | undefined) | undefined;
  /** Number of own proxies in front whose `X-Forwarded-*` headers are to be believed; `true` is 1. Default none. */
  trustProxy?: boolean | number | undefined;
  /**
   * Added to token answers as `liveUrl` (relative to the token's address, e.g. `live`), so that pages ask there while
   * the creator is offline. Default: not in the answer.
   */
  liveUrl?: string | undefined;
  /** How long an answer of `/live` is good, seconds. Default 20. */
  liveMaxAge?: number | undefined;
  /** How long the service, a visitor's request body and each of your functions may take, ms. Default 8000. */
  timeout?: number | undefined;
}

/** The options with their defaults, checked. */
export interface HandlerSettings {
  apiKey: string | (() => MaybePromise<string>);
  apiUrl: string;
  expireAfter: number;
  maxWebsockets: number;
  perAddress: RateLimit | undefined;
  perCreator: RateLimit | undefined;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  now: () => number;
  log: Log;
  trustProxy: number;
  liveMaxAge: number;
  timeout: number;
}

/** @throws TypeError or RangeError that names the option; never its value where that is a secret */
export function handlerSettings(options: TokenHandlerOptions): HandlerSettings {
  const { apiKey, rateLimit } = options;
  if (typeof apiKey !== 'function' && !isUsableKey(apiKey)) {
    throw new TypeError('apiKey is missing or is not a key: set it from an environment variable of the server');
  }
  const limits = rateLimit === false ? { perAddress: false as const, perCreator: false as const } : (rateLimit ?? {});
  return {
    apiKey,
    apiUrl: serviceUrl(options.apiUrl ?? 'https://api.tik.tools'),
    expireAfter: whole('expireAfter', options.expireAfter ?? 3600),
    maxWebsockets: whole('maxWebsockets', options.maxWebsockets ?? 1),
    perAddress: rate('rateLimit.perAddress', limits.perAddress ?? { requests: 60, seconds: 60 }),
    perCreator: rate('rateLimit.perCreator', limits.perCreator ?? { requests: 20, seconds: 60 }),
    // Looked up late and called without an object: some runtimes bind fetch to the global, and tests replace it.
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    now: options.now ?? Date.now,
    log: options.log ?? logProblems,
    trustProxy: Number(options.trustProxy ?? 0),
    liveMaxAge: whole('liveMaxAge', options.liveMaxAge ?? 20),
    timeout: whole('timeout', options.timeout ?? 8000),
  };
}

function whole(name: string, value: number): number {
  if (!Number.isSafeInteger(value) || value < 1) throw new RangeError(`${name} has to be a whole number above 0`);
  return value;
}

function rate(name: string, limit: RateLimit | false): RateLimit | undefined {
  if (limit === false) return undefined;
  whole(`${name}.requests`, limit.requests);
  if (!(limit.seconds > 0)) throw new RangeError(`${name}.seconds has to be above 0`);
  return limit;
}

function serviceUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new TypeError('apiUrl has to be a plain http or https address');
  }
  return url.href.replace(/\/+$/, '');
}
