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

/** Latin letters, each followed by letters that pass for it in lower case and that Unicode does not decompose to it. */
const lookAlikes =
  'aаαᴀɑ bвβʙ cсϲᴄ dԁᴅđ eеεᴇєəɛ fꜰғƒ gɡɢԍ hнһʜħ iіιɪı jјᴊ kкκᴋ lӏʟł mмᴍ nпηɴ oоοᴏøσ pрρᴘ qԛǫ rгʀᴙ sѕꜱ tтτᴛŧ uυᴜ vνѵᴠ wωԝᴡ xхχ yуγʏ zᴢ';

const latin = new Map(
  lookAlikes.split(' ').flatMap(([letter = '', ...others]) => others.map((other): [string, string] => [other, letter])),
);

const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;

const kindOf = (char: string): number =>
  unspaced.test(char) ? UNSPACED : /[\p{L}\p{M}]/u.test(char) ? LETTER : /\p{N}/u.test(char) ? DIGIT : GAP;

/** Negative squared and circled capitals (🅱🅐🅳), the only Latin styles that have no decomposition. */
const enclosed = (char: string): string => {
  const order = ((char.codePointAt(0) ?? 0) - 0x1f150) % 32;
  return String.fromCharCode(97 + order);
};

/** One grapheme in its plainest form: small, without accents, invisible parts, style, script or skin colour. */
function foldGrapheme(grapheme: string): string {
  const plain = grapheme
    .normalize('NFKD')
    .replace(/[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}]/gu, enclosed)
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
