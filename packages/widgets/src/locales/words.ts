const english = {
  viewer: 'Viewer',
  gift: 'Gift',
  idle: 'Not started',
  connecting: 'Connecting',
  connected: 'Connected',
  live: 'Live',
  waiting: 'No connection, trying again',
  offline: 'Not live',
  blocked: 'Needs your attention',
  closed: 'Closed',
  next: 'Next try {time}',
  attempt: 'Try {n}',
  own: 'Own connection',
  shared: 'Connection of another page',
  'help-wait': 'Nothing to do: it goes on by itself.',
  'help-key': 'Check the API key, its plan and the allowed creators on the token server.',
  'help-setup': 'Check the creator, the token URL and the endpoint.',
  'help-limit': 'Close other overlays that use the same key, or wait.',
};

/**
 * The words that widgets show by themselves: somebody without a name (`viewer`), a gift without a name (`gift`), and
 * those of the connection's state, one for each phase. `{time}` becomes “in 12 sec.”, `{n}` a number.
 *
 * Any other key is a reason of the connection's state (`evicted`, `ended`, …) and holds the sentence for it.
 */
export type Words = Readonly<typeof english> & Readonly<Record<string, string>>;

type Registry = Map<string, Partial<Words>>;

const name = Symbol.for('tiktool-widgets.words');

/** One per page: `tiktool-languages.js` holds another copy of this file than the script with the elements. */
function registry(): Registry {
  const page: typeof globalThis & { [name]?: Registry } = globalThis;
  return (page[name] ??= new Map<string, Partial<Words>>());
}

/** From the language to the most exact tag: `zh`, `zh-hant`, `zh-hant-tw`. Pages also write `pt_BR`. */
const tagsOf = (locale: string): string[] =>
  locale
    .toLowerCase()
    .split(/[-_]/)
    .map((_, i, subtags) => subtags.slice(0, i + 1).join('-'));

/** Only what was registered for this locale and its language, or else for English. */
export function registeredWords(locale: string): Partial<Words> {
  const known = tagsOf(locale).filter((tag) => registry().has(tag));
  return (known.length > 0 ? known : ['en']).reduce<Partial<Words>>(
    (words, tag) => ({ ...words, ...registry().get(tag) }),
    {},
  );
}

/** The words of a locale, else of its language, else English. */
export function wordsFor(locale: string): Words {
  return { ...english, ...registry().get('en'), ...registeredWords(locale) };
}

/**
 * Adds a language, or replaces words of one. Words that are missing are those of its language, else English. Widgets
 * that are there already use them from their next drawing on.
 *
 * @param locale a BCP 47 tag: `es`, `es-MX`
 */
export function registerWords(locale: string, words: Partial<Words>): void {
  const tag = tagsOf(locale).pop() ?? '';
  const registered = registry();
  registered.set(tag, { ...registered.get(tag), ...words });
}
