import { perLocale } from './per-locale.js';

const plain = perLocale((locale) => new Intl.NumberFormat(locale));
const compact = perLocale((locale) => new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }));

/** A number for people: compact from 10,000 up, digits and marks of the locale. */
export const formatNumber = (value: number, locale: string): string =>
  (value >= 10_000 ? compact : plain)(locale).format(value);
