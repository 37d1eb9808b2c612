import { languages, type Language } from './names.js';
import type { Crowd, Person } from './people.js';
import { anyLanguage, phrases } from './phrases.js';
import type { Random } from './random.js';
import type { ShowEvent } from './show-event.js';

export type ChatEvent = Extract<ShowEvent, { kind: 'chat' }>;

/** Somebody in the crowd says something, mostly in their own language. */
export function makeChat(random: Random, crowd: Crowd, host: Person): ChatEvent {
  const person = crowd.regular();
  const other = crowd.anybody();
  const general = random.chance(0.24);
  const spoken: Language = random.chance(0.88) ? person.language : random.chance(0.8) ? 'en' : random.pick(languages);
  const text = random
    .pick(general ? anyLanguage : phrases[spoken])
    .replaceAll('{host}', host.nickname)
    .replaceAll('{mention}', `@${other.handle}`)
    .replaceAll('{gift}', random.pick(['rose', 'heart', 'doughnut']));
  const reply = random.chance(0.08);
  const starred = random.chance(0.008);
  const unsure = random.chance(0.3);
  return {
    kind: 'chat',
    id: `7${random.digits(18)}`,
    person,
    text,
    // TikTok does not know the language of about 38 % of the messages.
    language: general || unsure ? 'un' : spoken === 'zh' ? 'zh-Hant' : spoken,
    emotes: person.subscriber && random.chance(0.5) ? placeEmotes(random, text) : [],
    ...(reply && { replyTo: other }),
    ...(starred && { starred: { claps: random.int(1, 9), score: random.int(10, 300) } }),
  };
}

/** One to three pictures between the words. */
function placeEmotes(random: Random, text: string): ChatEvent['emotes'] {
  const gaps = [0, ...[...text.matchAll(/ /g)].map(({ index }) => index + 1), text.length];
  const places = Array.from({ length: random.int(1, 3) }, () => random.pick(gaps)).sort((a, b) => a - b);
  return places.map((index) => ({ number: random.int(1, 12), index }));
}
