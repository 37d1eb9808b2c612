import { connectionOptions } from '../base/connection-options.js';
import { choice } from '../base/options.js';

/** The attributes and properties of `<tiktool-status>`. */
export const statusOptions = {
  ...connectionOptions,
  /** `badge`: one line; `panel`: what it means, what to do, which connection. */
  status: choice('none', 'badge', 'panel'),
};
