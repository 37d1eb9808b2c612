import type { ConnectionState } from '@tiktool-widgets/client';
import { countdown, type Countdown } from '../locales/countdown.js';
import { formatNumber } from '../locales/numbers.js';
import { registeredWords, wordsFor } from '../locales/words.js';

/** The connection's state in words. */
export interface StatusWords {
  readonly phase: ConnectionState['state'];
  /** Language that the words are in. */
  readonly lang: string;
  /** All in one short sentence. */
  readonly message: string;
  /** What is the case, in general. */
  readonly title: string;
  /** More about it, and what there is to do. */
  readonly details: readonly string[];
  /** Which connection it is: creator, try, whose socket. */
  readonly facts: readonly string[];
  /** When the next try is. */
  readonly retry: string;
  /** When `retry` is another one, ms since 1970; `Infinity` if never. */
  readonly changesAt: number;
}

// First row that fits the reason, or else the phase.
const helps = [
  ['help-key', /^(token-refused|not-allowed|plan-over|daily-limit)$/],
  ['help-limit', /^(evicted|budget|.+-limit|rate-limited)$/],
  ['help-setup', /^(no-.+|bad-.+|token-(not-found|invalid)|refused|mixed-content|blocked)$/],
  ['help-wait', /^(connecting|waiting|offline)$/],
] as const;

// A client of the page's own may say anything; the stream may not show where it connects, or with what.
const secrets = /\S*(:\/\/|eyJ|jwtKey|apiKey|token=)\S*/gi;

/**
 * Says in plain words how a connection is. A reason without words in the language is said as its phase; in English the
 * client has a sentence for each.
 *
 * @param now ms since 1970
 */
export function statusWords(state: ConnectionState, creator: string, locale: string, now: number): StatusWords {
  const { state: phase, reason, message, attempt, via } = state;
  const words = wordsFor(locale);
  const own = new Map(Object.entries(registeredWords(locale)));
  // Words of one language, digits and time of another would be no sentence.
  const lang = own.get('next') ? locale : 'en';
  const title = words[phase];
  const more = own.get(reason) ?? (own.get(phase) ? '' : message.replace(secrets, '…'));
  const help = [creator || phase !== 'idle' ? reason : 'no-creator', phase].flatMap((word) =>
    helps.filter(([, fits]) => fits.test(word)),
  )[0];
  const next = nextTry(state, lang, now);
  return {
    phase,
    lang,
    message: more || title,
    title,
    details: [more.replace(/\.$/, '') === title ? '' : more, help ? words[help[0]] : ''].filter(Boolean),
    facts: [
      creator && `@${creator}`,
      attempt > 0 ? put(words.attempt, formatNumber(attempt, lang)) : '',
      words[via],
    ].filter(Boolean),
    retry: next ? put(words.next, next.text) : '',
    changesAt: next?.changesAt ?? Infinity,
  };
}

function nextTry({ state, retryAt }: ConnectionState, locale: string, now: number): Countdown | undefined {
  if (!retryAt || retryAt === Infinity || !/waiting|offline|blocked/.test(state)) return undefined;
  return countdown(retryAt, now, locale);
}

const put = (words: string, value: string): string => words.replace(/\{\w+\}/, () => value);
