import type { Emote, User } from '@tiktool-widgets/client';
import { cleanText } from '../../text/clean.js';
import { placeEmotes, reindexEmotes, slot } from '../../text/emote-slots.js';
import { maskLinks } from '../../text/links.js';
import { isCommand } from './command.js';
import { createUserFilter } from './user-filter.js';
import { createWordFilter } from './word-filter.js';

/** What a chat keeps off the stream. Everything is off by default. */
export interface ChatFilterOptions {
  /** Handles, ids or nicknames. */
  readonly blockUsers?: readonly string[];
  /** Looked for in the text, the nickname and the handle. */
  readonly blockWords?: readonly string[];
  /** Default `word`. */
  readonly wordMatch?: 'word' | 'anywhere';
  /** Hide the whole line (default) or mask the word. */
  readonly blockMode?: 'hide' | 'mask';
  readonly hideCommands?: boolean;
  /** Default `!`. */
  readonly commandPrefixes?: readonly string[];
  readonly maskLinks?: boolean;
  /** Ids of emotes that are left out; the text stays. */
  readonly blockEmotes?: readonly string[];
}

/** The part of a chat event that filters read and change. */
export interface Filterable {
  readonly user: User;
  readonly text: string;
  readonly emotes: readonly Emote[];
}

/** What may be shown. Emotes stand in the text as slots, at their `index`; `segments` draws them. */
export interface Filtered extends Filterable {
  readonly hidden: boolean;
}

/** All of a chat's filters in one pure function, built once for its options. */
export function chatFilter(options: ChatFilterOptions): (event: Filterable) => Filtered {
  const isBlocked = createUserFilter(options.blockUsers ?? []);
  const words = createWordFilter({ words: options.blockWords ?? [], match: options.wordMatch ?? 'word' });
  const prefixes = options.hideCommands ? (options.commandPrefixes ?? ['!']) : [];
  const blockedEmotes = new Set(options.blockEmotes);
  const masked = options.blockMode === 'mask';
  const withoutLinks = (text: string): string => (options.maskLinks ? maskLinks(text) : text);

  return ({ user, text, emotes }) => {
    const placed = placeEmotes(text, emotes);
    let order = 0;
    const allowed = placed.emotes.filter(({ id }) => !blockedEmotes.has(id));
    const kept = cleanText(
      placed.text.replaceAll(slot, () => (blockedEmotes.has(placed.emotes[order++]?.id ?? '') ? '' : slot)),
    );
    const hidden =
      isBlocked(user) ||
      isCommand(kept.replaceAll(slot, ''), prefixes) ||
      (!masked && (words.test(kept) || words.test(user.nickname, true) || words.test(user.handle, true)));
    const shown = withoutLinks(masked ? words.mask(kept) : kept);
    const nickname = withoutLinks(masked ? words.mask(user.nickname, true) : user.nickname);
    const handle = masked ? words.mask(user.handle, true) : user.handle;
    return {
      hidden,
      user: nickname === user.nickname && handle === user.handle ? user : { ...user, nickname, handle },
      text: shown,
      emotes: reindexEmotes(shown, allowed),
    };
  };
}
