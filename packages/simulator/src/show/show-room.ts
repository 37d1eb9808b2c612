import { planBattle } from './battle-plan.js';
import { makeChat, type ChatEvent } from './chatter.js';
import { giftCatalogue, type CatalogueGift } from './gift-catalogue.js';
import { GiftTable } from './gift-table.js';
import { Crowd, makePerson, type Person } from './people.js';
import { questions, spam, spoken } from './phrases.js';
import { createRandom, type Random } from './random.js';
import { scenarios, type Scenario, type ScenarioName } from './scenario.js';
import { Schedule } from './schedule.js';
import type { ShowEvent } from './show-event.js';

export interface ShowRoomOptions {
  readonly seed: number;
  readonly creator: string;
  readonly scenario: ScenarioName;
  /** ms since 1970. */
  readonly startTime: number;
}

const titles = [
  'late night requests 🎶',
  'drawing your pets',
  'come say hi ☕',
  'road to the goal 🌹',
  'no sleep club',
];

/** Everything that happens in a show: people, totals, and what is planned. Times in ms since its start. */
export class ShowRoom {
  readonly random: Random;
  readonly host: Person;
  readonly #options: ShowRoomOptions;
  readonly #scenario: Scenario;
  readonly #crowd: Crowd;
  readonly #schedule = new Schedule<() => ShowEvent>();
  readonly #gifts: GiftTable;
  /** Periodic things and when each is due next. */
  readonly #periods: { readonly every: number; readonly run: (now: number) => void; next: number }[];
  #viewers: number;
  #visitors: number;
  #likes: number;
  #goal: { readonly gift: CatalogueGift; readonly before: number; readonly target: number };
  #lastChat: ChatEvent | undefined;

  constructor(options: ShowRoomOptions) {
    const { seed, creator, scenario, startTime } = options;
    // Two creators with one seed have shows of their own.
    const own = Array.from(creator).reduce((hash, letter) => (hash * 31 + (letter.codePointAt(0) ?? 0)) % 2 ** 40, 7);
    const random = createRandom(seed + own);
    this.#options = options;
    this.random = random;
    this.#scenario = scenarios[scenario];
    this.host = { ...makePerson(random, false), handle: creator, nickname: displayName(creator) };
    this.#crowd = new Crowd(random, this.#scenario.crowd, this.#scenario.evenLanguages);
    this.#gifts = new GiftTable({ random, schedule: this.#schedule, luxury: this.#scenario.luxury, startTime });
    this.#viewers = this.#scenario.viewers;
    this.#visitors = this.#viewers * random.int(8, 30);
    this.#likes = this.#viewers * random.int(40, 220);
    this.#goal = this.#newGoal();
    this.#periods = this.#makePeriods();
  }

  get opening(): ShowEvent {
    return {
      kind: 'roomInfo',
      roomId: `74${this.random.digits(17)}`,
      title: this.random.pick(titles),
      viewers: this.#viewers,
      likes: this.#likes,
    };
  }

  /** A chat's own id, so that a deletion or a pin can name it; a new one for all else. */
  messageId(event: ShowEvent): string {
    return event.kind === 'chat' ? event.id : this.#newId();
  }

  /** What comes with the burst at `now`, after `span` ms without one. */
  burst(now: number, span: number): ShowEvent[] {
    const spontaneous = this.random.shuffle(this.#spontaneous(now, span / 1000));
    for (const period of this.#periods) {
      if (now < period.next) continue;
      period.run(now);
      period.next = now + period.every * (0.7 + this.random.next() * 0.6);
    }
    return riffle(
      this.random,
      spontaneous,
      this.#schedule.due(now).map((make) => make()),
    );
  }

  #newId(): string {
    return `7${this.random.digits(18)}`;
  }

