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
const cut = (value: string, max: number): string =>
  value.length > max ? value.slice(0, max).replace(/[\ud800-\udbff]$/, '') : value;

/** Text as it came, entities and all; numbers become text, everything else nothing. */
export const text = (value: unknown, max = 200): string =>
  typeof value === 'string' ? cut(value, max) : typeof value === 'number' ? `${value}` : '';

/**
 * An id as text. `''`, `0`, `"0"` and null mean that there is none. A number beyond 2^53 has lost digits already, so that
 * two people could become one: it counts as none, and the caller falls back on the handle.
 */
export function id(value: unknown): string {
  const plain = typeof value === 'number' && !Number.isSafeInteger(value) ? '' : text(value, 128);
  return plain === '0' ? '' : plain;
}

/** A finite number, also from text that is nothing else: `1,234` and `1.2K` would be read as 1. */
export function number(value: unknown): number | undefined {
  const n = typeof value === 'string' && value.trim() ? Number(value) : value;
  return typeof n === 'number' && isFinite(n) ? n : undefined;
}

/** A whole number from 0 up; where the frame has none, or a negative one, undefined. */
export function count(value: unknown): number | undefined {
  const n = number(value) ?? -1;
  return n < 0 ? undefined : Math.min(Math.floor(n), Number.MAX_SAFE_INTEGER);
}

/** Milliseconds since 1970 between 2001 and 2096: overflowed and relative times on the wire are none. */
export function moment(value: unknown, unit = 1): number | undefined {
  const n = (count(value) ?? 0) * unit;
  return n >= 1e12 && n < 4e12 ? n : undefined;
}

export const flag = (value: unknown): boolean | undefined => {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  const n = number(value);
  return n === undefined ? n : n === 1;
};

/**
 * The address of a picture, byte for byte: signed addresses answer 403 when re-encoded. Comes as text, as a list, or as an
 * object with either.
 */
export function picture(value: unknown): string | undefined {
  let url = value;
  if (isFields(url)) url = url.url ?? url.urls;
  if (Array.isArray(url)) url = url[0] as unknown;
  return typeof url === 'string' && url.length < 4096 && /^https?:\/\//i.test(url) ? url : undefined;
}

/** Reads at most `max` items of a list, leaving out what `read` makes nothing of. */
export const list = <T>(value: unknown, max: number, read: (item: unknown, index: number) => T | undefined): T[] =>
  Array.isArray(value)
    ? value
        .slice(0, max)
        .map(read)
        .filter((item) => item !== undefined)
    : [];
