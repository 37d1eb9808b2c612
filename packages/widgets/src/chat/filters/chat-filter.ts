import type { Emote, User } from '@tiktool-widgets/client';
import { cleanText } from '../../text/clean.js';
import { placeEmotes, slot } from '../../text/emote-slots.js';
import { maskLinks } from '../../text/links.js';
import { isCommand } from './command.js';
import { createUserFilter } from './user-filter.js';
import { createWordFilter } from './word-filter.js';

/** What a chat keeps off the stream; `chat-options.ts` has the defaults. */
export interface ChatFilterOptions {
  /** Handles, ids or nicknames. */
  readonly blockUsers: readonly string[];
  /** Looked for in the text, the nickname and the handle. */
  readonly blockWords: readonly string[];
  readonly wordMatch: 'word' | 'anywhere';
  /** Hide the whole line or mask the word. */
  readonly blockMode: 'hide' | 'mask';
  readonly hideCommands: boolean;
  readonly commandPrefixes: readonly string[];
  readonly maskLinks: boolean;
  /** Ids of emotes that are left out; the text stays. */
  readonly blockEmotes: readonly string[];
}

/** The part of a chat event that filters read and change. */
export interface Filterable {
  readonly user: User;
  readonly text: string;
  readonly emotes: readonly Emote[];
}

/** What may be shown. The emotes, in order, stand in the text as slots, and `segments` draws them there. */
export interface Filtered extends Filterable {
  readonly hidden: boolean;
}

/** All of a chat's filters in one pure function, built once for its options. */
export function chatFilter(options: ChatFilterOptions): (event: Filterable) => Filtered {
  const isBlocked = createUserFilter(options.blockUsers);
  const words = createWordFilter({ words: options.blockWords, match: options.wordMatch });
  const prefixes = options.hideCommands ? options.commandPrefixes : [];
  const blockedEmotes = new Set(options.blockEmotes);
  const masked = options.blockMode === 'mask';
  const withoutLinks = (text: string): string => (options.maskLinks ? maskLinks(text) : text);

  return ({ user, text, emotes }) => {
    // A slot in the text as it came was typed by the sender.
    const placed = placeEmotes(text.replaceAll(slot, ''), emotes);
    // Some frames name an emote without its picture.
    const allowed = ({ id, imageUrl }: Emote): boolean => imageUrl !== '' && !blockedEmotes.has(id);
    let order = 0;
    const kept = cleanText(
      placed.text.replaceAll(slot, () => (placed.emotes.slice(order, ++order).some(allowed) ? slot : '')),
    );
    const hidden =
      isBlocked(user) ||
      isCommand(kept.replaceAll(slot, ''), prefixes) ||
      (!masked && (words.test(kept) || words.test(user.nickname, true) || words.test(user.handle, true)));
    const withoutWords = (said: string, name?: boolean): string => (masked ? words.mask(said, name) : said);
    const nickname = withoutLinks(withoutWords(user.nickname, true));
    const handle = withoutWords(user.handle, true);
    return {
      hidden,
      user: nickname === user.nickname && handle === user.handle ? user : { ...user, nickname, handle },
      text: withoutLinks(withoutWords(kept)),
      emotes: placed.emotes.filter(allowed),
    };
  };
}
