/**
 * What a close leads to.
 * - `retry`: backoff, at least `wait`
 * - `slow`: `wait`, growing to five minutes
 * - `offline`: the same, shown as `offline`
 * - `blocked`: a person has to act; looked at again after `wait`
 * - `token`: one new token, then `blocked`
 * - `limit`: too many connections at once: our own old one just after a drop (30 s), else `blocked`
 * - `hour`: the hour's connects are used up
 * - `cut`: planned; dialled again at once, nothing visible
 */
export type CloseOutcome = 'retry' | 'slow' | 'offline' | 'blocked' | 'token' | 'limit' | 'hour' | 'cut';

/** One row of the policy. The first row whose conditions all hold decides. */
export interface CloseRule {
  /** Close codes; absent for any. */
  readonly codes?: readonly number[];
  /** What the reason text, or the `type` of a nudge that came before, must match; absent for any. */
  readonly text?: RegExp;
  /** Seconds that the socket must have been open. */
  readonly lived?: number;
  readonly then: CloseOutcome;
  /** Stable word of the state that follows. */
  readonly reason: string;
  /** Seconds; default 0 for `retry`, 60 for `slow` and `offline`, 300 for what a person has to look at. */
  readonly wait?: number;
}

export type ClosePolicy = readonly CloseRule[];

const daily = { then: 'blocked', reason: 'daily-limit', wait: 3600 } as const;
const limit = { then: 'limit', reason: 'connection-limit' } as const;
const offline = { then: 'offline', reason: 'offline' } as const;
const cut = { then: 'cut', reason: 'planned' } as const;
const token = { then: 'token', reason: 'token-refused' } as const;

/**
 * Two schemes exist side by side, and one number can mean two things, so the reason text decides (protocol section 3).
 * The nudges stand first: the close that follows them says less than they do.
 */
export const closePolicy: ClosePolicy = [
  { text: /session_limit/i, lived: 30, ...cut },
  { text: /(anon|demo|session)_limit/i, ...daily },
  { codes: [4401], text: /evaluation|upgrade/i, then: 'blocked', reason: 'plan-over', wait: 3600 },
  { codes: [4003, 4401], ...token },
  { codes: [4006], text: /no messages/i, ...offline },
  { codes: [4006], text: /duration/i, ...cut },
  { codes: [4006], lived: 60, ...cut },
  { codes: [4000, 4404], ...offline },
  { codes: [4005], text: /tier|limit/i, ...limit },
  { codes: [4001, 4005], then: 'offline', reason: 'ended' },
  { codes: [4004], then: 'blocked', reason: 'no-such-user', wait: 900 },
  { codes: [4400], then: 'blocked', reason: 'bad-options' },
  { codes: [4403], then: 'blocked', reason: 'not-allowed' },
  { codes: [4429], text: /evict/i, then: 'slow', reason: 'evicted' },
  { codes: [4429], text: /daily|session ended/i, ...daily },
  { codes: [4429], text: /hour/i, then: 'hour', reason: 'hourly-limit' },
  { codes: [4429], text: /concurrent|too many/i, ...limit },
  { codes: [4555], ...daily },
  { codes: [1001, 1012], then: 'retry', reason: 'restart' },
  { codes: [1013, 4007], then: 'retry', reason: 'overloaded', wait: 15 },
  { codes: [1008, 4002], then: 'retry', reason: 'rate-limited', wait: 60 },
  { codes: [4006, 4500, 4556, 4557], then: 'retry', reason: 'dropped' },
];

const drop: CloseRule = { then: 'retry', reason: 'dropped' };
const strange: CloseRule = { then: 'slow', reason: 'unknown-code' };

/**
 * The row for one close.
 *
 * @param text reason text and the nudge before it
 * @param lived seconds that the socket was open
 * @param extra rows of the page, tried first
 */
export function closeRule(code: number, text: string, lived: number, extra: ClosePolicy = []): CloseRule {
  const fits = (rule: CloseRule): boolean =>
    rule.codes?.includes(code) !== false && text.search(rule.text ?? '') >= 0 && lived >= (rule.lived ?? 0);
  return extra.find(fits) ?? closePolicy.find(fits) ?? (code >= 4000 ? strange : drop);
}

/**
 * Milliseconds before try number `attempt` (1 is the first after a loss). The first ones are quick and spread, so that a
 * thousand pages do not come back at once. From the fifth on half of the wait is certain: with full jitter one page in
 * ten would use up its connects within twenty seconds, and then be late. The cap grows after two minutes of outage.
 */
export function backoff(attempt: number, outage: number, random: number): number {
  if (attempt < 2) return 1000 * random;
  const top = Math.min(outage < 120_000 ? 10_000 : 30_000, 500 + 1000 * 2 ** (attempt - 2));
  const least = attempt < 5 ? 500 : top / 2;
  return least + random * (top - least);
}

/** Milliseconds of a slow wait that grows with `times` from `seconds` to five minutes, 20 % either way. */
export function slowWait(seconds: number, times: number, random: number): number {
  return Math.min(300_000, seconds * 1000 * 1.3 ** times) * (0.8 + 0.4 * random);
}
