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
 * look like, and so on. A dot is a letter that looks like none.
 */
const lookAlikes =
  'αaby.ezn.ik..v.onp.otu.x.wаa.br.e..u.k.mhonpcty.x......bєesi.jғfһhӏlԁdԛq.wᴀa...cd.e..jklmno........prrtu...vwz' +
  'ɑaəe.eɡggɪiɴnʀrʏyʙbʜh..lꜰfsøođdħhłlŧtƒf🅐abcdefghijklmnopqrstuvwxyz🅰abcdefghijklmnopqrstuvwxyz';

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

/** One grapheme in its plainest form: small, without accents, invisible parts, style, script or skin colour. */
function foldGrapheme(grapheme: string): string {
  const plain = grapheme
    .normalize('NFKD')
    // To capitals and back: ß becomes ss, and both small sigmas become one.
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    // Inherited marks are the accents of all alphabets; the two kana marks make other letters.
    .replace(/[\s\u115f\u1160\u2800]/g, ' ')
    .replace(/[^\P{sc=Zinh}\u3099\u309a]|[\p{Cc}\p{Cf}\p{Cs}\p{EMod}\ufffc]/gu, '')
    .normalize('NFC');
  return Array.from(plain, (char) => latin.get(char) ?? char).join('');
}

const cache = new Map<string, (readonly [char: string, kind: number])[]>();

function charsOf(grapheme: string): (readonly [string, number])[] {
  let chars = cache.get(grapheme);
  if (!chars) {
    // Strangers choose what is said, so the memory of it needs a bound.
    if (cache.size > 2000) cache.clear();
    chars = Array.from(foldGrapheme(grapheme), (char) => [char, kindOf(char)] as const);
    cache.set(grapheme, chars);
  }
  return chars;
}

/** A text as a filter reads it, and its graphemes to mask. */
export function foldLetters(text: string): { readonly folded: Folded[]; readonly clusters: string[] } {
  const clusters = graphemes(text);
  const folded: Folded[] = [];
  clusters.forEach((cluster, at) => {
    const upper = cluster !== cluster.toLowerCase();
    for (const [char, kind] of charsOf(cluster)) {
      const last = folded[folded.length - 1];
      if (last?.char === char) {
        last.count++;
        last.to = at;
      } else folded.push({ char, kind, upper, count: 1, from: at, to: at });
    }
  });
  return { folded, clusters };
}
