import { createServer, type Server } from 'node:http';
import { jsonAnswer } from './answer.js';
import { isLoopback, localHostOnly } from './host-check.js';
import type { TokenHandlerOptions } from './handler-options.js';
import { createNodeListener } from './node-listener.js';
import { createTokenHandler, type TokenHandler } from './token-handler.js';

export interface TokenServerOptions extends TokenHandlerOptions {
  /** Default `127.0.0.1`: this machine only. */
  host?: string | undefined;
  /** Default 8787; 0 takes any free port. */
  port?: number | undefined;
}

export interface RunningTokenServer {
  /** Without a slash at its end, e.g. `http://127.0.0.1:8787`. */
  url: string;
  port: number;
  /** Stops taking requests, lets running ones end for up to 2 s. Further calls wait for the same end. */
  close(): Promise<void>;
}

/** The server could not start; the message says why in words for people. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

const closeGrace = 2000;

/**
 * Serves `/token`, `/live` and `/health`.
 * @throws StartError when the port is taken or not allowed; TypeError or RangeError for options that cannot work
 */
export async function startTokenServer(options: TokenServerOptions): Promise<RunningTokenServer> {
  const host = options.host ?? '127.0.0.1';
  const origins = typeof options.origins === 'string' ? [options.origins] : (options.origins ?? []);
  const handler = createTokenHandler(options);
  const guarded = isLoopback(host) ? localHostOnly(handler, origins) : handler;
  const listener = createNodeListener(withHealth(guarded));
  const server = createServer(
    // A visitor who sends a byte a minute must not hold a connection for the default of five minutes.
    { headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 2_000, keepAliveTimeout: 5_000 },
    listener,
  );
  const port = await listen(server, host, options.port ?? 8787);
  let closing: Promise<void> | undefined;
  return {
    url: `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`,
    port,
    close: () => (closing ??= close(server)),
  };
}

function withHealth(handler: TokenHandler): TokenHandler {
  return async (request) => {
    if (new URL(request.url).pathname !== '/health') return handler(request);
    if (request.method === 'GET' || request.method === 'HEAD') return jsonAnswer(200, { status: 'ok' });
    const error = { code: 'method-not-allowed', message: 'Use GET here.' };
    return jsonAnswer(405, { error }, { allow: 'GET, HEAD' });
  };
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new StartError(startProblem(error.code, host, port), { cause: error }));
    });
    server.listen(port, host.replace(/^\[|\]$/g, ''), () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function startProblem(code: string | undefined, host: string, port: number): string {
  if (code === 'EADDRINUSE') return `Port ${port} is in use already. Choose another one, e.g. PORT=${port + 1}.`;
  if (code === 'EACCES') return `Port ${port} needs rights that this user does not have. Choose one above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `This machine has no address ${host}. Check HOST.`;
  return `The server could not start on ${host}:${port} (${code ?? 'unknown reason'}).`;
}

async function close(server: Server): Promise<void> {
  const ended = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), closeGrace);
  await ended;
  clearTimeout(timer);
}
