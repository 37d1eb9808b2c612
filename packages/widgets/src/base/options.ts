/** One option of an element: an attribute and a property that take the same values. */
export interface Option<T> {
  /** The value while neither attribute nor property is set. */
  readonly fallback: T;
  /** What an attribute's text or a property's value means; undefined if it means nothing. */
  parse(value: unknown): T | undefined;
}

/** Property name → option. */
export type OptionTable = Readonly<Record<string, Option<unknown>>>;

/** What the options of a table hold. */
export type OptionValues<T extends OptionTable> = { readonly [K in keyof T]: T[K] extends Option<infer V> ? V : never };

/** `maxMessages` → `max-messages`. */
export const attributeName = (property: string): string =>
  property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

// Frameworks hand numbers over as text and the other way round.
const written = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).trim()
    : undefined;

const amount = (value: unknown): number => {
  const digits = written(value);
  return digits ? Number(digits) : NaN;
};

/** A whole number from `min` up; more than `max` means `max`. */
export const integer = (fallback: number, min: number, max: number): Option<number> => ({
  fallback,
  parse(value) {
    const number = amount(value);
    return Number.isInteger(number) && number >= min ? Math.min(number, max) : undefined;
  },
});

/** A time in seconds, with fractions, from 0 up. */
export const seconds = (fallback: number): Option<number> => ({
  fallback,
  parse(value) {
    const number = amount(value);
    return number >= 0 && number < Infinity ? number : undefined;
  },
});

/** Present means true; the words `false`, `0`, `no` and `off` mean false, as React 18 writes `"false"`. */
export const flag: Option<boolean> = {
  fallback: false,
  parse(value) {
    const word = written(value);
    return word === undefined ? undefined : !/^(false|0|no|off)$/i.test(word);
  },
};

/** One of some words, the first being the default. */
export const choice = <const W extends string>(...words: readonly [W, ...W[]]): Option<W> => ({
  fallback: words[0],
  parse(value) {
    const word = written(value)?.toLowerCase();
    return words.find((known) => known === word);
  },
});

/** Words between commas, those of Arabic, Chinese and Japanese keyboards too, or an array of them. */
export const list = (...fallback: readonly string[]): Option<readonly string[]> => ({
  fallback,
  parse(value) {
    const words: unknown[] | undefined = Array.isArray(value) ? value : written(value)?.split(/[,،，、]/);
    return words?.map((word) => written(word) ?? '').filter(Boolean);
  },
});

/** Any text that passes `test`. */
export const text = (fallback = '', test?: (value: string) => unknown): Option<string> => ({
  fallback,
  parse(value) {
    const words = written(value);
    return words !== undefined && (!test || test(words)) ? words : undefined;
  },
});
