/** How the service ends or refuses a socket: code and reason as users logged them (protocol section 3). */
export interface CloseWord {
  readonly code: number;
  readonly reason: string;
}

export const closeWords = {
  invalidOptions: { code: 4400, reason: 'uniqueId is required' },
  twoCredentials: { code: 4400, reason: 'Use either apiKey or jwtKey' },
  noCredential: { code: 4401, reason: 'API key or JWT required' },
  badKey: { code: 4401, reason: 'Invalid API key' },
  badToken: { code: 4401, reason: 'Invalid or expired JWT' },
  /** The documented code for the same. */
  authFailed: { code: 4003, reason: 'Authentication failed: invalid or expired JWT' },
  notAllowed: { code: 4403, reason: 'Creator is not allowed by this token' },
  offline: { code: 4404, reason: 'Creator is not currently live' },
  hourly: { code: 4429, reason: 'Rate Limit Exceeded. Sandbox allows 60 WebSocket connections per hour.' },
  evicted: { code: 4429, reason: 'Evicted - newer connection arrived (FIFO)' },
  sessionLength: { code: 4006, reason: 'Session duration limit reached' },
  streamEnd: { code: 4005, reason: 'STREAM_END' },
  restart: { code: 1012, reason: 'service restart' },
} as const satisfies Record<string, CloseWord>;

/** Why code and reason cannot stand in a close frame; undefined: they can. */
export function closeCodeFault(code: unknown, reason: unknown): string | undefined {
  const isCode =
    typeof code === 'number' &&
    Number.isInteger(code) &&
    ((code >= 1000 && code <= 1014 && ![1004, 1005, 1006].includes(code)) || (code >= 3000 && code <= 4999));
  if (!isCode) return 'a close code is 1000 to 1014 (but 1004, 1005, 1006) or 3000 to 4999';
  const fits = reason === undefined || (typeof reason === 'string' && Buffer.byteLength(reason) <= 123);
  return fits ? undefined : 'a close reason is a text of at most 123 bytes';
}
