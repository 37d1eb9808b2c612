import type { TokenHandlerOptions } from '../handler-options.js';
import type { LogEntry } from '../log-entry.js';
import { createTokenHandler } from '../token-handler.js';
import { bodyMarker, secretKey, serviceHost, watch, watchAnswer } from './leak-watch.js';

export interface ServiceRequest {
  method: string;
  url: string;
  headers: Headers;
  body: unknown;
}

export type Reply = (request: ServiceRequest) => Response | Promise<Response>;

/** A service that mints `token-1`, `token-2` … and knows nobody who is live, or answers as told. */
export class FakeService {
  readonly requests: ServiceRequest[] = [];
  reply: Reply | undefined;
  #minted = 0;

  get mints(): number {
    return this.requests.filter(({ url }) => url.endsWith('/authentication/jwt')).length;
  }

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const request: ServiceRequest = {
      method: init.method ?? 'GET',
      url,
      headers: new Headers(init.headers),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
    };
    this.requests.push(request);
    // As a network does: whoever waits lets others run.
    await Promise.resolve();
    if (this.reply) return this.reply(request);
    if (url.endsWith('/authentication/jwt')) return serviceJson({ data: { token: `token-${++this.#minted}` } });
    return serviceJson({ data: [{ alive: false, room_id: '1', title: '', userCount: 0 }] });
  };
}

export const serviceJson = (body: object, init: ResponseInit = {}): Response =>
  new Response(JSON.stringify({ status_code: 0, note: bodyMarker, ...body }), init);

/** An error answer in one of the service's two forms, or as `{ error: { message } }`. */
export function serviceError(status: number, form: 'message' | 'error' | 'nested' = 'message', words = ''): Response {
  const text = `${bodyMarker} ${words} at https://${serviceHost}/?apiKey=${secretKey}`;
  const body =
    form === 'message'
      ? { status_code: status, message: text }
      : { status_code: -1, error: form === 'error' ? text : { message: text } };
  return new Response(JSON.stringify(body), { status });
}

export interface TestHandler {
  service: FakeService;
  logs: LogEntry[];
  /** The clock, ms; may be moved. */
  clock: { now: number };
  ask: (path: string, init?: RequestInit) => Promise<Response>;
  handle: (request: Request) => Promise<Response>;
}

/** A handler for `alice` before a fake service, on a clock that stands still. All it says is watched for leaks. */
export function testHandler(options: Partial<TokenHandlerOptions> = {}, service = new FakeService()): TestHandler {
  const clock = { now: Date.UTC(2026, 8, 1) };
  const logs: LogEntry[] = [];
  const handler = createTokenHandler({
    apiKey: secretKey,
    creators: ['alice'],
    apiUrl: `https://${serviceHost}`,
    fetch: service.fetch,
    now: () => clock.now,
    log: (entry) => {
      logs.push(entry);
      watch(entry);
    },
    ...options,
  });
  const handle = async (request: Request): Promise<Response> => watchAnswer(await handler(request));
  return {
    service,
    logs,
    clock,
    handle,
    ask: (path, init) => handle(new Request(`https://overlay.example${path}`, init)),
  };
}

/** Status and error code of an answer. */
export async function outcome(response: Response): Promise<[number, string]> {
  const body: unknown = await response.json();
  const error: unknown = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : 'ok';
  return [response.status, String(code)];
}
