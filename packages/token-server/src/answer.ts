/** Headers of every answer: tokens are personal and short-lived, so nothing on the way may keep or reinterpret one. */
const fixedHeaders = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
} as const;

export interface RefusalDetails {
  /** Seconds until asking again makes sense; becomes `Retry-After`. */
  retryAfter?: number;
  /** Methods the address would have taken; becomes `Allow`. */
  allow?: string;
}

/**
 * A request that ends without a result. Its message is written for the person who reads the browser console, and is
 * always one of this package's own sentences: nothing a service, a store or a hook said is passed on.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: RefusalDetails = {},
  ) {
    super(message);
  }
}

export function jsonAnswer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { ...fixedHeaders, ...headers } });
}

/** `{ error: { code, message } }` with the refusal's status. */
export function refusalAnswer(refusal: Refusal, headers: Record<string, string> = {}): Response {
  const { retryAfter, allow } = refusal.details;
  return jsonAnswer(
    refusal.status,
    { error: { code: refusal.code, message: refusal.message } },
    {
      ...headers,
      ...(retryAfter === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(retryAfter))) }),
      ...(allow === undefined ? {} : { allow }),
    },
  );
}
