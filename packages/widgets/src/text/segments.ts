import type { Emote } from '@tiktool-widgets/client';
import { bracketEmoji } from './bracket-emoji.js';
import { cleanText } from './clean.js';
import { placeEmotes, slot } from './emote-slots.js';
import { truncate } from './graphemes.js';

/** A piece of a chat line, ready to be drawn: text (never markup) or an image. */
export type Segment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'emote'; readonly id: string; readonly imageUrl: string; readonly alt: string };

export interface SegmentOptions {
  /** Draw TikTok's bracket codes as emoji. Default true. */
  readonly emoji?: boolean;
  /** Draw emotes; without, they leave with their placeholders. Default true. */
  readonly images?: boolean;
  /** Graphemes at most, an emote counts as one. Default: no limit. */
  readonly max?: number;
}

/** A chat text in drawing order: cleaned, cut, with every emote at its place. Takes filtered texts as well as raw ones. */
export function segments(
  text: string,
  emotes: readonly Emote[],
  { emoji = true, images = true, max = 0 }: SegmentOptions = {},
): Segment[] {
  const placed = placeEmotes(text, emotes);
  const kept = cleanText(images ? placed.text : placed.text.replaceAll(slot, ''));
  const pieces = truncate(emoji ? bracketEmoji(kept) : kept, max).split(slot);
  return pieces.flatMap((piece, order): Segment[] => {
    const emote = order > 0 ? placed.emotes[order - 1] : undefined;
    const drawn: Segment[] = emote ? [{ kind: 'emote', id: emote.id, imageUrl: emote.imageUrl, alt: '[emote]' }] : [];
    return piece ? [...drawn, { kind: 'text', text: piece }] : drawn;
  });
}
