/** A token as its source gave it. */
export interface TokenAnswer {
  readonly token: string;
  /** Milliseconds from receipt. */
  readonly life: number;
  /** Where to ask whether the creator is live. */
  readonly liveUrl: string | undefined;
}

const unknownLife = 3_000_000;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** What a JWT says of itself. The service checks its signature, not a page. */
function claimsOf(token: string): Readonly<Record<string, unknown>> {
  try {
    const claims: unknown = JSON.parse(atob(token.split('.')[1]?.replace(/-/g, '+').replace(/_/g, '/') ?? ''));
    return isRecord(claims) ? claims : {};
  } catch {
    return {};
  }
}

/** How many sockets at once the token allows (protocol section 2.1), 1 where it does not say. */
export const socketsAllowed = (token: string): number => Number(claimsOf(token).maxWebSockets) || 1;

/**
 * Milliseconds between `iat` and `exp` of a JWT, undefined where it does not say. Never `exp - Date.now()`: clocks of
 * streaming machines are wrong by minutes, and then each token would look expired, or none.
 */
function jwtLife(token: string): number | undefined {
  const { exp, iat } = claimsOf(token);
  const life = (Number(exp) - Number(iat)) * 1000;
  return life > 0 && Number.isFinite(life) ? life : undefined;
}

/**
 * Reads what a token URL or provider answers: `{"data":{"token"}}` (the service's own answer passed through),
 * `{"token"}`, `{"jwtKey"}` or the bare token, with an optional `expiresIn` in seconds.
 *
 * @returns undefined where there is no token in it
 */
export function readTokenAnswer(answer: unknown): TokenAnswer | undefined {
  let value = answer;
  if (typeof value === 'string') {
    try {
      value = JSON.parse(value);
    } catch {
      // The bare token.
    }
  }
  const outer = isRecord(value) ? value : {};
  const inner = isRecord(outer.data) ? outer.data : {};
  const found = typeof value === 'string' ? value : (inner.token ?? inner.jwtKey ?? outer.token ?? outer.jwtKey);
  const token = typeof found === 'string' ? found.trim() : '';
  // A page of HTML or a sentence is no token.
  if (!/^[\w.~+/=:-]{1,8192}$/.test(token)) return undefined;
  const seconds = Number(inner.expiresIn ?? outer.expiresIn);
  const liveUrl = inner.liveUrl ?? outer.liveUrl;
  return {
    token,
    life: seconds > 0 && Number.isFinite(seconds) ? seconds * 1000 : (jwtLife(token) ?? unknownLife),
    liveUrl: typeof liveUrl === 'string' && liveUrl ? liveUrl : undefined,
  };
}
