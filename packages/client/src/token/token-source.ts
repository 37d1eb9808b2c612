import type { Environment } from '../connection/environment.js';
import { readStored, writeStored } from '../connection/stored-value.js';
import type { HandedToken } from '../connection/transport.js';
import type { TokenProvider, TokenRequest } from './token-provider.js';
import { fetchText, withPatience } from './bounded-fetch.js';
import { creatorUrl } from './creator-url.js';
import { readTokenAnswer, type TokenAnswer } from './token-answer.js';
import { tokenError, TokenError } from './token-error.js';

/** Where the token comes from: one of the two. */
export interface TokenOrigin {
  /** TikTok username in its normal form. */
  readonly creator: string;
  readonly tokenUrl?: string | undefined;
  readonly tokenProvider?: TokenProvider | undefined;
}

/** What a source tells the connection above it. */
export interface TokenListener {
  onToken?(token: HandedToken): void;
}

interface Held {
  readonly token: string;
  /** On the sleep clock. */
  readonly renewAt: number;
  readonly endsAt: number;
}

const defaultPause = 30_000;
const longestPause = 900_000;
/** A token that nobody can make younger is not asked for at each tick. */
const renewPause = 60_000;

/**
 * One token, kept and renewed in time. A single request is under way at any moment, whoever asks.
 *
 * A token's life is counted from receipt on the sleep clock, so that neither a wrong wall clock nor a night's sleep
 * makes it look younger or older than it is.
 */
export class TokenSource {
  /** Complete address, named by the last answer, that says whether the creator is live. */
  liveUrl: string | undefined;
  readonly #origin: TokenOrigin;
  readonly #environment: Environment;
  readonly #clock: { read(): number };
  readonly #listener: TokenListener;
  #held: Held | undefined;
  #pending: Promise<string> | undefined;
  #abort: AbortController | undefined;
  #askedAt = 0;
  #heldUntil = 0;

  constructor(origin: TokenOrigin, environment: Environment, clock: { read(): number }, listener: TokenListener = {}) {
    this.#origin = origin;
    this.#environment = environment;
    this.#clock = clock;
    this.#listener = listener;
  }

  /**
   * The token at hand, or a new one.
   *
   * @param fresh the one at hand was refused
   * @throws TokenError
   */
  async get(fresh = false): Promise<string> {
    const held = this.#held;
    if (fresh) this.#held = undefined;
    else if (held && this.#clock.read() < held.renewAt) return held.token;
    try {
      return await this.#request(fresh ? 'refused' : held ? 'renew' : 'first');
    } catch (error) {
      // An endpoint that is down for a moment costs nothing while the old token still lives.
      const living = this.#held && this.#clock.read() < this.#held.endsAt && this.#held.token;
      if (living && error instanceof TokenError && error.code !== 'refused') return living;
      throw error;
    }
  }

  /** Renews an ageing token ahead of need. To be called now and then while a socket is open. */
  refresh(): void {
    const now = this.#clock.read();
    if (!this.#held || now < this.#held.renewAt || now - this.#askedAt < renewPause) return;
    this.#request('renew').catch(() => undefined);
  }

  /** Takes a token that another page has fetched. */
  adopt({ token, remaining }: HandedToken): void {
    if (remaining > 0) this.#keep(token, remaining);
  }

  /** Lets go of a request under way. */
  cancel(): void {
    this.#abort?.abort(new TokenError('aborted'));
    this.#pending = undefined;
  }

  /** Forgets the token too: whoever connects next gets their own. */
  forget(): void {
    this.cancel();
    this.#held = undefined;
  }

  #keep(token: string, life: number): void {
    const now = this.#clock.read();
    // Spread, or pages that were opened together renew together for ever.
    const share = 0.72 + 0.16 * this.#environment.random();
    this.#held = { token, renewAt: now + life * share, endsAt: now + life };
  }

  #request(reason: TokenRequest['reason']): Promise<string> {
    if (this.#pending) return this.#pending;
    const pause = this.#pause();
    if (pause > 0) return Promise.reject(new TokenError('rate-limited', pause));
    return (this.#pending = this.#fetch(reason));
  }

  async #fetch(reason: TokenRequest['reason']): Promise<string> {
    const { creator } = this.#origin;
    const { now, storage, address } = this.#environment;
    const abort = (this.#abort = new AbortController());
    this.#askedAt = this.#clock.read();
    try {
      const answer = await withPatience(this.#environment, abort, (signal) => this.#ask(reason, signal));
      abort.signal.throwIfAborted();
      if (!answer) throw new TokenError('invalid');
      const { token, life, liveUrl } = answer;
      this.liveUrl = liveUrl && creatorUrl(liveUrl, creator, this.#url() ?? address);
      this.#keep(token, life);
      this.#listener.onToken?.({ token, remaining: life });
      return token;
    } catch (error) {
      const failure = tokenError(error, now());
      if (failure.code !== 'rate-limited') throw failure;
      const ms = failure.retryAfter ?? defaultPause;
      this.#heldUntil = this.#clock.read() + ms;
      writeStored(storage, this.#key, String(now() + ms));
      throw new TokenError('rate-limited', ms);
    } finally {
      if (this.#abort === abort) this.#abort = this.#pending = undefined;
    }
  }

  async #ask(reason: TokenRequest['reason'], signal: AbortSignal): Promise<TokenAnswer | undefined> {
    const { creator, tokenProvider } = this.#origin;
    const url = this.#url();
    return readTokenAnswer(
      tokenProvider
        ? await tokenProvider({ creator, reason, signal })
        : url && (await fetchText(this.#environment, url, signal)),
    );
  }

  #url(): string | undefined {
    return creatorUrl(this.#origin.tokenUrl ?? '', this.#origin.creator, this.#environment.address);
  }

  /** Milliseconds for which the endpoint, asked by any page of the origin, wants to be left alone. */
  #pause(): number {
    const { now, storage } = this.#environment;
    const shared = Number(readStored(storage, this.#key)) - now();
    // Whatever another page, or a clock that was wrong, left there: never longer than the longest pause.
    return Math.max(this.#heldUntil - this.#clock.read(), shared <= longestPause ? shared : 0);
  }

  /** The address without its query, which may hold a secret; of a page's own function only the creator is known. */
  get #key(): string {
    const { tokenProvider, creator } = this.#origin;
    return `tiktool:1:hold:${tokenProvider ? creator : this.#url()?.replace(/[?#].*/, '')}`;
  }
}
