import { Refusal } from './answer.js';

/** Decides about a request's `Origin`; returns the CORS headers of its answer or throws. */
export type OriginCheck = (request: Request, url: URL) => Record<string, string>;

/**
 * Exact origins (`https://example.com`), `'null'` (pages from `file://` and sandboxed frames; every such page on
 * earth has this one) or `'*'`. Same origin is always allowed; nothing else by default.
 * @throws TypeError for an entry that is not an origin, e.g. one with a path
 */
export function originCheck(origins: string | readonly string[] | undefined, trustProxy: boolean): OriginCheck {
  const listed = new Set((typeof origins === 'string' ? [origins] : (origins ?? [])).map(exactOrigin));
  return (request, url) => {
    const origin = request.headers.get('origin');
    if (origin === null) {
      // No Origin: the same page's GET, a program, or another site's <img>. The last one could spend with the
      // visitor's cookies, although it could not read the answer.
      if (!listed.has('*') && isForeignSubresource(request)) throw foreign();
      return varyOnly;
    }
    if (listed.has('*') || listed.has(origin) || isSameOrigin(origin, request, url, trustProxy)) {
      return {
        ...varyOnly,
        'access-control-allow-origin': origin,
        // Otherwise a page of another origin cannot read how long it has to wait.
        'access-control-expose-headers': 'Retry-After',
      };
    }
    throw foreign();
  };
}

const varyOnly = { vary: 'Origin' };

const foreign = (): Refusal =>
  new Refusal(403, 'origin-not-allowed', 'Pages of this origin may not ask here. Add the origin to the token server.');

function exactOrigin(entry: string): string {
  const origin = entry.trim().replace(/\/$/, '').toLowerCase();
  if (origin === '*' || origin === 'null') return origin;
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^/?#@\\\s,*]+$/.test(origin)) {
    throw new TypeError(`origins: ${JSON.stringify(entry)} is not an origin such as "https://example.com"`);
  }
  // Browsers leave a default port out and write international names in ASCII; an entry may not.
  return /^https?:/.test(origin) && URL.canParse(origin) ? new URL(origin).origin : origin;
}

/**
 * Where TLS ends in front of the server, a page of `https://example.com` asks what arrives as
 * `http://example.com`; that counts as the same origin. The reverse does not: a page without TLS could have been
 * written by anyone on the way.
 */
function isSameOrigin(origin: string, request: Request, url: URL, trustProxy: boolean): boolean {
  let own = url.origin;
  if (trustProxy) {
    const host = request.headers.get('x-forwarded-host')?.split(',')[0]?.trim() ?? url.host;
    const scheme = request.headers.get('x-forwarded-proto')?.split(',')[0]?.trim() ?? url.protocol.slice(0, -1);
    own = `${scheme}://${host}`.toLowerCase();
  }
  return origin === own || (own.startsWith('http:') && origin === own.replace('http:', 'https:'));
}

function isForeignSubresource(request: Request): boolean {
  return request.headers.get('sec-fetch-site') === 'cross-site' && request.headers.get('sec-fetch-mode') !== 'navigate';
}

/** What a browser asks before a request that is not plain. */
export function preflightHeaders(request: Request, methods: string): Record<string, string> {
  return {
    'access-control-allow-methods': methods,
    'access-control-allow-headers': 'Content-Type, Authorization',
    'access-control-max-age': '600',
    // A public page that asks a server on this machine or in this network.
    ...(request.headers.get('access-control-request-private-network') === 'true'
      ? { 'access-control-allow-private-network': 'true' }
      : {}),
  };
}
