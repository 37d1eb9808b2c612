import type { Crowd, Person } from './people.js';
import type { Random } from './random.js';
import type { Schedule } from './schedule.js';
import type { BattleSide, ShowEvent } from './show-event.js';

export interface BattlePlanOptions {
  readonly random: Random;
  readonly schedule: Schedule<() => ShowEvent>;
  readonly crowd: Crowd;
  readonly host: Person;
  readonly rival: Person;
  /** ms since 1970 at the show's start. */
  readonly startTime: number;
}

const giversShown = 3;

/** One side's score as it grows. */
class Army {
  readonly #scores = new Map<Person, number>();

  constructor(readonly host: Person) {}

  add(person: Person, points: number): void {
    this.#scores.set(person, (this.#scores.get(person) ?? 0) + points);
  }

  get side(): BattleSide {
    const givers = [...this.#scores].map(([person, score]) => ({ person, score })).sort((a, b) => b.score - a.score);
    return {
      host: this.host,
      score: givers.reduce((sum, { score }) => sum + score, 0),
      givers: givers.slice(0, giversShown),
    };
  }
}

/** Plans a battle from its announcement to its end: scores, a card or two, and a last rush. */
export function planBattle(options: BattlePlanOptions, now: number, length: number): void {
  const { random, schedule, crowd, host, rival, startTime } = options;
  const id = `7${random.digits(18)}`;
  const armies = [new Army(host), new Army(rival)];
  const sides = (): BattleSide[] => armies.map((army) => army.side);
  const start = now + 3_000;
  const end = start + length * 1000;
  const battle = (status: 1 | 2 | 3) => (): ShowEvent => ({
    kind: 'battle',
    id,
    status,
    sides: sides(),
    start: startTime + start,
    length,
  });

  schedule.plan(now, battle(2));
  schedule.plan(start, battle(1));
  for (let at = start + 1_500; at < end - 1_000;) {
    const rush = at > end - length * 200 ? 5 : 1;
    schedule.plan(at, () => {
      for (const army of armies) {
        if (random.chance(0.75)) army.add(crowd.regular(), random.pick([1, 1, 5, 10, 30, 99, 199]) * rush);
      }
      return { kind: 'armies', id, sides: sides(), start: startTime + start, length };
    });
    at += random.int(1_600, 4_800);
  }
  const card = (at: number, name: 'gloves' | 'mist' | 'booster_x3'): void =>
    schedule.plan(at, () => ({
      kind: 'card',
      id,
      card: name,
      person: crowd.regular(),
      length: Math.min(30, Math.round(length / 4)),
    }));
  card(start + length * random.int(300, 450), 'gloves');
  if (random.chance(0.5)) card(start + length * random.int(460, 600), 'mist');
  card(start + length * random.int(620, 760), 'booster_x3');
  schedule.plan(end, battle(3));
}
