import { Admission } from './admission.js';
import { originCheck, preflightHeaders } from './allowed-origins.js';
import { jsonAnswer, Refusal, refusalAnswer } from './answer.js';
import { CreatorTokens } from './creator-tokens.js';
import { handlerSettings, type TokenHandlerOptions } from './handler-options.js';
import { LiveStatus } from './live-status.js';
import { errorName, safeLog } from './log-entry.js';
import { requestedCreator } from './request-creator.js';
import { Service } from './service.js';
import { storePrefix } from './store-prefix.js';

export type TokenHandler = (request: Request) => Promise<Response>;

type Route = 'token' | 'live';

/** What is known of a request so far, for its answer and its log line. */
interface Trace {
  headers: Record<string, string>;
  route?: Route;
  creator?: string;
  code?: string;
}

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
  const { now, timeout } = settings;
  const log = safeLog(settings.log);
  const checkOrigin = originCheck(options.origins, settings.trustProxy > 0);
  const admission = new Admission(options, settings, log);
  const service = new Service({ ...settings, log });
  const shared = { ...settings, log, service, store: options.cache, storePrefix: storePrefix(settings) };
  const tokens = new CreatorTokens(shared);
  const status = new LiveStatus({ ...shared, maxAge: settings.liveMaxAge * 1000 });

  async function answer(route: Route, creator: string, address: string | undefined): Promise<unknown> {
    const source = route === 'live' ? status : tokens;
    const held = source.held(creator);
    if (!held && !source.isAsking(creator)) admission.charge(route, creator, address);
    const found = held ?? (await source.get(creator));
    return route === 'token' && options.liveUrl !== undefined ? { ...found, liveUrl: options.liveUrl } : found;
  }

  async function admittedCreator(request: Request, url: URL, address: string | undefined): Promise<string> {
    // Hooks may want the body as well, which can be read once.
    const forHooks = admission.asksHooks && request.body && !request.bodyUsed ? request.clone() : request;
    try {
      const creator = await requestedCreator(request, url, timeout);
      await admission.admit(forHooks, creator, address);
      return creator;
    } finally {
      // The source of a body ends only when both of its readers let go.
      if (forHooks !== request) forHooks.body?.cancel().catch(() => undefined);
    }
  }

  async function respond(request: Request, trace: Trace): Promise<Response> {
    const url = new URL(request.url);
    const route = (trace.route = routeOf(url.pathname));
    if (!route) throw new Refusal(404, 'not-found', 'There is nothing here. Tokens are at …/token.');
    const headers = (trace.headers = checkOrigin(request, url));
    const allow = methodsOf[route];
    if (request.method === 'OPTIONS') {
      return new Response(null, { status: 204, headers: { ...headers, ...preflightHeaders(request, allow), allow } });
    }
    if (!allow.split(', ').includes(request.method)) {
      const methods = route === 'token' ? 'GET or POST' : 'GET';
      throw new Refusal(405, 'method-not-allowed', `Use ${methods} here.`, { allow });
    }
    const address = admission.addressOf(request);
    const creator = (trace.creator = await admittedCreator(request, url, address));
    return jsonAnswer(200, await answer(route, creator, address), headers);
  }

  function unexpected(error: unknown): Refusal {
    log({ level: 'error', event: 'handler', code: errorName(error), message: 'The handler failed.' });
    return new Refusal(500, 'internal', 'The token server failed.');
  }

  function refuse(error: unknown, trace: Trace): Response {
    const refusal = error instanceof Refusal ? error : unexpected(error);
    trace.code = refusal.code;
    return refusalAnswer(refusal, trace.headers);
  }

  return async (request) => {
    const started = now();
    const trace: Trace = { headers: { vary: 'Origin' } };
    const response = await respond(request, trace).catch((error: unknown) => refuse(error, trace));
    const { route, creator, code } = trace;
    log({
      level: response.status >= 500 ? 'warn' : 'info',
      event: route ?? 'request',
      status: response.status,
      ...(creator === undefined ? {} : { creator }),
      ...(code === undefined ? {} : { code }),
      ms: now() - started,
    });
    return request.method === 'HEAD' ? new Response(null, response) : response;
  };
}

/** The path as it was sent: `%2f` is no slash here, and dot segments are gone once a URL was parsed. */
function routeOf(path: string): Route | undefined {
  if (path.endsWith('/token')) return 'token';
  if (path.endsWith('/live')) return 'live';
  return undefined;
}
