import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { isRecord } from './recording.js';

/** What a token says, as users of the service saw it (protocol section 2); `jti` keeps two tokens of a second apart. */
export interface TokenClaims {
  /** Absent: any creator. */
  readonly allowedCreators?: readonly string[];
  readonly maxWebSockets: number;
  /** 16 hex characters that stand for the API key. */
  readonly keyHash: string;
  /** Seconds since 1970. */
  readonly iat: number;
  readonly exp: number;
  readonly jti: string;
}

export type TokenFault = 'malformed' | 'forged' | 'expired';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const mac = (text: string, secret: string): Buffer => createHmac('sha256', secret).update(text).digest();

/** A JWT, HS256. */
export function signToken(claims: TokenClaims, secret: string): string {
  const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${text}.${mac(text, secret).toString('base64url')}`;
}

/** The claims of a token that this simulator signed and that is not expired at `now` (ms). */
export function verifyToken(token: string, secret: string, now: number): TokenClaims | TokenFault {
  const [header, payload, signature, ...rest] = token.split('.');
  if (!header || !payload || !signature || rest.length > 0) return 'malformed';
  const expected = mac(`${header}.${payload}`, secret);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'forged';
  const claims = readClaims(payload);
  if (!claims) return 'malformed';
  return claims.exp * 1000 <= now ? 'expired' : claims;
}

function readClaims(payload: string): TokenClaims | undefined {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(payload, 'base64url').toString());
  } catch {
    return undefined;
  }
  if (!isRecord(value)) return undefined;
  const { allowedCreators, maxWebSockets, keyHash, iat, exp, jti } = value;
  if (typeof maxWebSockets !== 'number' || typeof iat !== 'number' || typeof exp !== 'number') return undefined;
  if (typeof keyHash !== 'string' || typeof jti !== 'string') return undefined;
  const creators = Array.isArray(allowedCreators)
    ? allowedCreators.filter((name): name is string => typeof name === 'string')
    : undefined;
  return { ...(creators && { allowedCreators: creators }), maxWebSockets, keyHash, iat, exp, jti };
}

/** Stands for a key or token where the text itself must not appear: the first hex characters of its SHA-256. */
export function fingerprint(secret: string, length = 16): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, length);
}
