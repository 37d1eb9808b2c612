import type { IncomingMessage, ServerResponse } from 'node:http';
import { creatorName } from './admission.js';
import { assetOf } from './assets.js';
import { answerControl } from './control.js';
import type { FaultAction, FaultBook } from './faults.js';
import { maskPath, type Journal } from './journal.js';
import { HitWindow, type SimulatorLimits } from './limits.js';
import { answerPageToken } from './page-token.js';
import { isRecord } from './recording.js';
import { strikeRequest } from './request-faults.js';
import { answerService, errorAnswer, jwtPath, type ServiceAnswer, type ServiceWorld } from './service.js';
import type { Simulator } from './simulator-options.js';
import type { Stage } from './stage.js';
import { fingerprint } from './token.js';
import { welcomePage } from './welcome-page.js';

export interface HttpDoorOptions {
  readonly simulator: Simulator;
  readonly journal: Journal;
  readonly faults: FaultBook;
  readonly limits: SimulatorLimits;
  readonly secret: string;
  readonly isKey: (key: string) => boolean;
  readonly isLive: (creator: string) => boolean;
  readonly stages: ReadonlyMap<string, Stage>;
  readonly stageOf: (creator: string) => Stage;
  readonly now: () => number;
  readonly openSockets: (keyHash: string) => number;
  readonly errorBody: ServiceWorld['errorBody'];
  readonly pageToken: { readonly expireAfter?: number; readonly maxWebsockets?: number };
}

/** Bytes of a request body that are read; the rest is refused. */
const bodyLimit = 4_000_000;
const anyOrigin = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' };

/** Everything that comes by HTTP: the service's paths and, beside them, what the simulator adds. */
export class HttpDoor {
  readonly #options: HttpDoorOptions;
  readonly #requests: HitWindow;
  #requestCount = 0;
  #tokens = 0;

  constructor(options: HttpDoorOptions) {
    this.#options = options;
    this.#requests = new HitWindow(options.limits.requestsPerMinute, 60_000);
  }

