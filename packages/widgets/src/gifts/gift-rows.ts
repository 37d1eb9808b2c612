import type { Streak } from '@tiktool-widgets/client';

/** How long a leaving row is still drawn, ms. */
export const leaveTime = 180;

/** What `giftRows` needs to know; times in ms. */
export interface GiftRowOptions {
  readonly maxGifts: number;
  /** Time between a streak's end and its row's leaving; 0: never leaves. */
  readonly hideAfter: number;
  /** A streak with fewer diamonds in all has no row (yet). */
  readonly minDiamonds: number;
  readonly recipient: 'host' | 'all';
}

export interface GiftRow {
  readonly streak: Streak;
  /** All gifts of the streak together. */
  readonly diamonds: number;
  /** 1 to 5: how loud the row may be. */
  readonly tier: number;
  /** On its way out; gone after `leaveTime`. */
  readonly leaving: boolean;
}

export interface GiftRows {
  /** Oldest streak first. */
  readonly rows: readonly GiftRow[];
  /** When the rows change without a new event, ms since 1970; `Infinity` if never. */
  readonly next: number;
}

/** 1-9, 10-99, 100-999, 1,000-9,999, 10,000 and more diamonds. */
export const giftTier = (diamonds: number): number =>
  1 + [10, 100, 1000, 10_000].filter((least) => diamonds >= least).length;

/** The rows on screen as a function of the room's streaks and the time. Where there are too many, the latest stay. */
export function giftRows(streaks: readonly Streak[], options: GiftRowOptions, now: number): GiftRows {
  const { maxGifts, hideAfter, minDiamonds, recipient } = options;
  const shown: GiftRow[] = [];
  let next = Infinity;
  for (const streak of streaks) {
    const diamonds = streak.gift.diamonds * streak.count;
    const leavesAt = hideAfter > 0 && streak.endedAt !== undefined ? streak.endedAt + hideAfter : Infinity;
    const goneAt = leavesAt + leaveTime;
    if (now >= goneAt || diamonds < minDiamonds || (recipient === 'host' && !streak.forHost)) continue;
    const leaving = now >= leavesAt;
    next = Math.min(next, leaving ? goneAt : leavesAt);
    shown.push({ streak, diamonds, tier: giftTier(diamonds), leaving });
  }
  // Many streaks can begin in one millisecond: of those, too, the later ones stay.
  const latest = new Set([...shown].sort((a, b) => a.streak.updatedAt - b.streak.updatedAt).slice(-maxGifts));
  return { rows: shown.filter((row) => latest.has(row)), next };
}
