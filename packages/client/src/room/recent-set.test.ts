import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, has, recentSet } from './recent-set.js';

describe('recentSet', () => {
  it('remembers exactly the last keys, whichever value they are added to', () => {
    const keys = fc.array(fc.integer({ min: 0, max: 30 }).map(String), { maxLength: 60 });
    fc.assert(
      fc.property(keys, keys, keys, fc.integer({ min: 1, max: 8 }), (trunk, left, right, limit) => {
        const base = trunk.reduce(add, recentSet(limit));
        const before = [...Array(31).keys()].map((n) => has(base, String(n)));
        const grow = (from: typeof base, model: string[], list: string[]) => {
          let set = from;
          let order = model;
          for (const key of list) {
            if (!order.slice(-limit).includes(key)) order = [...order.filter((k) => k !== key), key];
            set = add(set, key);
            for (let n = 0; n <= 30; n++) expect(has(set, String(n))).toBe(order.slice(-limit).includes(String(n)));
            expect(set.places.size).toBeLessThanOrEqual(2 * limit);
          }
          return order;
        };
        const model = grow(recentSet(limit), [], trunk);
        grow(base, model, left);
        grow(base, model, right);
        expect([...Array(31).keys()].map((n) => has(base, String(n)))).toEqual(before);
      }),
    );
  });
});