  get stats() {
    return { requests: this.#requestCount, tokens: this.#tokens };
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#route(request, response, new URL(request.url ?? '/', 'http://localhost'));
    } catch {
      // A client that went away mid-body, or a request line that is no URL.
      if (!response.headersSent) response.writeHead(400);
      response.end();
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { pathname } = url;
    if (pathname === '/' && request.method === 'GET') {
      reply(response, 200, welcomePage(this.#options.simulator), { 'content-type': 'text/html; charset=utf-8' });
    } else if (pathname.startsWith('/assets/')) {
      const asset = assetOf(pathname);
      if (asset)
        reply(response, 200, asset, { 'content-type': 'image/svg+xml', ...anyOrigin, 'cache-control': 'max-age=3600' });
      else reply(response, 404, 'no such picture', anyOrigin);
    } else if (pathname.startsWith('/_control/')) {
      await this.#control(request, response, pathname);
    } else if (pathname === '/_token' || pathname === '/_live') {
      await this.#page(response, url);
    } else {
      await this.#service(request, response, url);
    }
  }

  async #control(request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> {
    const origin = request.headers.origin;
    if (!isLoopback(request.socket.remoteAddress) || (origin !== undefined && !isLoopbackOrigin(origin))) {
      reply(response, 403, { error: 'the control API answers this machine only' });
      return;
    }
    const cors: Record<string, string> =
      origin === undefined ? {} : { 'access-control-allow-origin': origin, vary: 'Origin' };
    if (request.method === 'OPTIONS') {
      const allow = {
        'access-control-allow-methods': 'GET, POST, DELETE',
        'access-control-allow-headers': 'content-type',
      };
      reply(response, 204, '', { ...cors, ...allow });
      return;
    }
    const answer = answerControl(request.method ?? 'GET', pathname, await readJson(request), this.#options.simulator);
    if (request.method !== 'GET') this.#options.journal.add({ type: 'control', path: pathname, status: answer.status });
    reply(response, answer.status, answer.body, cors);
  }

  /** The page's own endpoints, as a token server would offer them. */
  async #page(response: ServerResponse, url: URL): Promise<void> {
    const { simulator, isLive, stageOf, faults, journal, pageToken } = this.#options;
    const creator = creatorName(url.searchParams.get('uniqueId'));
    const isToken = url.pathname === '/_token';
    this.#requestCount += 1;
    const actions = faults.take({ on: isToken ? 'token' : 'http', path: url.pathname, creator });
    this.#noteFaults(actions, url.pathname, creator);
    const status = actions.find((action) => action.type === 'status');
    if (status) for (const [name, value] of Object.entries(anyOrigin)) response.setHeader(name, value);
    if (!(await strikeRequest(actions, response))) {
      journal.add({
        type: isToken ? 'token' : 'http',
        path: maskPath(url),
        creator,
        ...(status && { status: status.status }),
      });
      return;
    }
    if (!isToken) {
      const live = creator !== '' && isLive(creator);
      const room = live ? stageOf(creator).facts : undefined;
      reply(response, 200, { live, ...(room && { title: room.title, viewers: room.viewers }) }, anyOrigin);
      journal.add({ type: 'http', path: maskPath(url), creator, status: 200 });
      return;
    }
    const form = actions.find((action) => action.type === 'token');
    const answer = answerPageToken(creator, form, pageToken, simulator.mint);
    this.#tokens += 1;
    journal.add({
      type: 'token',
      path: maskPath(url),
      creator,
      status: 200,
      ...(answer.token && { token: fingerprint(answer.token, 8) }),
    });
    reply(response, 200, answer.body, { ...anyOrigin, 'content-type': answer.contentType });
  }

  async #service(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { faults, journal } = this.#options;
    const isToken = url.pathname === jwtPath;
    this.#requestCount += 1;
    const actions = faults.take({ on: isToken ? 'token' : 'http', path: url.pathname });
    this.#noteFaults(actions, url.pathname);
    const apiKey = url.searchParams.get('apiKey') ?? header(request, 'x-api-key');
    const quota = this.#quota(apiKey);
    for (const [name, value] of Object.entries(quota.headers)) response.setHeader(name, value);
    const body = request.method === 'GET' ? undefined : await readJson(request);
    if (!(await strikeRequest(actions, response))) {
      journal.add({
        type: isToken ? 'token' : 'http',
        path: maskPath(url),
        ...(response.headersSent && { status: response.statusCode }),
      });
      return;
    }
    const answer = quota.over
      ? errorAnswer(this.#options.errorBody, 429, 'Rate limit exceeded. Retry after 60 seconds.')
      : this.#answer(request, url, body, apiKey, quota);
    const token = isToken && answer.status === 200 ? mintedToken(answer.body) : undefined;
    if (token) this.#tokens += 1;
    journal.add({
      type: isToken ? 'token' : 'http',
      method: request.method ?? 'GET',
      path: maskPath(url),
      status: answer.status,
      ...(token && { token: fingerprint(token, 8) }),
    });
    const form = token ? actions.find((action) => action.type === 'token') : undefined;
    if (form) {
      const other = answerPageToken('', form, {}, this.#options.simulator.mint);
      reply(response, 200, other.body, { 'content-type': other.contentType });
      return;
    }
    reply(response, answer.status, answer.body, answer.headers);
  }

  #answer(request: IncomingMessage, url: URL, body: unknown, apiKey: string, quota: Quota): ServiceAnswer {
    const { secret, now, isKey, isLive, stageOf, stages, limits, openSockets, errorBody } = this.#options;
    if (body !== undefined && !isRecord(body)) return errorAnswer(errorBody, 400, 'The body must be a JSON object');
    return answerService(
      {
        method: request.method ?? 'GET',
        path: url.pathname.replace(/(?<=.)\/$/, ''),
        query: url.searchParams,
        body: body ?? {},
        apiKey,
      },
      {
        secret,
        now,
        isKey,
        isLive,
        room: (creator) => stageOf(creator).facts,
        creatorOfRoom: (roomId) => [...stages.values()].find((stage) => stage.facts.roomId === roomId)?.creator,
        openSockets,
        maxWebsockets: limits.maxWebsockets,
        quota,
        errorBody,
      },
    );
  }

  #quota(apiKey: string): Quota {
    const { now } = this.#options;
    const key = apiKey || 'anonymous';
    const over = !this.#requests.take(key, now());
    const remaining = this.#requests.remaining(key, now());
    const resetAt = this.#requests.resetAt(key, now());
    const { limit } = this.#requests;
    return {
      over,
      limit,
      remaining,
      resetAt,
      headers: {
        'X-RateLimit-Limit': String(limit),
        'X-RateLimit-Remaining': String(remaining),
        'X-RateLimit-Reset': String(Math.ceil(resetAt / 1000)),
      },
    };
  }

  #noteFaults(actions: readonly FaultAction[], path: string, creator?: string): void {
    for (const { type } of actions) {
      this.#options.journal.add({ type: 'fault', action: type, path, ...(creator && { creator }) });
    }
  }
}

interface Quota {
  readonly over: boolean;
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: number;
  readonly headers: Readonly<Record<string, string>>;
}

function mintedToken(body: unknown): string | undefined {
  const data = isRecord(body) ? body['data'] : undefined;
  const token = isRecord(data) ? data['token'] : undefined;
  return typeof token === 'string' ? token : undefined;
}

function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

function reply(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(text);
}

/** The body as JSON: `{}` where there is none, `null` where it is no JSON or too long. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length <= bodyLimit) chunks.push(chunk);
  }
  if (length > bodyLimit) return null;
  const text = Buffer.concat(chunks).toString('utf8').trim();
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(::ffff:)?127\.|^::1$/.test(address);
}

/** Pages of other sites must not order faults through a visitor's browser. */
function isLoopbackOrigin(origin: string): boolean {
  return /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(origin);
}
