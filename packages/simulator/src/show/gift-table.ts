import { giftCatalogue, type CatalogueGift } from './gift-catalogue.js';
import type { Person } from './people.js';
import type { Random } from './random.js';
import type { Schedule } from './schedule.js';
import type { ShowEvent } from './show-event.js';
import { planStreak, type StreakPlan } from './streaks.js';

type GiftEvent = Extract<ShowEvent, { kind: 'gift' }>;

export interface GiftTableOptions {
  readonly random: Random;
  readonly schedule: Schedule<() => ShowEvent>;
  /** Multiplies the weight of gifts of 100 diamonds and more. */
  readonly luxury: number;
  /** ms since 1970 at the show's start, for log ids. */
  readonly startTime: number;
}

/**
 * A person does not give the same gift again within this time (ms). The older shape has no group id, and two streaks
 * that close to each other could be told apart by nobody.
 */
const rest = 60_000;
/** Pairs that are remembered: a show runs for days. */
const remembered = 5_000;

/** Who gives what, and when its frames come. */
export class GiftTable {
  readonly #options: GiftTableOptions;
  readonly #gifts: readonly CatalogueGift[];
  /** When a person may give a gift again, by person and gift; in the order of their last streak. */
  readonly #free = new Map<string, number>();
  /** What viewers gave in all, for the top list; the best few are kept. */
  readonly #given = new Map<Person, number>();
  /** Gifts of one kind given so far, for the goal. */
  readonly #counts = new Map<number, number>();

  constructor(options: GiftTableOptions) {
    this.#options = options;
    this.#gifts = giftCatalogue.map((gift) =>
      gift.diamonds >= 100 ? { ...gift, weight: gift.weight * options.luxury } : gift,
    );
  }

  get top(): { readonly person: Person; readonly coins: number }[] {
    return [...this.#given].map(([person, coins]) => ({ person, coins })).slice(0, 3);
  }

  given(giftId: number): number {
    return this.#counts.get(giftId) ?? 0;
  }

  /** Plans a streak of `person`, and now and then a second one of another gift beside it. */
  start(person: Person, now: number): void {
    const { random } = this.#options;
    this.#plan(person, random.weighted(this.#gifts), now);
    if (random.chance(0.12)) this.#plan(person, random.weighted(this.#gifts), now + random.int(300, 2_500));
  }

  #plan(person: Person, gift: CatalogueGift, start: number): void {
    const { random } = this.#options;
    const key = `${person.userId} ${gift.id}`;
    const plan = planStreak(random, gift, start);
    const groupId = random.digits(13);
    if (start < (this.#free.get(key) ?? 0)) return;
    const last = this.#schedule(plan, person, gift, groupId);
    // A streak whose end got lost stays open for a reader without group ids: that pair is not used again.
    this.#free.delete(key);
    this.#free.set(key, plan.endLost ? Infinity : last + rest);
    const [oldest] = this.#free.keys();
    if (this.#free.size > remembered && oldest !== undefined) this.#free.delete(oldest);
    this.#count(person, gift, plan.total);
    if (plan.total === 1 && gift.id === 5655 && !plan.endLost && random.chance(0.12)) this.#again(person, gift, last);
  }

  /** The real case of a second Rose 0.7 s after the first one's end. */
  #again(person: Person, gift: CatalogueGift, end: number): void {
    const { random } = this.#options;
    const at = end + random.int(600, 900);
    const frames = [
      { at, count: 1, ended: false, step: 0 },
      { at: at + 3_300, count: 1, ended: true, step: 0 },
    ];
    const last = this.#schedule({ frames, total: 1, endLost: false }, person, gift, random.digits(13));
    this.#free.set(`${person.userId} ${gift.id}`, last + rest);
    this.#count(person, gift, 1);
  }

  #schedule(plan: StreakPlan, person: Person, gift: CatalogueGift, groupId: string): number {
    const { random, schedule } = this.#options;
    const logIds: string[] = [];
    let last = 0;
    for (const frame of plan.frames) {
      const transactionId = (logIds[frame.step] ??= this.#logId(frame.at, random));
      const event: GiftEvent = {
        kind: 'gift',
        person,
        gift,
        count: frame.count,
        ended: frame.ended,
        ...(gift.type === 1 && { groupId }),
        transactionId,
      };
      schedule.plan(frame.at, () => event);
      last = Math.max(last, frame.at);
    }
    return last;
  }

  /** TikTok's log id: date, time, hex. */
  #logId(at: number, random: Random): string {
    const stamp = new Date(this.#options.startTime + at).toISOString().replace(/\D/g, '').slice(0, 14);
    return stamp + random.hex(20);
  }

  #count(person: Person, gift: CatalogueGift, total: number): void {
    this.#counts.set(gift.id, this.given(gift.id) + total);
    this.#given.set(person, (this.#given.get(person) ?? 0) + total * gift.diamonds);
    const best = [...this.#given].sort(([, one], [, other]) => other - one).slice(0, 10);
    this.#given.clear();
    for (const [giver, coins] of best) this.#given.set(giver, coins);
  }
}
