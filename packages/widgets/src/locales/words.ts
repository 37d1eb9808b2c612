/** The few words that widgets show by themselves. */
export interface Words {
  /** Somebody without a name. */
  readonly viewer: string;
  /** A gift without a name, and every gift with `safe`. */
  readonly gift: string;
}

const english: Words = { viewer: 'Viewer', gift: 'Gift' };

const locales = new Map<string, Words>();

/** The words of a locale, else of its language, else English. */
export function wordsFor(locale: string): Words {
  const tag = locale.toLowerCase();
  return locales.get(tag) ?? locales.get(tag.split('-', 1)[0] ?? '') ?? english;
}

/** Adds a language, or replaces words of one; missing words stay what they were, or English. */
export function addLocale(locale: string, words: Partial<Words>): void {
  locales.set(locale.toLowerCase(), { ...wordsFor(locale), ...words });
}
