/** What a token provider is asked with. */
export interface TokenRequest {
  readonly creator: string;
  /** Why a token is needed: the first one, the old one ages, or the service refused it. */
  readonly reason: 'first' | 'renew' | 'refused';
  /** Ends with the attempt (8 s) or with the client. */
  readonly signal: AbortSignal;
}

export type TokenProvider = (
  request: TokenRequest,
) => Promise<string | { readonly token: string; readonly expiresIn?: number }>;
