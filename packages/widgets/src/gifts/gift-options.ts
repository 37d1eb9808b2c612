import { connectionOptions } from '../base/connection-options.js';
import { choice, flag, integer, seconds } from '../base/options.js';

/** The attributes and properties of `<tiktool-gifts>`. */
export const giftOptions = {
  ...connectionOptions,
  /** Rows at most, up to 100; the latest stay. */
  maxGifts: integer(5, 1, 100),
  /** Seconds a row stays after the end of its streak; 0: until newer rows take its place. */
  hideAfter: seconds(10),
  /** Streaks with fewer diamonds in all have no row. */
  minDiamonds: integer(0, 0, 1e9),
  /** Where new rows appear. */
  order: choice('bottom', 'top'),
  /** `all` shows gifts to guests, too; they are in no total. */
  recipient: choice('host', 'all'),
  /** No pictures of people. */
  withoutAvatars: flag,
  /** No TikTok artwork, neutral words. */
  safe: flag,
};
