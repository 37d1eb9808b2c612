/**
 * The newest keys of a long run: an immutable value at the price of a mutable one.
 *
 * All values of one line share a Map that only grows; each sees the first `size` of its keys. Adding to the newest value
 * writes into the shared Map, adding to an older one copies first, so nobody sees another's additions. When the Map holds
 * twice the limit, the newest keys move to a new one: memory is bounded and the cost per key constant.
 */
export interface RecentSet {
  readonly limit: number;
  readonly size: number;
  readonly places: Map<string, number>;
}

/** An empty set that remembers the last `limit` keys. May be shared: its own Map is never written to. */
export const recentSet = (limit: number): RecentSet => ({ limit, size: 0, places: new Map() });

export function has({ limit, size, places }: RecentSet, key: string): boolean {
  const place = places.get(key) ?? size;
  return place < size && place >= size - limit;
}

export function add(set: RecentSet, key: string): RecentSet {
  if (has(set, key)) return set;
  const { limit } = set;
  let { size, places } = set;
  if (!size || places.size > size || size >= 2 * limit || places.has(key)) {
    const kept = [...places.keys()].slice(0, size).slice(-limit);
    places = new Map(kept.map((old, i) => [old, i]));
    size = places.size;
  }
  places.set(key, size);
  return { limit, size: size + 1, places };
}
