/**
 * Reading single fields of a frame. The wire keeps no promise about types: the same field comes as a number, as text or
 * not at all, so every reader asks here and gets a value of one type or a plain "nothing".
 */
export type Fields = Readonly<Record<string, unknown>>;

const NOTHING: Fields = Object.freeze({});

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object at a field, or an empty one: nested reads need no check. */
export const fields = (value: unknown): Fields => (isFields(value) ? value : NOTHING);

/** At most `max` UTF-16 units, never ending in half a surrogate pair. */
export function cut(value: string, max: number): string {
  if (value.length <= max) return value;
  const last = value.charCodeAt(max - 1);
  return value.slice(0, last >= 0xd800 && last < 0xdc00 ? max - 1 : max);
}

/** Text as it came, entities and all; numbers become text, everything else nothing. */
export function text(value: unknown, max = 200): string {
  if (typeof value === 'string') return cut(value, max);
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

/**
 * An id as text. `''`, `0`, `"0"` and null mean that there is none. A number beyond 2^53 has lost digits already, so that
 * two people could become one: it counts as none, and the caller falls back on the handle.
 */
export function id(value: unknown): string {
  if (typeof value === 'string') return value === '0' ? '' : cut(value, 128);
  return typeof value === 'number' && value !== 0 && Number.isSafeInteger(value) ? String(value) : '';
}

/** A finite number, also from decimal text. */
export function number(value: unknown): number | undefined {
  if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) value = Number(value);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A whole number from 0 up. */
export function count(value: unknown): number | undefined {
  const n = number(value);
  return n === undefined || n < 0 ? undefined : Math.min(Math.floor(n), Number.MAX_SAFE_INTEGER);
}

/** Milliseconds since 1970 between 2001 and 2096: overflowed and relative times on the wire are none. */
export function moment(value: unknown, unit = 1): number | undefined {
  const n = number(value);
  return n !== undefined && n * unit >= 1e12 && n * unit < 4e12 ? Math.floor(n * unit) : undefined;
}

export function flag(value: unknown): boolean | undefined {
  if (value === true || value === 1 || value === '1' || value === 'true') return true;
  return value === false || value === 0 || value === '0' || value === 'false' ? false : undefined;
}

/**
 * The address of a picture, byte for byte: signed addresses answer 403 when re-encoded. Comes as text, as a list, or as an
 * object with a list.
 */
export function picture(value: unknown): string | undefined {
  if (typeof value === 'string') return value.length <= 4096 && /^https?:\/\//i.test(value) ? value : undefined;
  if (Array.isArray(value)) return typeof value[0] === 'string' ? picture(value[0]) : undefined;
  if (!isFields(value)) return;
  const inner = value.url ?? value.urls ?? value.urlList;
  return isFields(inner) ? undefined : picture(inner);
}

/** Reads at most `max` items of a list, leaving out what `read` makes nothing of. */
export function list<T>(value: unknown, max: number, read: (item: unknown, index: number) => T | undefined): T[] {
  const items: T[] = [];
  if (Array.isArray(value))
    for (let i = 0; i < value.length && i < max; i++) {
      const item = read(value[i], i);
      if (item !== undefined) items.push(item);
    }
  return items;
}
