import { connectionOptions } from '../base/connection-options.js';
import { choice, flag, integer, list, seconds } from '../base/options.js';

/** The attributes and properties of `<tiktool-chat>`. */
export const chatOptions = {
  ...connectionOptions,
  maxMessages: integer(50, 1, 500),
  hideAfter: seconds(0),
  order: choice('bottom', 'top'),
  layout: choice('list', 'bubbles', 'ticker'),
  withoutAvatars: flag,
  withoutBadges: flag,
  withoutEmotes: flag,
  withoutNames: flag,
  nameFormat: choice('nickname', 'handle', 'both'),
  maxLength: integer(0, 0, 10_000),
  hideCommands: flag,
  commandPrefixes: list('!'),
  blockUsers: list(),
  blockWords: list(),
  blockEmotes: list(),
  wordMatch: choice('word', 'anywhere'),
  blockMode: choice('hide', 'mask'),
  maskLinks: flag,
  hold: seconds(0),
  merge: flag,
};
