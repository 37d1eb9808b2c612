import { describe, expect, it } from 'vitest';
import { readRetryAfter } from './token-error.js';

describe('readRetryAfter', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  it.each([
    ['30', 30_000],
    ['0', 0],
    [1.5, 1500],
    ['99999', 900_000],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['2026-01-01T00:01:00Z', 60_000],
    ['Thu, 01 Jan 2026 00:01:00 +0000', 60_000],
    ['Thu, 01 Jan 2020 00:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
  ])('%s → %s', (header, ms) => {
    expect(readRetryAfter(header, now)).toBe(ms);
  });
});
