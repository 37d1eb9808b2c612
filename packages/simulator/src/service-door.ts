import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultBook } from './faults.js';
import { readJson, reply } from './http-body.js';
import { maskPath, type Journal } from './journal.js';
import type { HitWindow } from './limits.js';
import { answerPageToken } from './page-token.js';
import { isRecord } from './recording.js';
import { strikeRequest } from './request-faults.js';
import { answerService, errorAnswer, jwtPath, type ServiceAnswer, type ServiceWorld } from './service.js';
import type { Simulator } from './simulator-options.js';
import { fingerprint } from './token.js';

export interface ServiceDoorOptions {
  readonly journal: Journal;
  readonly faults: FaultBook;
  readonly requestsPerMinute: HitWindow;
  readonly mint: Simulator['mint'];
  readonly world: Omit<ServiceWorld, 'quota'>;
}

interface Quota {
  readonly over: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** ms since 1970. */
  readonly resetAt: number;
}

/** The service's own paths over HTTP: quota, faults, log. What is answered stands in `service.ts`. */
export class ServiceDoor {
  requests = 0;
  tokens = 0;

  constructor(private readonly options: ServiceDoorOptions) {}

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { faults, journal, mint } = this.options;
    const isToken = url.pathname === jwtPath;
    const entry = { type: isToken ? 'token' : 'http', method: request.method ?? 'GET', path: maskPath(url) } as const;
    this.requests += 1;
    const actions = faults.take({ on: isToken ? 'token' : 'http', path: url.pathname });
    for (const { type } of actions) journal.add({ type: 'fault', action: type, path: url.pathname });
    const apiKey = url.searchParams.get('apiKey') ?? headerOf(request, 'x-api-key');
    const quota = this.#quota(apiKey);
    setRateHeaders(response, quota);
    const body = request.method === 'GET' || request.method === 'HEAD' ? {} : await readJson(request);
    if (!(await strikeRequest(actions, response))) {
      journal.add({ ...entry, ...(response.headersSent && { status: response.statusCode }) });
      return;
    }
    const answer = this.#answer(entry.method, url, body, apiKey, quota);
    const token = isToken && answer.status === 200 ? mintedToken(answer.body) : undefined;
    if (token !== undefined) this.tokens += 1;
    journal.add({ ...entry, status: answer.status, ...(token !== undefined && { token: fingerprint(token, 8) }) });
    const form = token === undefined ? undefined : actions.find((action) => action.type === 'token');
    if (form) {
      const other = answerPageToken('', form, {}, mint);
      reply(response, 200, other.body, { 'content-type': other.contentType });
    } else {
      reply(response, answer.status, answer.body, answer.headers);
    }
  }

  #answer(method: string, url: URL, body: unknown, apiKey: string, quota: Quota): ServiceAnswer {
    const { world } = this.options;
    if (quota.over) return errorAnswer(world.errorBody, 429, 'Rate limit exceeded. Retry after 60 seconds.');
    if (!isRecord(body)) return errorAnswer(world.errorBody, 400, 'The body must be a JSON object');
    const path = url.pathname.replace(/(?<=.)\/$/, '');
    return answerService({ method, path, query: url.searchParams, body, apiKey }, { ...world, quota });
  }

  #quota(apiKey: string): Quota {
    const { requestsPerMinute, world } = this.options;
    const key = apiKey || 'anonymous';
    const now = world.now();
    const over = !requestsPerMinute.take(key, now);
    const remaining = requestsPerMinute.remaining(key, now);
    return { over, limit: requestsPerMinute.limit, remaining, resetAt: requestsPerMinute.resetAt(key, now) };
  }
}

function setRateHeaders(response: ServerResponse, { limit, remaining, resetAt }: Quota): void {
  response.setHeader('X-RateLimit-Limit', limit);
  response.setHeader('X-RateLimit-Remaining', remaining);
  response.setHeader('X-RateLimit-Reset', Math.ceil(resetAt / 1000));
}

function mintedToken(body: unknown): string | undefined {
  const data = isRecord(body) ? body['data'] : undefined;
  const token = isRecord(data) ? data['token'] : undefined;
  return typeof token === 'string' ? token : undefined;
}

function headerOf(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}
