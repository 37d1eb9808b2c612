import type { Streak } from '@tiktool-widgets/client';
import { describe, expect, it } from 'vitest';
import { giftRows, giftTier, leaveTime, type GiftRowOptions } from './gift-rows.js';

const streak = (id: string, part: Partial<Streak> = {}, diamonds = 1): Streak => ({
  id,
  eventId: '',
  user: { id: '1', handle: '', nickname: '', roles: [] },
  gift: { id: '1', name: 'Rose', diamonds },
  count: 1,
  forHost: true,
  startedAt: 0,
  updatedAt: 0,
  ...part,
});
const plain: GiftRowOptions = { maxGifts: 5, hideAfter: 10_000, minDiamonds: 0, recipient: 'host' };
const ids = (streaks: readonly Streak[], options: Partial<GiftRowOptions> = {}, now = 0): string[] =>
  giftRows(streaks, { ...plain, ...options }, now).rows.map((row) => row.streak.id);

describe('gift rows', () => {
  it('C22 C30 has one row per streak, with the diamonds of all its gifts', () => {
    const { rows } = giftRows([streak('a', { count: 3 }), streak('b', { count: 2 }, 5)], plain, 0);
    expect(rows).toMatchObject([{ diamonds: 3 }, { diamonds: 10 }]);
  });

  it('keeps a row while its streak runs and ten seconds longer', () => {
    expect(ids([streak('a')], {}, 1e9)).toEqual(['a']);
    const ended = [streak('a', { endedAt: 1000 })];
    expect(giftRows(ended, plain, 10_999)).toMatchObject({ rows: [{ leaving: false }], next: 11_000 });
    expect(giftRows(ended, plain, 11_000)).toMatchObject({ rows: [{ leaving: true }], next: 11_000 + leaveTime });
    expect(giftRows(ended, plain, 11_000 + leaveTime)).toEqual({ rows: [], next: Infinity });
  });

  it('changes next when the first of the ended streaks leaves', () => {
    const gifts = [streak('a', { endedAt: 1000 }), streak('b'), streak('c', { endedAt: 4000 }, 200)];
    const { rows, next } = giftRows(gifts, plain, 5000);
    expect(next).toBe(11_000);
    expect(rows.map(({ tier }) => tier)).toEqual([1, 1, 3]);
  });

  it('hide-after 0 keeps ended rows', () => {
    expect(ids([streak('a', { endedAt: 1 })], { hideAfter: 0 }, 1e12)).toEqual(['a']);
  });

  it('min-diamonds counts the streak, not the gift', () => {
    expect(ids([streak('a', { count: 9 }), streak('b', { count: 10 })], { minDiamonds: 10 })).toEqual(['b']);
  });

  it('C31 shows gifts to guests only if asked for', () => {
    const gifts = [streak('host'), streak('guest', { forHost: false })];
    expect(ids(gifts)).toEqual(['host']);
    expect(ids(gifts, { recipient: 'all' })).toEqual(['host', 'guest']);
  });

  it('C34 keeps the streaks that grew last, in the order they began', () => {
    const many = [5, 1, 4, 2, 3].map((updatedAt, i) => streak(String(i), { updatedAt }));
    expect(ids(many, { maxGifts: 3 })).toEqual(['0', '2', '4']);
  });

  it('C34 keeps the newest of streaks that began in one instant', () => {
    expect(
      ids(
        ['a', 'b', 'c'].map((id) => streak(id, { updatedAt: 7 })),
        { maxGifts: 2 },
      ),
    ).toEqual(['b', 'c']);
  });

  it('has five tiers', () => {
    expect([0, 1, 9, 10, 99, 100, 999, 1000, 9999, 10_000, 29_999].map(giftTier)).toEqual([
      1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5,
    ]);
  });
});
