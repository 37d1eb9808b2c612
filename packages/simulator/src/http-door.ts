import type { IncomingMessage, ServerResponse } from 'node:http';
import { assetOf } from './assets.js';
import { answerControl } from './control.js';
import { readJson, reply } from './http-body.js';
import type { Journal } from './journal.js';
import { anyOrigin, type PageDoor } from './page-door.js';
import type { ServiceDoor } from './service-door.js';
import type { Simulator } from './simulator-options.js';
import { welcomePage } from './welcome-page.js';

export interface HttpDoorOptions {
  readonly simulator: Simulator;
  readonly journal: Journal;
  readonly service: ServiceDoor;
  readonly page: PageDoor;
}

/** Everything that comes by HTTP: the service's paths and, beside them, what the simulator adds. */
export class HttpDoor {
  constructor(private readonly options: HttpDoorOptions) {}

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#route(request, response, new URL(request.url ?? '/', 'http://localhost'));
    } catch {
      // A client that went away in the middle of its body, or a request line that is no URL.
      if (!response.headersSent) response.writeHead(400);
      response.end();
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { simulator, service, page } = this.options;
    const { pathname } = url;
    if (pathname === '/' && request.method === 'GET') {
      reply(response, 200, welcomePage(simulator), { 'content-type': 'text/html; charset=utf-8' });
    } else if (pathname.startsWith('/assets/')) {
      replyAsset(response, pathname);
    } else if (pathname.startsWith('/_control/')) {
      await this.#control(request, response, pathname);
    } else if (pathname === '/_token' || pathname === '/_live') {
      await page.handle(response, url);
    } else {
      await service.handle(request, response, url);
    }
  }

  async #control(request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> {
    const { simulator, journal } = this.options;
    const { origin, host } = request.headers;
    const fromHere =
      isLoopback(request.socket.remoteAddress) &&
      // A name that was pointed at this machine by somebody else's DNS.
      isLoopbackOrigin(`http://${host ?? ''}`) &&
      (origin === undefined || isLoopbackOrigin(origin));
    if (!fromHere) {
      reply(response, 403, { error: 'the control API answers this machine only' });
      return;
    }
    const cors: Record<string, string> =
      origin === undefined ? {} : { 'access-control-allow-origin': origin, vary: 'Origin' };
    if (request.method === 'OPTIONS') {
      reply(response, 204, '', {
        ...cors,
        'access-control-allow-methods': 'GET, POST, DELETE',
        'access-control-allow-headers': 'content-type',
      });
      return;
    }
    const method = request.method ?? 'GET';
    const answer = answerControl(method, pathname, await readJson(request), simulator);
    if (method !== 'GET') journal.add({ type: 'control', method, path: pathname, status: answer.status });
    reply(response, answer.status, answer.body, cors);
  }
}

function replyAsset(response: ServerResponse, pathname: string): void {
  const asset = assetOf(pathname);
  if (asset === undefined) reply(response, 404, 'no such picture', anyOrigin);
  else reply(response, 200, asset, { ...anyOrigin, 'content-type': 'image/svg+xml', 'cache-control': 'max-age=3600' });
}

function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(::ffff:)?127\.|^::1$/.test(address);
}

/** Pages of other sites must not order faults through a visitor's browser. */
function isLoopbackOrigin(origin: string): boolean {
  return /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(origin);
}
