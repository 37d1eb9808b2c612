import { closeWords, type CloseWord } from './close-codes.js';
import { fingerprint, verifyToken, type TokenClaims } from './token.js';

/** What a socket asks for. */
export interface AdmissionRequest {
  readonly creator: string;
  readonly apiKey: string | null;
  readonly jwtKey: string | null;
}

export interface AdmissionRules {
  readonly secret: string;
  readonly isKey: (key: string) => boolean;
  readonly isLive: (creator: string) => boolean;
  /** Counts a connect of this key; false: over the hour's limit. */
  readonly countConnect: (keyHash: string) => boolean;
  readonly refusedToken: CloseWord;
  /** ms since 1970. */
  readonly now: number;
}

/** A socket that may stay: whose it is, and how many of its token may be open. */
export interface Admission {
  readonly keyHash: string;
  readonly tokenId?: string;
  readonly tokenSockets?: number;
}

/** Handle without `@` and blanks, lower case: the service takes any of these (protocol section 1.1). */
export function creatorName(uniqueId: string | null | undefined): string {
  return (uniqueId ?? '').trim().replace(/^@/, '').toLowerCase();
}

/** The service's checks in its order: options, credential, permission, quota (a refused dial costs one too), live. */
export function admit(request: AdmissionRequest, rules: AdmissionRules): Admission | CloseWord {
  const { creator, apiKey, jwtKey } = request;
  if (!creator) return closeWords.invalidOptions;
  if (apiKey && jwtKey) return closeWords.twoCredentials;
  if (!apiKey && !jwtKey) return closeWords.noCredential;
  const admission = jwtKey ? byToken(jwtKey, creator, rules) : byKey(apiKey ?? '', rules);
  if ('code' in admission) return admission;
  if (!rules.countConnect(admission.keyHash)) return closeWords.hourly;
  if (!rules.isLive(creator)) return closeWords.offline;
  return admission;
}

function byKey(apiKey: string, rules: AdmissionRules): Admission | CloseWord {
  return rules.isKey(apiKey) ? { keyHash: fingerprint(apiKey) } : closeWords.badKey;
}

function byToken(token: string, creator: string, rules: AdmissionRules): Admission | CloseWord {
  const claims = verifyToken(token, rules.secret, rules.now);
  if (typeof claims === 'string') return rules.refusedToken;
  if (!allows(claims, creator)) return closeWords.notAllowed;
  return { keyHash: claims.keyHash, tokenId: claims.jti, tokenSockets: claims.maxWebSockets };
}

function allows({ allowedCreators }: TokenClaims, creator: string): boolean {
  return !allowedCreators || allowedCreators.some((name) => creatorName(name) === creator);
}
