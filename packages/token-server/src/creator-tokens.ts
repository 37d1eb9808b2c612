import { Refusal } from './answer.js';
import { isRecord, parseJson } from './json.js';
import type { Log } from './log-entry.js';
import { unusable, type Service, type ServiceAnswer } from './service.js';
import { SingleFlight } from './single-flight.js';
import { LayeredCache, type TokenCache } from './token-cache.js';

export interface TokenAnswer {
  token: string;
  /** Remaining life in whole seconds. */
  expiresIn: number;
}

interface HeldToken {
  token: string;
  /** ms of the clock passed in */
  expiresAt: number;
  /** seconds */
  life: number;
}

export interface CreatorTokensOptions {
  service: Service;
  store: TokenCache | undefined;
  storePrefix: () => string | Promise<string>;
  now: () => number;
  /** seconds */
  expireAfter: number;
  maxWebsockets: number;
  log: Log;
}

/** Below this many seconds a token is not worth handing out even while the service is down. */
const lastSeconds = 30;

/** One token per creator for as long as it has life left, whoever asks. */
export class CreatorTokens {
  readonly #cache: LayeredCache<HeldToken>;
  readonly #flights = new SingleFlight<TokenAnswer>();

  constructor(private readonly options: CreatorTokensOptions) {
    const { store, storePrefix, expireAfter, maxWebsockets, log } = options;
    this.#cache = new LayeredCache({
      store,
      log,
      parse: heldToken,
      prefix: async () => `${await storePrefix()}:token:${expireAfter}:${maxWebsockets}`,
    });
  }

  /** The token at hand, when it costs nothing to answer with it. */
  held(creator: string): TokenAnswer | undefined {
    const held = this.#cache.held(creator);
    return held && this.#isGood(held) ? this.#answer(held) : undefined;
  }

  isAsking(creator: string): boolean {
    return this.#flights.has(creator);
  }

  /** @throws Refusal */
  get(creator: string): Promise<TokenAnswer> {
    return this.#flights.run(creator, async () => {
      const shared = await this.#cache.shared(creator, (held) => this.#isGood(held));
      if (shared) return this.#answer(shared);
      try {
        return await this.#mint(creator);
      } catch (error) {
        const rest = this.#lastResort(creator);
        // A page that can still connect is better off than one that is told about an outage.
        if (rest && error instanceof Refusal && (error.status >= 500 || error.status === 429)) return rest;
        throw error;
      }
    });
  }

  async #mint(creator: string): Promise<TokenAnswer> {
    const { service, now, expireAfter, maxWebsockets } = this.options;
    const answer = await service.call({
      method: 'POST',
      path: '/authentication/jwt',
      body: { expire_after: expireAfter, allowed_creators: [creator], max_websockets: maxWebsockets },
    });
    const token = tokenOf(answer);
    const life = Math.min(expireAfter, statedLife(token, answer.headers) ?? expireAfter);
    const held = { token, life, expiresAt: now() + life * 1000 };
    const result = this.#answer(held);
    await this.#cache.keep(creator, held, life);
    return result;
  }

  #lastResort(creator: string): TokenAnswer | undefined {
    const held = this.#cache.held(creator);
    return held && this.#remaining(held) >= lastSeconds ? this.#answer(held) : undefined;
  }

  #answer(held: HeldToken): TokenAnswer {
    return { token: held.token, expiresIn: Math.floor(this.#remaining(held)) };
  }

  #remaining(held: HeldToken): number {
    // Never more than the whole life: the clock may have been set back.
    return Math.min(held.life, (held.expiresAt - this.options.now()) / 1000);
  }

  /** Enough for a page that renews at four fifths of what it gets: a fifth of the life, or five minutes. */
  #isGood(held: HeldToken): boolean {
    return this.#remaining(held) >= Math.min(held.life / 5, 300);
  }
}

function heldToken(value: unknown): HeldToken | undefined {
  if (!isRecord(value)) return undefined;
  const { token, expiresAt, life } = value;
  if (!isToken(token) || typeof expiresAt !== 'number' || typeof life !== 'number' || !(life > 0)) return undefined;
  return { token, expiresAt, life };
}

/** Printable, without blanks, and of a length that fits into a WebSocket address. */
const isToken = (token: unknown): token is string => typeof token === 'string' && /^[\x21-\x7e]{1,8000}$/.test(token);

/** `{ data: { token } }` as documented, or `{ token }`, which some clients of the service accept as well. */
function tokenOf({ body }: ServiceAnswer): string {
  const token = isRecord(body.data) && body.data.token !== undefined ? body.data.token : body.token;
  if (!isToken(token)) throw unusable();
  return token;
}

/**
 * Seconds that the token itself says it lives: the service may give less than was asked for. `exp` is the service's
 * time and is only compared with the service's own clock.
 */
function statedLife(token: string, headers: Headers): number | undefined {
  const claims = claimsOf(token);
  if (!claims || typeof claims.exp !== 'number') return undefined;
  const from = typeof claims.iat === 'number' ? claims.iat : Date.parse(headers.get('date') ?? '') / 1000;
  const life = claims.exp - from;
  return Number.isFinite(life) && life > 0 ? life : undefined;
}

function claimsOf(token: string): Record<string, unknown> | undefined {
  const [, payload] = token.split('.');
  if (!payload) return undefined;
  try {
    const claims = parseJson(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    return isRecord(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}
