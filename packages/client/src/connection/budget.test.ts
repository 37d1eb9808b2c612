import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Budget } from './budget.js';

const hour = 3_600_000;
const memory = (): {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  map: Map<string, string>;
} => {
  const map = new Map<string, string>();
  return { map, getItem: (key) => map.get(key) ?? null, setItem: (key, value) => void map.set(key, value) };
};

describe('Budget', () => {
  it('allows a burst, keeps the last two for a person, and refills 45 an hour', () => {
    const budget = new Budget(undefined, 'x');
    for (let n = 0; n < 8; n++) {
      expect(budget.wait(0, false)).toBe(0);
      budget.spend(0);
    }
    expect(budget.wait(0, false)).toBe(hour / 45);
    expect(budget.wait(0, true)).toBe(0);
    budget.spend(0);
    budget.spend(0);
    expect(budget.wait(0, true)).toBe(hour / 45);
    expect(budget.wait(hour / 45, true)).toBe(0);
  });

  it('is shared by pages, and survives a reload', () => {
    const storage = memory();
    const [one, two] = [new Budget(storage, 'api.example'), new Budget(storage, 'api.example')];
    for (let n = 0; n < 4; n++) {
      one.spend(0);
      two.spend(0);
    }
    expect(one.wait(0, false)).toBeGreaterThan(0);
    expect(new Budget(storage, 'api.example').wait(0, false)).toBeGreaterThan(0);
    expect(new Budget(storage, 'other.example').wait(0, false)).toBe(0);
    expect([...storage.map.keys()]).toEqual(['tiktool:1:budget:api.example']);
  });

  it('C66 goes on filling up after the clock was set back', () => {
    const storage = memory();
    for (let n = 0; n < 10; n++) new Budget(storage, 'x').spend(5 * hour);
    expect(new Budget(storage, 'x').wait(hour, true)).toBe(hour / 45);
    expect(new Budget(storage, 'x').wait(hour + hour / 45, true)).toBe(0);
  });

  it('is closed for an hour when the service says so', () => {
    const budget = new Budget(undefined, 'x');
    budget.drain(0);
    expect(budget.wait(0, false)).toBe(hour);
    expect(budget.wait(hour, false)).toBe(0);
    budget.drain(5 * hour);
    expect(budget.wait(5 * hour, false)).toBe(hour);
  });

  it.each(['', '{', 'null', '[]', '["a",1]', '[1e99,0]', '[-1e99,0]', '[5,8e15]', '{"n":1}'])(
    'survives %s in storage',
    (text) => {
      const storage = memory();
      storage.map.set('tiktool:1:budget:x', text);
      const budget = new Budget(storage, 'x');
      expect(budget.wait(1e12, false)).toBeLessThan(2 * hour);
      budget.spend(1e12);
      expect(budget.wait(1e12 + 2 * hour, false)).toBe(0);
    },
  );

  it('survives storage that throws', () => {
    const no = (): never => {
      throw new Error('denied');
    };
    const budget = new Budget({ getItem: no, setItem: no }, 'x');
    for (let n = 0; n < 8; n++) budget.spend(0);
    expect(budget.wait(0, false)).toBeGreaterThan(0);
  });

  it('C66 never allows more than 55 in any hour', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 120_000 }), { maxLength: 400 }), (pauses) => {
        const budget = new Budget(undefined, 'x');
        const spent: number[] = [];
        let now = 0;
        for (const pause of pauses) {
          now += pause;
          if (budget.wait(now, true)) continue;
          budget.spend(now);
          spent.push(now);
        }
        return spent.every((from) => spent.filter((at) => at >= from && at < from + hour).length <= 55);
      }),
    );
  });
});
