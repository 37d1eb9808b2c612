import { perLocale } from './per-locale.js';

const units = [
  // Length in seconds, and from how many seconds on it is used.
  { unit: 'hour', length: 3600, from: 5400 },
  { unit: 'minute', length: 60, from: 90 },
  { unit: 'second', length: 1, from: 0 },
] as const;

const formatFor = perLocale(
  (locale = 'en') => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }),
);

/** A time to come, as people say it. */
export interface Countdown {
  /** `in 12 sec.`, `in 5 min.`, `now`. */
  readonly text: string;
  /** When the text is another one, ms since 1970; `Infinity` if never. A second away or more. */
  readonly changesAt: number;
}

/** How long it is from `now` to `time`, both ms since 1970, rounded up. */
export function countdown(time: number, now: number, locale: string): Countdown {
  const seconds = Math.max(0, Math.ceil((time - now) / 1000));
  const { unit, length, from } = units.find((one) => seconds > one.from) ?? units[2];
  const amount = Math.ceil(seconds / length);
  return {
    text: formatFor(locale).format(amount, unit),
    changesAt: amount > 0 ? Math.max(now + 1000, time - Math.max((amount - 1) * length, from) * 1000) : Infinity,
  };
}
