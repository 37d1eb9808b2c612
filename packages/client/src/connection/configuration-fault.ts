import type { Environment } from './environment.js';
import type { RunnerOptions } from './runner-options.js';
import type { Endpoint } from './socket-url.js';

/** Why no connection is possible with what the page has set: a reason, or nothing. */
export function configurationFault(
  { creator, tokenUrl, tokenProvider }: RunnerOptions,
  endpoint: Endpoint | string,
  { WebSocket }: Environment,
): string | undefined {
  if (!creator) return 'no-creator';
  if (!tokenUrl && !tokenProvider) return 'no-token-url';
  if (typeof endpoint === 'string') return endpoint;
  return WebSocket ? undefined : 'no-websocket';
}
