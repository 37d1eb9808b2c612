import type { Emote } from '@tiktool-widgets/client';
import { bracketEmoji } from './bracket-emoji.js';
import { cleanText } from './clean.js';
import { placeEmotes, slot } from './emote-slots.js';
import { truncate } from './graphemes.js';

/** A piece of a chat line, ready to be drawn: text (never markup), a text with a direction of its own, or an image. */
export type Segment =
  { readonly kind: 'text' | 'isolate'; readonly text: string } | { readonly kind: 'emote'; readonly emote: Emote };

export interface SegmentOptions {
  /**
   * Draw emotes, and TikTok's bracket codes as emoji; without, emotes leave with their placeholders and codes stay as
   * typed. Default true.
   */
  readonly images?: boolean;
  /** Graphemes at most, an emote counts as one. Default: no limit. */
  readonly max?: number;
}

/** Mentions, hashtags and addresses: among Arabic words their first sign or their slashes would go to the other end. */
const isolates = /((?<!\w)[@#][\w.]*\w|\b\w+:\/\/\S*[\w/])/;

/** A chat text in drawing order: cleaned, cut, with every emote at its place. Takes filtered texts as well as raw ones. */
export function segments(
  text: string,
  emotes: readonly Emote[],
  { images = true, max = 0 }: SegmentOptions = {},
): Segment[] {
  const placed = placeEmotes(text, emotes);
  const kept = images ? bracketEmoji(placed.text) : placed.text.replaceAll(slot, '');
  const pieces = truncate(cleanText(kept), max).split(slot);
  return pieces.flatMap((piece, order): Segment[] => {
    const emote = placed.emotes[order - 1];
    const drawn: Segment[] = emote ? [{ kind: 'emote', emote }] : [];
    piece.split(isolates).forEach((said, i) => {
      if (said) drawn.push({ kind: i % 2 ? 'isolate' : 'text', text: said });
    });
    return drawn;
  });
}
