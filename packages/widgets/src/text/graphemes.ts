/** Made when it is first needed: that takes as long as everything else before the first row. */
let segmenter: Intl.Segmenter | undefined;

/** Where a browser has no segmenter: flags, joined emoji and stacked marks stay whole, the rest goes by code points. */
const roughCluster = /\p{RI}{2}|.(?:\u200d.|[\p{M}\p{EMod}\u{e0020}-\u{e007f}])*/gsu;

/** What people see as one character each: an emoji family, a flag, a letter with its marks. */
export function graphemes(text: string): string[] {
  // Most of chat is ASCII, and there the segmenter costs twenty times what the split does.
  if (/^[ -~]*$/.test(text)) return text.split('');
  if (!('Segmenter' in Intl)) return text.match(roughCluster) ?? [];
  segmenter ??= new Intl.Segmenter();
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/**
 * Cuts a text to at most `max` graphemes, the ellipsis included. Neither an emoji nor a joiner is left half.
 * @param max 0, a negative number or NaN: no limit.
 */
export function truncate(text: string, max: number, ellipsis = '…'): string {
  if (!(max > 0) || text.length <= max) return text;
  const all = graphemes(text);
  if (all.length <= max) return text;
  const kept = all.slice(0, max - 1).join('');
  return kept.replace(/[\s\u200c\u200d]+$/, '') + ellipsis;
}

/**
 * The initial that stands in for an avatar: the first letter or digit, in capitals; without any, the first visible
 * grapheme (an emoji); `''` for a blank name.
 */
export function firstGrapheme(text: string): string {
  const all = graphemes(text);
  const initial =
    all.find((cluster) => /^[\p{L}\p{N}]/u.test(cluster)) ??
    all.find((cluster) => /[^\s\p{C}\p{M}]/u.test(cluster)) ??
    '';
  return initial.toUpperCase();
}
