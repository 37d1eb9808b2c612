import { readUrl } from '../token/read-url.js';

/** The service, where a page names no other. */
export const defaultEndpoint = 'wss://api.tik.tools';

const loopback = /^(localhost|.*\.localhost|127\..*|\[::1\])$/;

/** An endpoint that can be dialled. Text, because a URL object for each connection weighs more than the connection. */
export interface Endpoint {
  /** Complete up to the query that is added. */
  readonly base: string;
  readonly host: string;
}

/** @returns the reason, where the endpoint cannot be dialled from a page at this address */
export function readEndpoint(endpoint: string, pageAddress: string): Endpoint | 'bad-endpoint' | 'mixed-content' {
  const url = readUrl(endpoint);
  if (!url) return 'bad-endpoint';
  const { protocol, hostname, host, searchParams } = url;
  if (!/^wss?:$/.test(protocol)) return 'bad-endpoint';
  if (pageAddress.startsWith('https:') && protocol === 'ws:' && !loopback.test(hostname)) return 'mixed-content';
  // A fragment is a syntax error in older browsers.
  url.hash = '';
  for (const name of ['uniqueId', 'jwtKey']) if (searchParams.has(name)) searchParams.delete(name);
  return { base: url.href + (url.search ? '&' : '?'), host };
}

/** The address of one socket (protocol section 1.1). It holds the token: never show it, nor an error about it. */
export const socketUrl = ({ base }: Endpoint, creator: string, token: string): string =>
  `${base}uniqueId=${encodeURIComponent(creator)}&jwtKey=${encodeURIComponent(token)}`;
