import { connectionOptions } from '../base/connection-options.js';
import { choice, flag, integer, seconds } from '../base/options.js';

/** The attributes and properties of `<tiktool-gifts>`. */
export const giftOptions = {
  ...connectionOptions,
  maxGifts: integer(5, 1, 100),
  hideAfter: seconds(10),
  minDiamonds: integer(0, 0, 1e9),
  order: choice('bottom', 'top'),
  recipient: choice('host', 'all'),
  withoutAvatars: flag,
  safe: flag,
};
