import { describe, expect, it } from 'vitest';
import { backoff, closeRule, slowWait } from './policy.js';

const evaluation = 'Evaluation period ended. Upgrade at https://example.com/pricing to continue.';
const sandbox = 'Rate Limit Exceeded. Sandbox allows 60 WebSocket connections per hour.';
const dailyText = 'Daily Demo Limit Reached. Upgrade Required. (15 WS sessions / 24h on Community)';

describe('closeRule', () => {
  it.each([
    [1000, '', 'retry', 'dropped'],
    [1005, '', 'retry', 'dropped'],
    [1006, '', 'retry', 'dropped'],
    [1011, '', 'retry', 'dropped'],
    [4500, '', 'retry', 'dropped'],
    [4556, 'Relay connection error', 'retry', 'dropped'],
    [4557, '', 'retry', 'dropped'],
    [1001, '', 'retry', 'restart'],
    [1012, 'service restart', 'retry', 'restart'],
    [1013, '', 'retry', 'overloaded'],
    [4007, '', 'retry', 'overloaded'],
    [1008, '', 'retry', 'rate-limited'],
    [4002, '', 'retry', 'rate-limited'],
    [4003, '', 'token', 'token-refused'],
    [4401, 'Invalid JWT', 'token', 'token-refused'],
    [4401, 'token expired', 'token', 'token-refused'],
    [4401, 'Auth failed', 'token', 'token-refused'],
    [4401, evaluation, 'blocked', 'plan-over'],
    [4000, '', 'offline', 'offline'],
    [4404, 'Creator is not currently live', 'offline', 'offline'],
    [4006, 'No messages for too long', 'offline', 'offline'],
    [4001, '', 'offline', 'ended'],
    [4005, 'STREAM_END', 'offline', 'ended'],
    [4005, '', 'offline', 'ended'],
    [4005, 'Stream ended', 'offline', 'ended'],
    [4005, 'Tier Limit', 'limit', 'connection-limit'],
    [4006, 'Session duration limit', 'cut', 'planned'],
    [4004, '', 'blocked', 'no-such-user'],
    [4400, '', 'blocked', 'bad-options'],
    [4403, '', 'blocked', 'not-allowed'],
    [4429, 'Evicted - newer connection arrived (FIFO)', 'slow', 'evicted'],
    [4429, sandbox, 'hour', 'hourly-limit'],
    [4429, 'Rate limit: 60 connections/hour', 'hour', 'hourly-limit'],
    [4429, dailyText, 'blocked', 'daily-limit'],
    [4429, 'Daily limit reached, try again in 24 hours', 'blocked', 'daily-limit'],
    [4429, 'Demo session ended', 'blocked', 'daily-limit'],
    [4555, 'Daily Demo Limit Reached', 'blocked', 'daily-limit'],
    [4429, 'Too many connections', 'limit', 'connection-limit'],
    [4429, '2 concurrent websocket connections', 'limit', 'connection-limit'],
    [4429, '', 'slow', 'unknown-code'],
    [4999, 'what is this', 'slow', 'unknown-code'],
    [1006, 'anon_limit', 'blocked', 'daily-limit'],
    [1000, 'demo_limit', 'blocked', 'daily-limit'],
    [1000, 'session_limit', 'blocked', 'daily-limit'],
    [3000, '', 'retry', 'dropped'],
  ] as const)('%i "%s" → %s, %s', (code, text, then, reason) => {
    expect(closeRule(code, text, 5)).toMatchObject({ then, reason });
  });

  it('looks at the life of the socket', () => {
    expect(closeRule(4006, '', 7200).then).toBe('cut');
    expect(closeRule(4006, '', 5).then).toBe('retry');
    expect(closeRule(1000, 'session_limit', 7200).then).toBe('cut');
  });

  it('waits as long as the table says', () => {
    expect(closeRule(1013, '', 5).wait).toBe(15);
    expect(closeRule(4002, '', 5).wait).toBe(60);
    expect(closeRule(4004, '', 5).wait).toBe(900);
    expect(closeRule(4401, evaluation, 5).wait).toBe(3600);
  });

  it('tries the rows of a page first', () => {
    const extra = [{ codes: [4429], text: /Evicted/g, then: 'blocked', reason: 'mine' }] as const;
    expect(closeRule(4429, 'Evicted', 5, extra).reason).toBe('mine');
    // A /g expression keeps a place; it must not be felt.
    expect(closeRule(4429, 'Evicted', 5, extra).reason).toBe('mine');
    expect(closeRule(4429, sandbox, 5, extra).reason).toBe('hourly-limit');
  });
});

describe('backoff', () => {
  it('is spread over a second at first, then grows with jitter to 10 s, and to 30 s after two minutes', () => {
    expect([backoff(1, 0, 0), backoff(1, 0, 0.999)]).toEqual([0, 999]);
    expect([backoff(2, 0, 0), backoff(2, 0, 1)]).toEqual([500, 1500]);
    expect([backoff(4, 0, 0), backoff(4, 0, 1)]).toEqual([500, 4500]);
    for (const attempt of [6, 20, 2000]) {
      expect(backoff(attempt, 119_000, 1)).toBeLessThanOrEqual(10_000);
      expect(backoff(attempt, 121_000, 1)).toBeLessThanOrEqual(30_000);
      expect(backoff(attempt, 119_000, 0)).toBe(5000);
    }
    expect(backoff(20, 121_000, 1)).toBe(30_000);
  });
});

describe('slowWait', () => {
  it('is 60 s ± 20 % and grows to five minutes', () => {
    expect([0, 1].map((random) => Math.round(slowWait(60, 0, random)))).toEqual([48_000, 72_000]);
    expect(slowWait(60, 3, 0.5)).toBeGreaterThan(slowWait(60, 2, 0.5));
    expect(slowWait(60, 50, 0.5)).toBe(300_000);
  });
});
