import { makeChat } from './chatter.js';
import { giftCatalogue, type CatalogueGift } from './gift-catalogue.js';
import { Crowd, makePerson, type Person } from './people.js';
import { questions, spoken } from './phrases.js';
import { createRandom, type Random } from './random.js';
import { frameOf } from './shape.js';
import type { FrameShape } from './user-shape.js';
import type { ShowEvent } from './show-event.js';
import type { Frame } from './timed-frame.js';

export const sampleKinds = [
  'chat',
  'gift',
  'streak',
  'big-gift',
  'like',
  'join',
  'follow',
  'share',
  'subscribe',
  'emote',
  'question',
  'pin',
  'envelope',
  'caption',
  'goal',
  'viewers',
  'battle',
] as const;

/** `gift`: one that comes once; `streak`: a whole run; `big-gift`: the Lion. */
export type SampleKind = (typeof sampleKinds)[number];

export function isSampleKind(value: unknown): value is SampleKind {
  return sampleKinds.some((kind) => kind === value);
}

export interface SampleOptions {
  /** A new seed is a new person with a new message. */
  readonly seed: number;
  /** ms since 1970. */
  readonly startTime: number;
  readonly shape?: FrameShape;
  readonly assetBase?: string;
  readonly creator?: string;
}

/** The frames of one thing that happens, for a button that says "send a gift". */
export function sampleFrames(kind: SampleKind, options: SampleOptions): Frame[] {
  const { seed, startTime, shape = 'docs', assetBase, creator = 'demo' } = options;
  const random = createRandom(seed + 2 ** 41);
  const host = { ...makePerson(random, false), handle: creator, nickname: creator };
  const newId = (): string => `7${random.digits(18)}`;
  return eventsOf(kind, random, host, startTime).map((event) =>
    frameOf(event, { shape, host, assetBase, time: startTime, messageId: event.kind === 'chat' ? event.id : newId() }),
  );
}

function eventsOf(kind: SampleKind, random: Random, host: Person, time: number): ShowEvent[] {
  const crowd = new Crowd(random, 4, false);
  const person = crowd.anybody();
  const gift = (fits: (gift: CatalogueGift) => boolean): CatalogueGift => random.pick(giftCatalogue.filter(fits));
  switch (kind) {
    case 'chat':
      return [makeChat(random, crowd, host)];
    case 'gift':
      return giftRun(
        random,
        person,
        gift(({ diamonds }) => diamonds >= 99 && diamonds < 1000),
        [1],
      );
    case 'streak':
      return giftRun(
        random,
        person,
        gift(({ type, diamonds }) => type === 1 && diamonds <= 20),
        [1, 2, 3, 5, 8],
      );
    case 'big-gift':
      return giftRun(
        random,
        person,
        gift(({ diamonds }) => diamonds >= 20_000),
        [1],
      );
    case 'like':
      return [{ kind, person, count: 15, total: random.int(1_000, 90_000) }];
    case 'join':
    case 'follow':
    case 'share':
      return [{ kind, person }];
    case 'subscribe':
      return [{ kind, person, months: random.int(1, 24) }];
    case 'emote':
      return [{ kind, person, number: random.int(1, 12) }];
    case 'question':
      return [{ kind, person, text: random.pick(questions) }];
    case 'pin': {
      const chat = makeChat(random, crowd, host);
      return [chat, { kind, person: chat.person, text: chat.text, of: 'Chat', messageId: chat.id }];
    }
    case 'envelope':
      return [{ kind, id: `7${random.digits(18)}`, person, coins: 100 }];
    case 'caption':
      return [{ kind, text: random.pick(spoken), final: true, since: 2_000 }];
    case 'goal':
      return [{ kind, gift: gift(({ diamonds }) => diamonds === 1), progress: random.int(1, 90), target: 100 }];
    case 'viewers': {
      const now = random.int(2, 9_000);
      return [{ kind, now, total: now * 7, top: [{ person, coins: 120 }] }];
    }
    case 'battle':
      return battleStart(random, crowd, host, time);
  }
}

function giftRun(random: Random, person: Person, gift: CatalogueGift, counts: readonly number[]): ShowEvent[] {
  const groupId = random.digits(13);
  const event = (count: number, ended: boolean): ShowEvent => ({
    kind: 'gift',
    person,
    gift,
    count,
    ended,
    ...(gift.type === 1 && { groupId }),
    transactionId: `2026090112${random.digits(4)}${random.hex(20)}`,
  });
  const run = counts.map((count) => event(count, false));
  return gift.type === 1 ? [...run, event(counts.at(-1) ?? 1, true)] : run;
}

function battleStart(random: Random, crowd: Crowd, host: Person, start: number): ShowEvent[] {
  const id = `7${random.digits(18)}`;
  const side = (person: Person) => {
    const score = random.int(50, 900);
    return { host: person, score, givers: [{ person: crowd.anybody(), score }] };
  };
  const sides = [side(host), side(makePerson(random, false))];
  const shared = { id, sides, start, length: 60 };
  return [
    { kind: 'battle', status: 1, ...shared },
    { kind: 'armies', ...shared },
  ];
}
