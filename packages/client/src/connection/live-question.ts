import { fetchText, withPatience } from '../token/bounded-fetch.js';
import type { Environment } from './environment.js';

/** Whether the creator is live, by the page's own server; undefined if nobody can say. Never rejects. */
export const askLive = (environment: Environment, url: string, signal: AbortSignal): Promise<boolean | undefined> =>
  withPatience(environment, signal, (within) => fetchText(environment, url, within))
    .then((text): unknown => Reflect.get(Object(JSON.parse(text)) as object, 'live'))
    .catch(() => undefined)
    .then((live) => (typeof live === 'boolean' ? live : undefined));
