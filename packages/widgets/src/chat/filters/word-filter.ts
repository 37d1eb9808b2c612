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

/** A word as the lengths of its runs: a text's run is as long, or at least as long as the second number. */
type Ending = readonly (readonly [length: number, floor: number])[];

/** A tree of the words' characters, each run of one character being one step. */
class Branch extends Map<string, Branch> {
  readonly endings: Ending[] = [];
}

/** Digits and signs that stand for letters. */
const leet: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'il',
  3: 'e',
  4: 'a',
  5: 's',
  6: 'g',
  7: 't',
  9: 'g',
  '@': 'a',
  $: 's',
  '€': 'e',
  '!': 'i',
  '|': 'il',
};

/** What people put inside a word to hide it, and hardly ever between two words: signs, emoji, the slot of an emote. */
const glue = /[.*~·_\ufdd0\p{ExtPict}-]/u;

/** Steps that are spent on one beginning: enough for any disguise people can still read, and a bound for all others. */
const patience = 100;

/** The tree of all words; blank entries are none. */
function plant(words: readonly string[], anywhere: boolean): Branch {
  const root = new Branch();
  const glued = anywhere ? words.map((word) => word.replace(/\s/g, '')) : [];
  for (const word of new Set([...words, ...glued])) {
    // Inside a phrase, blanks, dots and dashes are one; around a word without letters they are the word.
    const { folded } = foldLetters(word.trim().replace(/([\p{L}\p{M}\p{N}])[\s._-]+(?=[\p{L}\p{N}])/gu, '$1 '));
    if (!folded.some(({ char }) => char !== ' ')) continue;
    let branch = root;
    for (const { char } of folded) {
      const grown = branch.get(char) ?? new Branch();
      branch.set(char, grown);
      branch = grown;
    }
    branch.endings.push(
      folded.map(({ kind, count }, at) => {
        if (kind === DIGIT) return [count, Infinity];
        // "good" is not "god", but "goood" is; a long word is hardly another one with a letter doubled.
        const strict = kind === LETTER && folded.length < 4 && !(anywhere && (at === 0 || at === folded.length - 1));
        return [count, strict ? Math.max(count, 3) : count];
      }),
    );
  }
  return root;
}

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
  function search(folded: readonly Folded[], name: boolean, report: (first: Folded, last: Folded) => boolean): boolean {
    const camel = (at: number): boolean | undefined => name && folded[at]?.upper && !folded[at - 1]?.upper;

    return folded.some((begin, first) => {
      let steps = 0;

      /**
       * @param before what the run at `last` was taken for
       * @param strong a real letter was among the runs: 455 is a number (but `@55` is not)
       * @param torn something else than glue was left out since `last`: then only single letters go on
       */
      const follow = (
        branch: Branch,
        before: string,
        last: number,
        lengths: readonly number[],
        strong: boolean,
        at: number,
        torn: boolean,
      ): boolean => {
        const run = folded[at];
        if (!run || steps++ > patience) return false;

        const take = (char: string, disguised: boolean): boolean => {
          const repeated = char === before;
          const grown = repeated ? branch : branch.get(char);
          // A sign in a letter's place is part of a word: "cl@ss" has no word that begins at its third letter.
          const kind = disguised ? LETTER : run.kind;
          if (
            !grown ||
            (torn && (folded[last - 1]?.kind || folded[at + 1]?.kind)) ||
            (at === first && !anywhere && !parts(kind, folded[at - 1]) && !camel(at))
          )
            return false;
          const known = repeated ? lengths.slice(0, -1) : lengths;
          const length = run.count + (lengths[known.length] ?? 0);
          const found = [...known, length];
          const sure = strong || !disguised || run.char === '@';
          return (
            (sure &&
              grown.endings.some((ending) =>
                ending.every(([exact, floor], k) => found[k] === exact || (found[k] ?? 0) >= floor),
              ) &&
              (anywhere || parts(kind, folded[at + 1]) || camel(at + 1)) &&
              report(begin, run)) ||
            follow(grown, char, at, found, sure, at + 1, false)
          );
        };

        if (take(run.char, false)) return true;
        for (const char of leet[run.char] ?? '') if (take(char, true)) return true;
        return (
          run.kind === GAP &&
          at > first &&
          // 8.8 is one number, and 8:8 no other.
          !(/[.,:]/.test(run.char) && folded[at - 1]?.kind === DIGIT && folded[at + 1]?.kind === DIGIT) &&
          (take(' ', false) ||
            follow(
              branch,
              before,
              last,
              lengths,
              strong,
              at + 1,
              torn || (anywhere ? run.char === ' ' : !glue.test(run.char)),
            ))
        );
      };

      // Most letters begin no word of the list.
      return (root.has(begin.char) || begin.char in leet) && follow(root, '', first, [], false, first, false);
    });
  }

  return {
    test: (text, name = false) => root.size > 0 && search(foldLetters(text).folded, name, () => true),
    mask(text, name = false) {
      if (!root.size) return text;
      const { folded, clusters } = foldLetters(text);
      search(folded, name, (first, last) => {
        for (let at = first.from; at <= last.to; at++) if (/[^\s\p{C}]/u.test(clusters[at] ?? '')) clusters[at] = '•';
        return false;
      });
      return clusters.join('');
    },
  };
}
