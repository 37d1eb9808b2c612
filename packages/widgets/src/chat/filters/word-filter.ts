import { slot } from '../../text/emote-slots.js';
import { DIGIT, GAP, LETTER, UNSPACED, foldLetters, type Folded } from './fold-letters.js';

export interface WordFilterOptions {
  /** Words, phrases or emoji, in any script and spelling. Blanks and doubles do not matter. */
  readonly words: readonly string[];
  /** `word`: only as a word of its own (scripts without blanks: anywhere). `anywhere`: also inside other words. */
  readonly match: 'word' | 'anywhere';
}

export interface WordFilter {
  /** @param name the text is a name: a capital inside it begins a new word (`BadBoy`) */
  test(text: string, name?: boolean): boolean;
  /** Replaces each grapheme of each match by `•`; blanks and everything else stay. */
  mask(text: string, name?: boolean): string;
}

/** A word's runs: a text's run fits if it is as long, or at least as long as `floors` says. */
interface Ending {
  readonly lengths: readonly number[];
  readonly floors: readonly number[];
}

/** A tree of the words' characters, each run of one character being one step. */
interface Node {
  readonly next: Map<string, Node>;
  readonly endings: Ending[];
}

/** A disguised word as far as it was followed. */
interface Path {
  readonly node: Node;
  /** What the last run was taken for. */
  readonly char: string;
  readonly last: number;
  readonly lengths: readonly number[];
  readonly strong: boolean;
}

/** Digits and signs that stand for letters. */
const leet: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'il',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'il',
};

/** What people put inside a word to hide it, and hardly ever between two words. */
const glue = `.-_*~·${slot}`;

/** Steps that are spent on one beginning: enough for any disguise people can still read, and a bound for all others. */
const patience = 100;

const runLength = (char: string, count: number): number => (char === ' ' ? 1 : count);

/** The tree of all words; blank entries are none. */
function plant(words: readonly string[], anywhere: boolean): Node {
  const root: Node = { next: new Map(), endings: [] };
  for (const word of new Set(words)) {
    // Inside a phrase, blanks, dots and dashes are one; around a word without letters they are the word.
    const { folded } = foldLetters(word.trim().replace(/([\p{L}\p{M}\p{N}])[\s._-]+(?=[\p{L}\p{N}])/gu, '$1 '));
    if (!folded.some(({ char }) => char !== ' ')) continue;
    let node = root;
    for (const { char } of folded) {
      let child = node.next.get(char);
      if (!child) node.next.set(char, (child = { next: new Map(), endings: [] }));
      node = child;
    }
    node.endings.push({
      lengths: folded.map(({ char, count }) => runLength(char, count)),
      floors: folded.map(({ kind, count }, at) =>
        kind === DIGIT
          ? Infinity
          : // "good" is not "god", but "goood" is; a long word is hardly another one with a letter doubled.
            kind !== LETTER || folded.length > 3 || (anywhere && (at === 0 || at === folded.length - 1))
            ? count
            : Math.max(count, 3),
      ),
    });
  }
  return root;
}

const fits = ({ lengths, floors }: Ending, found: readonly number[]): boolean =>
  found.every((length, at) => length === lengths[at] || length >= (floors[at] ?? 0));

/** Do a word's first or last run, of that kind, and its neighbour outside belong to different words? */
const parts = (kind: number, outside: Folded | undefined): boolean =>
  !outside ||
  kind === GAP ||
  kind === UNSPACED ||
  outside.kind === GAP ||
  outside.kind === UNSPACED ||
  (kind === LETTER && outside.kind === DIGIT);

/**
 * Finds listed words in a text through the usual disguises: capitals, accents, styled, Cyrillic or Greek letters,
 * digits for letters, repeated letters, invisible characters, and letters set apart (`b a d`, `b.a.d`). Innocent words
 * that merely contain a listed one are found by `anywhere` alone. The time grows with the text's length, not with the
 * number of words.
 */
export function createWordFilter({ words, match }: WordFilterOptions): WordFilter {
  const anywhere = match === 'anywhere';
  const root = plant(words, anywhere);

  /** Calls `report` with the first and last run of each match until it answers true. */
  function search(folded: readonly Folded[], name: boolean, report: (first: number, last: number) => boolean): boolean {
    const camel = (at: number): boolean => name && folded[at]?.upper === true && folded[at - 1]?.upper === false;
    const alone = (at: number): boolean => !folded[at - 1]?.kind && !folded[at + 1]?.kind;

    let steps = 0;
    /** @param torn something else than glue was left out since the last run: then only single letters go on */
    function follow(path: Path, first: number, at: number, torn: boolean): boolean {
      const run = folded[at];
      if (!run || steps++ > patience) return false;

      const take = (char: string, disguised: boolean): boolean => {
        const repeated = char === path.char;
        const node = repeated ? path.node : path.node.next.get(char);
        if (!node || (torn && !(alone(path.last) && alone(at)))) return false;
        // A sign in a letter's place is part of a word: "cl@ss" has no word that begins at its third letter.
        const kind = disguised ? LETTER : run.kind;
        if (at === first && !anywhere && !parts(kind, folded[at - 1]) && !camel(at)) return false;
        const length = runLength(char, run.count);
        const before = path.lengths;
        const lengths = repeated
          ? [...before.slice(0, -1), runLength(char, length + (before[before.length - 1] ?? 0))]
          : [...before, length];
        // 455 is a number, but @55 is not.
        const strong = path.strong || !disguised || run.char === '@';
        return (
          (strong &&
            node.endings.some((ending) => fits(ending, lengths)) &&
            (anywhere || parts(kind, folded[at + 1]) || camel(at + 1)) &&
            report(first, at)) ||
          follow({ node, char, last: at, lengths, strong }, first, at + 1, false)
        );
      };

      if (take(run.char, false)) return true;
      for (const char of leet[run.char] ?? '') if (take(char, true)) return true;
      if (run.kind !== GAP || at === first) return false;
      return (
        (run.char !== ' ' && take(' ', false)) ||
        follow(path, first, at + 1, torn || (anywhere ? run.char === ' ' : !glue.includes(run.char)))
      );
    }

    const start: Path = { node: root, char: '', last: -1, lengths: [], strong: false };
    return folded.some((_, first) => {
      steps = 0;
      return follow(start, first, first, false);
    });
  }

  return {
    test: (text, name = false) => root.next.size > 0 && search(foldLetters(text).folded, name, () => true),
    mask(text, name = false) {
      if (!root.next.size) return text;
      const { folded, clusters } = foldLetters(text);
      const masked = new Set<number>();
      search(folded, name, (first, last) => {
        const end = folded[last]?.to ?? 0;
        for (let at = folded[first]?.from ?? 0; at <= end; at++) masked.add(at);
        return false;
      });
      return masked.size
        ? clusters.map((cluster, at) => (masked.has(at) && /[^\s\p{C}]/u.test(cluster) ? '•' : cluster)).join('')
        : text;
    },
  };
}
