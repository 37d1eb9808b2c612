import type { Emote } from '@tiktool-widgets/client';
import { graphemes } from './graphemes.js';

/**
 * Stands for one emote while its text is cleaned, masked and cut. A code point that Unicode keeps free for such inner
 * use, so no font, filter or language takes it for something else.
 */
export const slot = '\ufdd0';

/** A text in which each emote is a slot, and the emotes in the order of their slots. */
export interface SlottedText {
  readonly text: string;
  readonly emotes: readonly Emote[];
}

/** Where the first pieces of a text end that together reach `wanted`: an end of the text at most. */
function reach(pieces: Iterable<string>, wanted: number, size: (piece: string) => number): number {
  let offset = 0;
  for (const piece of pieces) {
    if (wanted <= 0) break;
    wanted -= size(piece);
    offset += piece.length;
  }
  return offset;
}

/**
 * How much a place looks like one where an emote was typed. The service does not say whether it counts UTF-16 units
 * or code points, and the two differ as soon as an emoji stands before the emote.
 */
function plausibility(text: string, at: number): number {
  if (/^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(at - 1, at + 1))) return -9;
  if (text.startsWith('[emote:', at)) return 9;
  return at >= text.length || /\s/.test(text.slice(at - 1, at + 1)) ? 1 : 0;
}

/** Offset of each emote, all in the unit that fits the message better. */
function offsets(text: string, emotes: readonly Emote[]): number[] {
  const units = emotes.map(({ index }) => (index > 0 ? Math.floor(index) : 0));
  const points = units.map((index) => reach(text, index, () => 1));
  const score = (places: number[]): number => places.reduce((sum, at) => sum + plausibility(text, at), 0);
  return score(points) > score(units) ? points : units;
}

/**
 * Puts a slot where each emote belongs: in place of the text's own placeholder (`[emote:1]`) where the emote points at
 * one, has its number or has no position; else at its index, behind the grapheme that it would break. An index past
 * the end goes last. A text that has slots is taken as done.
 */
export function placeEmotes(text: string, emotes: readonly Emote[]): SlottedText {
  if (!emotes.length || text.includes(slot)) return { text, emotes };
  const free = [...text.matchAll(/\[emote:(\d+)\]/g)];
  const places = offsets(text, emotes).map((at, order) => {
    const here = free.findIndex(({ index }) => index === at);
    const numbered = free.findIndex(([, number]) => number === `${order + 1}`);
    // An index of 0 mostly means none was sent, so there any placeholder says more.
    const found = at && here >= 0 ? here : !at && numbered < 0 ? 0 : numbered;
    const [taken] = found < 0 ? [] : free.splice(found, 1);
    const start = taken?.index ?? reach(graphemes(text), at, ({ length }) => length);
    return { start, end: start + (taken?.[0].length ?? 0), order };
  });
  places.sort((a, b) => a.start - b.start);
  let done = 0;
  let placed = '';
  for (const { start, end } of places) {
    placed += text.slice(done, start) + slot;
    done = Math.max(done, end);
  }
  return { text: placed + text.slice(done), emotes: places.flatMap(({ order }) => emotes[order] ?? []) };
}
