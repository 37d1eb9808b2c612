const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Parts whose letters are not the writer's: mentions, addresses and emoji codes, Latin in every language. Looked for at
 * the beginning of a word alone, or one of two thousand letters would be walked from each of them.
 */
const foreign = /[\w.+-]{0,64}@\S+|\b\w+:\/\/\S+|(?<![\w-])[\w-]+\.\w\S*|\[[\w:-]+\]/g;

const firstLetter = (text: string): string | undefined => /\p{L}/u.exec(text)?.[0];

/** The direction of a message by its first own letter; `auto` where it has no letter at all. */
export function textDirection(text: string): 'ltr' | 'rtl' | 'auto' {
  const letter = firstLetter(text.replace(foreign, ' ')) ?? firstLetter(text);
  return letter === undefined ? 'auto' : rightToLeft.test(letter) ? 'rtl' : 'ltr';
}
