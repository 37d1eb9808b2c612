/** Seeded chance: the same seed draws the same numbers in every engine. */
export interface Random {
  /** 0 up to, not including, 1. */
  next(): number;
  /** A whole number, both ends included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  /** @throws RangeError for an empty list */
  pick<Item>(list: readonly Item[]): Item;
  /** An item by its weight. @throws RangeError for an empty list */
  weighted<Item extends { readonly weight: number }>(list: readonly Item[]): Item;
  /** How many of something that happens `mean` times on average. */
  poisson(mean: number): number;
  shuffle<Item>(list: readonly Item[]): Item[];
  /** Decimal digits, the first one not 0. */
  digits(length: number): string;
  hex(length: number): string;
}

/** sfc32: 128 bits of state, so that neighbouring seeds have nothing in common after a few draws. */
export function createRandom(seed: number): Random {
  let a = 0x9e3779b9 ^ Math.trunc(seed);
  let b = 0x243f6a88 ^ Math.trunc(seed / 2 ** 32);
  let c = 0xb7e15162;
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let warmUp = 0; warmUp < 16; warmUp += 1) next();

  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  const at = <Item>(list: readonly Item[], index: number): Item => {
    const item = list[index];
    if (item === undefined) throw new RangeError('nothing to choose from');
    return item;
  };
  const text = (alphabet: string, length: number): string => {
    let result = '';
    for (let index = 0; index < length; index += 1) result += alphabet.charAt(int(0, alphabet.length - 1));
    return result;
  };
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => at(list, int(0, list.length - 1)),
    weighted: (list) => {
      let left = next() * list.reduce((sum, { weight }) => sum + weight, 0);
      return list.find(({ weight }) => (left -= weight) < 0) ?? at(list, list.length - 1);
    },
    poisson: (mean) => {
      const limit = Math.exp(-mean);
      let count = 0;
      for (let product = next(); product > limit; product *= next()) count += 1;
      return count;
    },
    shuffle: (list) => {
      const items = [...list];
      for (let last = items.length - 1; last > 0; last -= 1) {
        const other = int(0, last);
        [items[last], items[other]] = [at(items, other), at(items, last)];
      }
      return items;
    },
    digits: (length) => text('123456789', 1) + text('0123456789', length - 1),
    hex: (length) => text('0123456789ABCDEF', length),
  };
}
