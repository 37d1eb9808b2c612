import { creatorCheck } from './allowed-creators.js';
import { originCheck, preflightHeaders } from './allowed-origins.js';
import { jsonAnswer, Refusal, refusalAnswer } from './answer.js';
import { addressKey, remoteAddress } from './client-address.js';
import { CreatorTokens } from './creator-tokens.js';
import { handlerSettings, type TokenHandlerOptions } from './handler-options.js';
import { LiveStatus } from './live-status.js';
import { errorName, safeLog } from './log-entry.js';
import { RateLimiter } from './rate-limiter.js';
import { requestedCreator } from './request-creator.js';
import { Service } from './service.js';
import { storePrefix } from './store-prefix.js';

export type TokenHandler = (request: Request) => Promise<Response>;

type Route = 'token' | 'live';

const methodsOf = { token: 'GET, HEAD, POST, OPTIONS', live: 'GET, HEAD, OPTIONS' } as const;

/**
 * The token endpoint as one web-standard function: `GET` and `POST` at any path that ends in `/token`, `GET` at
 * `/live`, both with `uniqueId`. It never rejects; whatever goes wrong is a JSON answer
 * `{ error: { code, message } }`.
 *
 * @throws TypeError or RangeError for options that cannot work
 */
export function createTokenHandler(options: TokenHandlerOptions): TokenHandler {
  const settings = handlerSettings(options);
  const { now, perAddress, perCreator, trustProxy } = settings;
  const log = safeLog(settings.log);
  const checkOrigin = originCheck(options.origins, trustProxy > 0);
  const isAllowed = creatorCheck(options.creators);
  const addresses = perAddress && new RateLimiter(perAddress, now);
  const mints = perCreator && new RateLimiter(perCreator, now);
  const looks = perCreator && new RateLimiter(perCreator, now);
  const service = new Service({ ...settings, log });
  const shared = { service, store: options.cache, storePrefix: storePrefix(settings), now, log };
  const tokens = new CreatorTokens({ ...shared, ...settings, log });
  const status = new LiveStatus({ ...shared, maxAge: settings.liveMaxAge * 1000 });
  const { authorize, liveUrl } = options;
  const asksHooks = authorize !== undefined || typeof options.creators === 'function';

  function addressOf(request: Request): string | undefined {
    const address = options.clientAddress ? options.clientAddress(request) : remoteAddress(request, trustProxy);
    return address ? addressKey(address) : undefined;
  }

  function limit(limiter: RateLimiter | undefined, key: string | undefined): void {
    const wait = limiter && key !== undefined ? limiter.wait(key) : 0;
    if (wait > 0) throw new Refusal(429, 'rate-limited', 'Too many requests. Try again later.', { retryAfter: wait });
  }

  async function admit(request: Request, creator: string, address: string | undefined): Promise<void> {
    // Before the hooks: they are where passwords are tried and databases asked.
    if (asksHooks) limit(addresses, address);
    const refuse = (code: string, message: string): never => {
      if (asksHooks && address !== undefined) addresses?.spend(address);
      throw new Refusal(403, code, message);
    };
    if (!(await hook('creators', () => isAllowed(creator, request)))) {
      refuse('creator-not-allowed', 'This token server does not serve this creator.');
    }
    // Unknown on purpose: a row of a database is no yes.
    const answer: unknown = !authorize || (await hook('authorize', () => authorize(request, creator)));
    if (answer !== true) {
      refuse('not-authorized', 'You are not allowed to ask for a token here.');
    }
  }

  async function hook<Result>(name: string, call: () => Result | Promise<Result>): Promise<Result> {
    try {
      return await call();
    } catch (error) {
      log({ level: 'error', event: name, code: errorName(error), message: `The ${name} function failed.` });
      throw new Refusal(500, 'check-failed', 'The token server could not check this request.');
    }
  }

  /** What a question to the service costs, charged to whoever causes it and to nobody who merely waits with them. */
  function charge(limiter: RateLimiter | undefined, creator: string, address: string | undefined): void {
    limit(addresses, address);
    limit(limiter, creator);
    if (address !== undefined) addresses?.spend(address);
    limiter?.spend(creator);
  }

  async function answer(route: Route, creator: string, address: string | undefined): Promise<unknown> {
    if (route === 'live') {
      const held = status.held(creator);
      if (held) return held;
      if (!status.isAsking(creator)) charge(looks, creator, address);
      return status.get(creator);
    }
    const held = tokens.held(creator);
    if (!held && !tokens.isMinting(creator)) charge(mints, creator, address);
    const token = held ?? (await tokens.get(creator));
    return liveUrl === undefined ? token : { ...token, liveUrl };
  }

  async function handle(request: Request): Promise<Response> {
    const started = now();
    let headers: Record<string, string> = { vary: 'Origin' };
    let creator: string | undefined;
    let route: Route | undefined;
    let refusal: Refusal | undefined;
    let response: Response;
    try {
      const url = new URL(request.url);
      route = routeOf(url.pathname);
      if (!route) throw new Refusal(404, 'not-found', 'There is nothing here. Tokens are at …/token.');
      headers = checkOrigin(request, url);
      const methods = methodsOf[route];
      if (request.method === 'OPTIONS') {
        return new Response(null, {
          status: 204,
          headers: { ...headers, ...preflightHeaders(request, methods), allow: methods },
        });
      }
      if (!methods.split(', ').includes(request.method)) {
        throw new Refusal(405, 'method-not-allowed', `Use ${route === 'token' ? 'GET or POST' : 'GET'} here.`, {
          allow: methods,
        });
      }
      const address = addressOf(request);
      // Hooks may want the body as well, which can be read once.
      const forHooks = asksHooks && request.body ? request.clone() : request;
      creator = await requestedCreator(request, url, settings.timeout);
      await admit(forHooks, creator, address);
      response = jsonAnswer(200, await answer(route, creator, address), headers);
    } catch (error) {
      refusal = error instanceof Refusal ? error : undefined;
      if (!refusal) {
        log({ level: 'error', event: 'handler', code: errorName(error), message: 'The handler failed.' });
        refusal = new Refusal(500, 'internal', 'The token server failed.');
      }
      response = refusalAnswer(refusal, headers);
    }
    log({
      level: response.status >= 500 ? 'warn' : 'info',
      event: route ?? 'request',
      status: response.status,
      ...(creator === undefined ? {} : { creator }),
      ...(refusal ? { code: refusal.code } : {}),
      ms: now() - started,
    });
    return request.method === 'HEAD' ? new Response(null, response) : response;
  }

  return handle;
}

/** The path as it was sent: `%2f` is no slash here, and dot segments are gone once a URL was parsed. */
function routeOf(path: string): Route | undefined {
  if (path.endsWith('/token')) return 'token';
  if (path.endsWith('/live')) return 'live';
  return undefined;
}
