import type { CatalogueGift } from './gift-catalogue.js';
import type { Random } from './random.js';

/** One gift frame to be. Times in ms since the show's start. */
interface PlannedGift {
  readonly at: number;
  /** Running total. */
  readonly count: number;
  readonly ended: boolean;
  /** Keeps frames of one log id together: the end frame repeats that of the last counted one. */
  readonly step: number;
}

export interface StreakPlan {
  readonly frames: readonly PlannedGift[];
  /** The streak's true total. */
  readonly total: number;
  /** No frame will say that it is over. */
  readonly endLost: boolean;
}

/** Counts that come at once when people send a whole handful. */
const batches = [10, 66, 66, 99, 188, 520];

/**
 * The frames of one gift: single types in one frame that never ends; streakable ones as a run with a late end frame,
 * with counts that are skipped or swapped, sometimes without the end (protocol section 5).
 */
export function planStreak(random: Random, gift: CatalogueGift, start: number): StreakPlan {
  if (gift.type !== 1) {
    const count = random.chance(0.06) ? random.int(2, 5) : 1;
    return { frames: [{ at: start, count, ended: false, step: 0 }], total: count, endLost: false };
  }
  if (random.chance(0.05) && gift.diamonds < 20) return planBatch(random, start);
  const total = runLength(random, gift);
  const counted = swapSome(random, countedFrames(random, total, start));
  const last = counted.reduce((latest, frame) => Math.max(latest, frame.at), start);
  const endLost = random.chance(total > 1 ? 0.22 : 0.08);
  const end = { at: last + random.int(3_200, 3_600), count: total, ended: true, step: counted.length - 1 };
  return { frames: endLost ? counted : [...counted, end], total, endLost };
}

function planBatch(random: Random, start: number): StreakPlan {
  const total = random.pick(batches);
  const first = { at: start, count: total, ended: random.chance(0.5), step: 0 };
  const end = { at: start + random.int(1_000, 3_500), count: total, ended: true, step: 0 };
  return { frames: first.ended ? [first] : [first, end], total, endLost: false };
}

function runLength(random: Random, gift: CatalogueGift): number {
  const roll = random.next();
  if (gift.diamonds >= 20) return roll < 0.8 ? 1 : random.int(2, 4);
  if (roll < 0.66) return 1;
  if (roll < 0.93) return random.int(2, 12);
  return random.int(13, 45);
}

function countedFrames(random: Random, total: number, start: number): PlannedGift[] {
  const frames: PlannedGift[] = [];
  let at = start;
  for (let count = 1; count <= total;) {
    frames.push({ at, count, ended: false, step: frames.length });
    at += random.int(500, 1_100);
    const next = count + (random.chance(0.3) ? random.int(2, 4) : 1);
    // The highest count always arrives: only the ones before it are thinned out.
    count = next > total && count < total ? total : next;
  }
  return frames;
}

/** Two neighbours come the wrong way round, as in 2 of 15 real runs. */
function swapSome(random: Random, frames: readonly PlannedGift[]): PlannedGift[] {
  if (frames.length < 3 || !random.chance(0.15)) return [...frames];
  const index = random.int(1, frames.length - 2);
  return frames.map((frame, position) => {
    if (position !== index && position !== index + 1) return frame;
    const other = frames[position === index ? index + 1 : index];
    return { ...frame, at: other?.at ?? frame.at };
  });
}
