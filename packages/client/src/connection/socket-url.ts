const loopback = /^(localhost|.*\.localhost|127\..*|\[::1\])$/;

/** An endpoint that can be dialled, or the reason why not. */
export function readEndpoint(endpoint: string, pageAddress: string): URL | 'bad-endpoint' | 'mixed-content' {
  let url;
  try {
    url = new URL(endpoint);
  } catch {
    return 'bad-endpoint';
  }
  if (!/^wss?:$/.test(url.protocol)) return 'bad-endpoint';
  if (pageAddress.startsWith('https:') && url.protocol === 'ws:' && !loopback.test(url.hostname))
    return 'mixed-content';
  return url;
}

/** The address of one socket (protocol section 1.1). It holds the token: never show it, nor an error about it. */
export function socketUrl(endpoint: URL, creator: string, token: string): string {
  const url = new URL(endpoint);
  // A fragment is a syntax error in older browsers.
  url.hash = '';
  url.searchParams.set('uniqueId', creator);
  url.searchParams.set('jwtKey', token);
  return url.href;
}
