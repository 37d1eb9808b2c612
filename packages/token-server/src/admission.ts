import { creatorCheck } from './allowed-creators.js';
import { Refusal } from './answer.js';
import { addressKey, remoteAddress } from './client-address.js';
import type { HandlerSettings, TokenHandlerOptions } from './handler-options.js';
import { errorName, type Log } from './log-entry.js';
import { RateLimiter } from './rate-limiter.js';

/** What a question to the service is about; each has a limit of its own, so that neither can use up the other's. */
export type Question = 'token' | 'live';

class HookTimeout extends Error {
  override readonly name = 'HookTimeout';
}

/** Who may ask for whom, and how much of the service's quota each visitor may use up. */
export class Admission {
  /** Whether functions of the page's owner are asked, which may be slow and guard a secret. */
  readonly asksHooks: boolean;
  readonly #isAllowed: (creator: string, request: Request) => boolean | Promise<boolean>;
  readonly #addresses: RateLimiter | undefined;
  readonly #questions: Record<Question, RateLimiter | undefined>;

  constructor(
    private readonly options: TokenHandlerOptions,
    private readonly settings: HandlerSettings,
    private readonly log: Log,
  ) {
    const { perAddress, perCreator, now } = settings;
    this.asksHooks = options.authorize !== undefined || typeof options.creators === 'function';
    this.#isAllowed = creatorCheck(options.creators);
    this.#addresses = perAddress && new RateLimiter(perAddress, now);
    this.#questions = {
      token: perCreator && new RateLimiter(perCreator, now),
      live: perCreator && new RateLimiter(perCreator, now),
    };
  }

  /** What the visitor is counted under; undefined where nobody knows the address. */
  addressOf(request: Request): string | undefined {
    const { clientAddress } = this.options;
    const address = clientAddress ? clientAddress(request) : remoteAddress(request, this.settings.trustProxy);
    return address ? addressKey(address) : undefined;
  }

  /** @throws Refusal 403, 429, or 500 when a hook fails */
  async admit(request: Request, creator: string, address: string | undefined): Promise<void> {
    // Before the hooks: they are where passwords are tried and databases asked.
    if (this.asksHooks) refuseOver(this.#addresses, address);
    if (!(await this.#hook('creators', () => this.#isAllowed(creator, request)))) {
      throw this.#refusal(address, 'creator-not-allowed', 'This token server does not serve this creator.');
    }
    const { authorize } = this.options;
    // Unknown on purpose: a row of a database is no yes.
    const answer: unknown = !authorize || (await this.#hook('authorize', () => authorize(request, creator)));
    if (answer !== true) throw this.#refusal(address, 'not-authorized', 'You are not allowed to ask for a token here.');
  }

  /**
   * Counts a question to the service, for whoever causes it and for nobody who merely waits with them.
   * @throws Refusal 429
   */
  charge(question: Question, creator: string, address: string | undefined): void {
    const questions = this.#questions[question];
    refuseOver(this.#addresses, address);
    refuseOver(questions, creator);
    if (address !== undefined) this.#addresses?.spend(address);
    questions?.spend(creator);
  }

  #refusal(address: string | undefined, code: string, message: string): Refusal {
    if (this.asksHooks && address !== undefined) this.#addresses?.spend(address);
    return new Refusal(403, code, message);
  }

  async #hook<Result>(name: string, call: () => Result | Promise<Result>): Promise<Result> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A session store that hangs must not hold every visitor for ever.
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new HookTimeout()), this.settings.timeout);
    });
    try {
      return await Promise.race([call(), late]);
    } catch (error) {
      this.log({ level: 'error', event: name, code: errorName(error), message: `The ${name} function failed.` });
      throw new Refusal(500, 'check-failed', 'The token server could not check this request.');
    } finally {
      clearTimeout(timer);
    }
  }
}

function refuseOver(limiter: RateLimiter | undefined, key: string | undefined): void {
  const wait = limiter && key !== undefined ? limiter.wait(key) : 0;
  if (wait > 0) throw new Refusal(429, 'rate-limited', 'Too many requests. Try again later.', { retryAfter: wait });
}
