import { graphemes } from '../../text/graphemes.js';

/** Something between words: blank, punctuation, symbol, emoji. */
export const GAP = 0;
export const LETTER = 1;
export const DIGIT = 2;
/** A letter of a script that puts no blanks between words (or glues particles on, like Korean). */
export const UNSPACED = 3;

/** A run of one folded character, and the graphemes of the original text it came from. */
export interface Folded {
  readonly char: string;
  readonly kind: number;
  /** A capital, for the boundaries of camelCase. */
  readonly upper: boolean;
  count: number;
  /** First and last grapheme. */
  readonly from: number;
  to: number;
}

/**
 * Letters that pass for Latin ones and that Unicode does not decompose: a letter, what it and those after it in Unicode
 * look like, and so on. A dot is a letter that looks like none. Then the quotes that phones put for an apostrophe, and
 * the dot between katakana words.
 */
const lookAlikes =
  'αaby.ezn.ik..v.onp.otu.x.wаa.br.e..u.k.mhonpcty.x......bєesi.jғfһhӏlԁdԛq.wᴀa...cd.e..jklmno........prrtu...vwz' +
  'ɑaəe.eɡggɪiɴnʀrʏyʙbʜh..lꜰfsøođdħhłlŧtƒf🅐abcdefghijklmnopqrstuvwxyz🅰abcdefghijklmnopqrstuvwxyz' +
  "‘''・-";

const latin = new Map<string, string>();
let next = 0;
for (const char of lookAlikes) {
  if (char > '~') next = char.codePointAt(0) ?? 0;
  else {
    if (char !== '.') latin.set(String.fromCodePoint(next), char);
    next++;
  }
}

const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\ud7ff\u{20000}-\u{3ffff}]/u;

const kindOf = (char: string): number =>
  unspaced.test(char) ? UNSPACED : /[\p{L}\p{M}]/u.test(char) ? LETTER : /\p{N}/u.test(char) ? DIGIT : GAP;

type Char = Pick<Folded, 'char' | 'kind' | 'upper'>;

/** One grapheme in its plainest form: small, without accents, invisible parts, style, script or skin colour. */
function foldGrapheme(grapheme: string): Char[] {
  const styleless = grapheme.normalize('NFKD');
  const small = styleless.toLowerCase();
  const plain = small
    // To capitals and back: ß becomes ss, and both small sigmas become one.
    .toUpperCase()
    .toLowerCase()
    .replace(/[\s\u115f\u1160\u2800]/g, ' ')
    // Inherited marks are the accents of all alphabets; the two kana marks make other letters. Points of Hebrew and the
    // line that stretches Arabic are left out as freely.
    .replace(/[^\P{sc=Zinh}\u3099\u309a]|[\u05b0-\u05bd\u05c1\u05c2\u0640\p{Cc}\p{Cf}\p{Cs}\p{EMod}\ufffc]/gu, '')
    .normalize('NFC');
  // An emoji of several parts is one character: two flags hold the letters of a third.
  return (plain.match(/[\p{L}\p{M}\p{N}]|[^]+/gu) ?? []).map((part) => {
    const char = latin.get(part) ?? part;
    return { char, kind: kindOf(char), upper: small !== styleless };
  });
}

const cache = new Map<string, Char[]>();

function charsOf(grapheme: string): readonly Char[] {
  let chars = cache.get(grapheme);
  if (!chars) {
    // Strangers choose what is said, so the memory of it needs a bound.
    if (cache.size > 2000) cache.clear();
    cache.set(grapheme, (chars = foldGrapheme(grapheme)));
  }
  return chars;
}

/** A text as a filter reads it, and its graphemes to mask. */
export function foldLetters(text: string): { readonly folded: Folded[]; readonly clusters: string[] } {
  const clusters = graphemes(text);
  const folded: Folded[] = [];
  clusters.forEach((cluster, at) => {
    for (const { char, kind, upper } of charsOf(cluster)) {
      const last = folded[folded.length - 1];
      if (last?.char === char) {
        // Several blanks are one.
        if (char !== ' ') last.count++;
        last.to = at;
      } else folded.push({ char, kind, upper, count: 1, from: at, to: at });
    }
  });
  return { folded, clusters };
}
