import type { ChatEntry, User } from '@tiktool-widgets/client';
import { displayName, type NameFormat } from '../text/clean.js';
import { textDirection } from '../text/direction.js';
import { firstGrapheme } from '../text/graphemes.js';
import { segments, type Segment } from '../text/segments.js';
import { chatFilter, type ChatFilterOptions } from './filters/chat-filter.js';

/** What a chat row says, after all filters. */
export interface ChatLine {
  /** Without an id where names are not to be seen and one stands in its place. */
  readonly user: User;
  /** Empty where names are not to be seen. */
  readonly name: string;
  /** Stands in for the avatar; empty where names are not to be seen. */
  readonly initial: string;
  readonly segments: readonly Segment[];
  readonly direction: 'ltr' | 'rtl' | 'auto';
}

export interface ChatLineOptions extends ChatFilterOptions {
  readonly nameFormat: NameFormat;
  readonly withoutNames: boolean;
  readonly withoutEmotes: boolean;
  /** Graphemes; 0: no limit. */
  readonly maxLength: number;
}

/**
 * Reads each entry once, however often it is drawn; null for an entry of which nothing may or can be shown.
 * @param viewer the word for somebody without a name
 */
export function createLineReader(options: ChatLineOptions, viewer: string): (entry: ChatEntry) => ChatLine | null {
  const filter = chatFilter(options);
  const lines = new WeakMap<ChatEntry, ChatLine | null>();

  const read = ({ event }: ChatEntry): ChatLine | null => {
    const { user } = event;
    const filtered = filter(
      event.kind === 'emote' ? { user, text: '', emotes: [{ ...event.emote, index: 0 }] } : event,
    );
    if (filtered.hidden) return null;
    const pieces = segments(filtered.text, filtered.emotes, {
      images: !options.withoutEmotes,
      max: options.maxLength,
    });
    if (!pieces.length) return null;
    const name = options.withoutNames ? '' : displayName(filtered.user, options.nameFormat, viewer);
    const direction = textDirection(pieces.map((piece) => (piece.kind === 'emote' ? '' : piece.text)).join(' '));
    // The service does not send an id for everybody.
    const named = options.withoutNames && [user.handle, user.nickname].some((said) => said && user.id.endsWith(said));
    return {
      user: named ? { ...user, id: '' } : user,
      name,
      initial: firstGrapheme(name),
      segments: pieces,
      direction,
    };
  };

  return (entry) => {
    let line = lines.get(entry);
    if (line === undefined) lines.set(entry, (line = read(entry)));
    return line;
  };
}
