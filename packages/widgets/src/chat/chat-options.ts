import { connectionOptions } from '../base/connection-options.js';
import { choice, flag, integer, list, seconds } from '../base/options.js';

/** The attributes and properties of `<tiktool-chat>`. */
export const chatOptions = {
  ...connectionOptions,
  /** Rows at most, up to 500. */
  maxMessages: integer(50, 1, 500),
  /** Seconds a row stays; 0: until newer rows take its place. */
  hideAfter: seconds(0),
  /** Where new rows appear. */
  order: choice('bottom', 'top'),
  /** Rows, speech bubbles, or one moving line. */
  layout: choice('list', 'bubbles', 'ticker'),
  /** No pictures of people. */
  withoutAvatars: flag,
  /** No role badges. */
  withoutBadges: flag,
  /** Text only: no images, and TikTok's codes as typed (`[wow]`). */
  withoutEmotes: flag,
  /** No name anywhere in the document. */
  withoutNames: flag,
  /** Which of a person's names shows. */
  nameFormat: choice('nickname', 'handle', 'both'),
  /** Characters of a message, as people count them; 0: all. */
  maxLength: integer(0, 0, 10_000),
  /** No messages that begin with a command prefix, as `!song …`. */
  hideCommands: flag,
  /** What commands begin with; comma-separated. */
  commandPrefixes: list('!'),
  /** Handles, ids or nicknames; comma-separated. */
  blockUsers: list(),
  /** Comma-separated; look-alikes, spaced and stretched spellings are found, in names too. */
  blockWords: list(),
  /** Ids of emotes; comma-separated. */
  blockEmotes: list(),
  /** `anywhere` finds glued words, too. */
  wordMatch: choice('word', 'anywhere'),
  /** `mask` shows `•••` instead of hiding the message. */
  blockMode: choice('hide', 'mask'),
  /** Addresses become `•••`. */
  maskLinks: flag,
  /** Seconds before a message shows, so that moderators can act. */
  hold: seconds(0),
  /** Messages of one person that follow each other share one name. */
  merge: flag,
};
