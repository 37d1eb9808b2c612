const remoteAddresses = new WeakMap<Request, string>();

/**
 * Tells the handler who sent a request. Adapters call this, because a web-standard `Request` has no remote address.
 */
export function setRemoteAddress(request: Request, address: string): void {
  remoteAddresses.set(request, address);
}

/**
 * The address a request is counted under, or `undefined` when it is unknown.
 *
 * `X-Forwarded-For` is written by whoever sends the request, so without `trustProxy` it is not read. With it, the
 * entry that the outermost of `trustProxy` own proxies added is taken, counted from the right: entries further left
 * came with the request.
 */
export function remoteAddress(request: Request, trustProxy: number): string | undefined {
  if (trustProxy > 0) {
    const hops = request.headers.get('x-forwarded-for')?.split(',') ?? [];
    const forwarded = hops.at(-Math.min(trustProxy, hops.length))?.trim();
    if (forwarded) return forwarded;
  }
  return remoteAddresses.get(request);
}

/** One household is one key: an IPv6 customer owns at least a /64 and could use a new address for each request. */
export function addressKey(address: string): string {
  const bare = address
    .slice(0, 64)
    .toLowerCase()
    .replace(/^\[|\]$|%.*$/g, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare);
  if (mapped?.[1]) return mapped[1];
  if (!bare.includes(':')) return bare;
  const [head = '', tail] = bare.split('::');
  const front = head ? head.split(':') : [];
  const back = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array<string>(zeros).fill('0'), ...back].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
