import { languages, makeHandle, makeNickname, type Language } from './names.js';
import type { Random } from './random.js';

/** A made-up viewer. */
export interface Person {
  readonly userId: string;
  readonly handle: string;
  readonly nickname: string;
  readonly language: Language;
  /** Number of the picture; undefined: has none. */
  readonly avatar?: number;
  readonly followRole: 0 | 1 | 2;
  readonly moderator: boolean;
  readonly subscriber: boolean;
  readonly newGifter: boolean;
  /** Gifter level 1 to 50; absent: never gave. */
  readonly level?: number;
}

const worldMix: Readonly<Record<Language, number>> = {
  en: 30,
  es: 12,
  pt: 10,
  ar: 8,
  tr: 6,
  id: 6,
  vi: 5,
  ru: 5,
  th: 4,
  ja: 4,
  ko: 3,
  zh: 3,
  de: 3,
  fr: 3,
  hi: 3,
  he: 2,
  fa: 2,
  it: 2,
  pl: 1,
};
const worldWeights = languages.map((language) => ({ language, weight: worldMix[language] }));
const evenWeights = languages.map((language) => ({ language, weight: 1 }));

/** Shares of follow roles, badges and levels as measured among chatters (protocol section 4.1). */
export function makePerson(random: Random, evenLanguages: boolean): Person {
  const { language } = random.weighted(evenLanguages ? evenWeights : worldWeights);
  const role = random.next();
  const level = random.chance(0.44) ? Math.min(50, 1 + Math.floor(-Math.log(1 - random.next()) * 7)) : undefined;
  const avatar = random.int(1, 99_999);
  return {
    userId: `${random.pick(['6', '7'])}${random.digits(18)}`,
    handle: makeHandle(random),
    nickname: makeNickname(random, language),
    language,
    ...(random.chance(0.94) && { avatar }),
    followRole: role < 0.65 ? 1 : role < 0.96 ? 0 : 2,
    moderator: random.chance(0.012),
    subscriber: random.chance(0.05),
    newGifter: random.chance(0.02),
    ...(level !== undefined && { level }),
  };
}

/** The people in the room: a bounded crowd whose members come and go. */
export class Crowd {
  readonly #people: Person[];

  constructor(
    private readonly random: Random,
    size: number,
    private readonly evenLanguages: boolean,
  ) {
    this.#people = Array.from({ length: size }, () => makePerson(random, evenLanguages));
  }

  /** Someone in the room; a few are heard far more often than the rest. */
  regular(): Person {
    return this.#at(Math.floor(this.#people.length * this.random.next() ** 2.2));
  }

  anybody(): Person {
    return this.random.pick(this.#people);
  }

  /** A newcomer, who takes the place of somebody from the quieter half. */
  newcomer(): Person {
    const person = makePerson(this.random, this.evenLanguages);
    this.#people[this.random.int(Math.floor(this.#people.length / 2), this.#people.length - 1)] = person;
    return person;
  }

  #at(index: number): Person {
    return this.#people[index] ?? this.anybody();
  }
}
