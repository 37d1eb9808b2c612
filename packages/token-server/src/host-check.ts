import { jsonAnswer } from './answer.js';
import type { TokenHandler } from './token-handler.js';

/**
 * A server for this machine only answers to this machine's names. A foreign page can let its own name point at
 * 127.0.0.1 (DNS rebinding) and would then be of the same origin; the `Host` it sends gives it away. Names of the
 * listed origins are let through as well, for a proxy in front that hands the name on.
 */
export function localHostOnly(handler: TokenHandler, origins: readonly string[]): TokenHandler {
  const listed = new Set(origins.map((origin) => (URL.canParse(origin) ? new URL(origin).host : '')));
  if (origins.includes('*')) return handler;
  return async (request) => {
    const { hostname, host } = new URL(request.url);
    if (/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname) || hostname.endsWith('.localhost') || listed.has(host)) {
      return handler(request);
    }
    const message = 'This token server serves its own machine only. Add the origin of the page to its origins.';
    return jsonAnswer(421, { error: { code: 'host-not-allowed', message } });
  };
}

export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|::1|\[::1\])$/.test(host);