  #spontaneous(now: number, seconds: number): ShowEvent[] {
    const { random } = this;
    const scenario = this.#scenario;
    const crowd = this.#crowd;
    const events: ShowEvent[] = [];
    const happen = (rate: number, make: () => ShowEvent): void => {
      for (let count = random.poisson(rate * seconds); count > 0; count -= 1) events.push(make());
    };
    happen(scenario.chat, () => (this.#lastChat = makeChat(random, crowd, this.host)));
    happen(scenario.join, () => this.#join());
    happen(scenario.like, () => this.#like());
    happen(scenario.follow, () => ({ kind: 'follow', person: crowd.anybody() }));
    happen(scenario.share, () => ({ kind: 'share', person: crowd.anybody() }));
    happen(scenario.subscribe, () => ({ kind: 'subscribe', person: crowd.regular(), months: random.int(1, 24) }));
    happen(scenario.emote, () => ({ kind: 'emote', person: crowd.regular(), number: random.int(1, 12) }));
    happen(scenario.question, () => ({ kind: 'question', person: crowd.anybody(), text: random.pick(questions) }));
    happen(scenario.envelope, () => this.#envelope(now));
    for (let count = random.poisson(scenario.gift * seconds); count > 0; count -= 1) {
      this.#gifts.start(crowd.regular(), now);
    }
    return events;
  }

  #makePeriods() {
    const { viewersEvery, goalEvery, rankEvery, captionEvery, pinEvery, spamEvery, battleEvery } = this.#scenario;
    const plan = (make: () => ShowEvent) => (now: number) => this.#schedule.plan(now, make);
    const periods: readonly (readonly [number, (now: number) => void])[] = [
      [viewersEvery, plan(() => this.#viewersNow())],
      [goalEvery, plan(() => this.#goalNow())],
      [
        rankEvery,
        plan(() => ({ kind: 'rank', ranks: this.#gifts.top.map(({ person, coins }) => ({ person, score: coins })) })),
      ],
      [captionEvery, (now) => this.#caption(now)],
      [pinEvery, (now) => this.#pin(now)],
      [spamEvery, (now) => this.#spam(now)],
      [battleEvery, (now) => this.#battle(now)],
    ];
    return periods
      .filter(([every]) => every > 0)
      .map(([seconds, run]) => ({ every: seconds * 1000, run, next: seconds * (150 + this.random.next() * 500) }));
  }

  #join(): ShowEvent {
    this.#visitors += 1;
    return { kind: 'join', person: this.random.chance(0.8) ? this.#crowd.newcomer() : this.#crowd.anybody() };
  }

  /** TikTok thins these frames out, and their total jitters backwards (protocol section 4.4). */
  #like(): ShowEvent {
    const { random } = this;
    const count = random.chance(0.57) ? 15 : random.int(1, 14);
    this.#likes += count + random.int(0, Math.ceil(this.#viewers / 40));
    const behind = random.chance(0.35) ? random.int(0, this.#viewers) : 0;
    return { kind: 'like', person: this.#crowd.anybody(), count, total: Math.max(count, this.#likes - behind) };
  }

  #envelope(now: number): ShowEvent {
    const { random } = this;
    const id = this.#newId();
    const person = this.#crowd.regular();
    // The frame that hides it has no amount.
    this.#schedule.plan(now + random.int(20_000, 60_000), () => ({ kind: 'envelope', id, person }));
    return { kind: 'envelope', id, person, coins: random.pick([20, 20, 100, 500]) };
  }

  #viewersNow(): ShowEvent {
    const { random } = this;
    const { viewers } = this.#scenario;
    const pull = (viewers - this.#viewers) * 0.08;
    this.#viewers = Math.max(
      1,
      Math.round(this.#viewers + pull + viewers * 0.03 * (random.next() - 0.5) + random.int(-1, 1)),
    );
    return {
      kind: 'viewers',
      now: this.#viewers,
      total: Math.max(this.#visitors, this.#viewers),
      top: this.#gifts.top,
    };
  }

  #newGoal() {
    const gift = this.random.pick(giftCatalogue.filter(({ diamonds, type }) => type === 1 && diamonds <= 5));
    return { gift, before: this.#gifts.given(gift.id), target: this.random.pick([50, 100, 250, 500]) };
  }

  #goalNow(): ShowEvent {
    const { gift, before, target } = this.#goal;
    const progress = Math.min(target, this.#gifts.given(gift.id) - before);
    if (progress === target) this.#goal = this.#newGoal();
    return { kind: 'goal', gift, progress, target };
  }

  /** A sentence that grows word by word, then stands. */
  #caption(now: number): void {
    const words = this.random.pick(spoken).split(' ');
    const steps = [Math.ceil(words.length / 3), Math.ceil((words.length * 2) / 3), words.length];
    steps.forEach((length, index) => {
      const text = words.slice(0, length).join(' ');
      const final = length === words.length;
      this.#schedule.plan(now + index * 1_100, () => ({ kind: 'caption', text, final, since: index * 1_100 + 900 }));
    });
  }

  /** Most pins are gifts, which have no text; an unpin follows or, as often, nothing. */
  #pin(now: number): void {
    const chat = this.#lastChat;
    const ofChat = chat !== undefined && this.random.chance(0.4);
    const of = ofChat ? 'Chat' : 'Gift';
    const messageId = ofChat ? chat.id : this.#newId();
    const person = ofChat ? chat.person : this.#crowd.regular();
    const text = ofChat ? chat.text : '';
    this.#schedule.plan(now, () => ({ kind: 'pin', person, text, of, messageId }));
    if (this.random.chance(0.5)) this.#schedule.plan(now + 60_000, () => ({ kind: 'unpin', of, messageId }));
  }

  /** Spam that is taken away: by its author mostly, as real deletions are, or by its own id. */
  #spam(now: number): void {
    const { random } = this;
    const chat: ChatEvent = {
      ...makeChat(random, this.#crowd, this.host),
      person: this.#crowd.newcomer(),
      text: random.pick(spam),
      language: 'en',
      emotes: [],
    };
    const target = random.chance(0.75) ? chat.person.userId : chat.id;
    this.#schedule.plan(now, () => chat);
    this.#schedule.plan(now + random.int(1_500, 4_000), () => ({ kind: 'delete', target }));
  }

  #battle(now: number): void {
    const { random, host } = this;
    const { battleLength } = this.#scenario;
    const { startTime } = this.#options;
    const rival = makePerson(random, false);
    planBattle({ random, schedule: this.#schedule, crowd: this.#crowd, host, rival, startTime }, now, battleLength);
  }
}

/** Two lists as one, each in its own order. */
function riffle<Item>(random: Random, one: readonly Item[], other: readonly Item[]): Item[] {
  const merged: Item[] = [];
  for (let left = 0, right = 0; left < one.length || right < other.length;) {
    const fromOne = random.int(1, one.length - left + other.length - right) <= one.length - left;
    const item = fromOne ? one[left++] : other[right++];
    if (item !== undefined) merged.push(item);
  }
  return merged;
}

/** `nova.tango` → `Nova Tango`. */
function displayName(handle: string): string {
  const words = handle.split(/[._]+/).filter(Boolean);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ') || handle;
}
