/** A token as its source gave it. */
export interface TokenAnswer {
  readonly token: string;
  /** Milliseconds from receipt. */
  readonly life: number;
  /** Where to ask whether the creator is live. */
  readonly liveUrl: string | undefined;
}

/** Seconds. */
const unknownLife = 3000;

/** The members of whatever came; of what has none, none. */
const members = (value: unknown): Readonly<Record<string, unknown>> =>
  Object(value) as Readonly<Record<string, unknown>>;

/** What a JWT says of itself. The service checks its signature, not a page. */
function claimsOf(token: string): Readonly<Record<string, unknown>> {
  try {
    return members(JSON.parse(atob(token.split('.')[1]?.replace(/-/g, '+').replace(/_/g, '/') ?? '')));
  } catch {
    return {};
  }
}

/** How many sockets at once the token allows (protocol section 2.1), 1 where it does not say. */
export const socketsAllowed = (token: string): number => Number(claimsOf(token).maxWebSockets) || 1;

/**
 * Reads what a token URL or provider answers: `{"data":{"token"}}` (the service's own answer passed through),
 * `{"token"}`, `{"jwtKey"}` or the bare token, with an optional `expiresIn` in seconds.
 *
 * @returns undefined where there is no token in it
 */
export function readTokenAnswer(answer: unknown): TokenAnswer | undefined {
  let value = answer;
  try {
    // A byte order mark is blank to `trim`, and none to `parse`.
    value = JSON.parse(String(answer).trim());
  } catch {
    // The bare token, or an object already.
  }
  const outer = members(value);
  const inner = members(outer.data);
  const found = inner.token ?? inner.jwtKey ?? outer.token ?? outer.jwtKey ?? value;
  const token = typeof found === 'string' ? found.trim() : '';
  // A page of HTML or a sentence is no token.
  if (!/^[\w.~+/=:-]{1,8192}$/.test(token)) return undefined;
  const { exp, iat } = claimsOf(token);
  // Never `exp - Date.now()`: clocks of streaming machines are wrong by minutes, and then each token would look expired,
  // or none.
  const lives = [Number(inner.expiresIn ?? outer.expiresIn), Number(exp) - Number(iat)];
  const liveUrl = inner.liveUrl ?? outer.liveUrl;
  return {
    token,
    life: (lives.find((seconds) => seconds > 0 && seconds < Infinity) ?? unknownLife) * 1000,
    liveUrl: typeof liveUrl === 'string' ? liveUrl : undefined,
  };
}
