import type { LikeEvent } from '../protocol/live-event.js';

/**
 * The room's likes. The wire's total jitters backwards by thousands, so the largest counts; where no frame ever has a
 * total, the batches are added up, which is too small but moves.
 *
 * @param totals Whether a like frame has had a total.
 */
export const reduceLikes = (likes: number, totals: boolean, { count, total }: LikeEvent): number =>
  total !== undefined ? Math.max(likes, total) : totals ? likes : likes + count;
