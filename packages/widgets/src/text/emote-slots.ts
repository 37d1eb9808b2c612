import type { Emote } from '@tiktool-widgets/client';

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

const placeholder = /\[emote:(\d+)\]|\ufdd0/g;

/** UTF-16 offset of the code point with that number; past the end of a short text. */
function codePointOffset(text: string, index: number): number {
  let offset = 0;
  for (const point of text) {
    if (index-- < 1) break;
    offset += point.length;
  }
  return offset;
}

const splitsPair = (text: string, at: number): boolean =>
  /[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at));

/**
 * How much a place looks like one where an emote was typed. The service does not say whether it counts UTF-16 units
 * or code points, and the two differ as soon as an emoji stands before the emote.
 */
function plausibility(text: string, at: number): number {
  if (splitsPair(text, at)) return -9;
  if (/^(?:\[emote:\d+\]|\ufdd0)/.test(text.slice(at, at + 24))) return 9;
  return at === 0 || at >= text.length || /\s/.test(text.slice(at - 1, at + 1)) ? 1 : 0;
}

/** Offset of each emote, all in the unit that fits the message better. */
function offsets(text: string, emotes: readonly Emote[]): number[] {
  const units = emotes.map(({ index }) => Math.min(index > 0 ? Math.floor(index) : 0, text.length));
  if (!/[\ud800-\udbff]/.test(text)) return units;
  const points = units.map((index) => codePointOffset(text, index));
  const score = (places: number[]): number => places.reduce((sum, at) => sum + plausibility(text, at), 0);
  return score(points) > score(units) ? points : units;
}

/** Moves a place that lies inside a grapheme behind it: an emote must not break an emoji or take off an accent. */
function outsideGrapheme(text: string, at: number): number {
  const rest = text.slice(at);
  if (splitsPair(text, at)) return outsideGrapheme(text, at + 1);
  const inside = text.charAt(at - 1) === '\u200d' ? /^.[\p{M}\p{EMod}]*/su : /^(?:[\p{M}\p{EMod}]|\u200d.)+/su;
  const skipped = at > 0 ? (inside.exec(rest)?.[0].length ?? 0) : 0;
  return skipped ? outsideGrapheme(text, at + skipped) : at;
}

/**
 * Puts a slot where each emote belongs: in place of the text's own placeholder (`[emote:1]`) where the emote points at
 * one, has its number or has no position; else at its index. An index past the end goes last.
 */
export function placeEmotes(text: string, emotes: readonly Emote[]): SlottedText {
  const free = [...text.matchAll(placeholder)];
  const places = offsets(text, emotes).map((at, order) => {
    const here = free.findIndex((match) => match.index === at);
    const numbered = free.findIndex((match) => match[1] === `${order + 1}`);
    // An index of 0 mostly means none was sent, so there any placeholder says more.
    const found = here >= 0 && (at > 0 || text.startsWith(slot)) ? here : numbered < 0 && at === 0 ? 0 : numbered;
    const [taken] = found < 0 ? [] : free.splice(found, 1);
    const start = taken?.index ?? outsideGrapheme(text, at);
    return { start, end: start + (taken?.[0].length ?? 0), order };
  });
  places.sort((a, b) => a.start - b.start || a.order - b.order);
  let done = 0;
  let placed = '';
  const ordered: Emote[] = [];
  for (const { start, end, order } of places) {
    // Slots that nobody's emote claimed were typed by the sender.
    placed += text.slice(done, start).replaceAll(slot, '');
    const emote = emotes[order];
    if (emote) ordered.push({ ...emote, index: placed.length });
    placed += slot;
    done = Math.max(done, end);
  }
  return { text: placed + text.slice(done).replaceAll(slot, ''), emotes: ordered };
}

/** Gives emotes the index of their slot again after the text was changed around the slots. */
export function reindexEmotes(text: string, emotes: readonly Emote[]): Emote[] {
  let at = -1;
  return emotes.map((emote) => ({ ...emote, index: (at = text.indexOf(slot, at + 1)) }));
}
