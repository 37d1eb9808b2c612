import { isFields } from './fields.js';

/**
 * An integer of 16 digits or more that is no text: it may not survive `JSON.parse`. Only a hint, since it may stand inside of
 * a text, but of a form that is found fast: every frame is searched for it.
 */
const LONG_INTEGER = /[^"\d]\d{16}/;
/** A number with all its signs: the digits of a fraction or an exponent alone would look like an id. */
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|[-+.\deE]+/g;

/**
 * JSON whose long integers become text. TikTok's ids have up to 19 digits; as numbers they would be rounded, and two
 * people could become one. Throws like `JSON.parse`.
 */
export const parseWire = (json: string): unknown =>
  JSON.parse(
    LONG_INTEGER.test(json)
      ? json.replace(STRING_OR_NUMBER, (token) => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token))
      : json,
  );

/**
 * A copy of bounded depth, breadth and text length: a page may keep it, and hostile nesting cannot overflow the stack.
 *
 * @param rename Applied to field names.
 */
export function bounded(value: unknown, rename: (name: string) => string, depth = 8): unknown {
  if (typeof value === 'string') return value.slice(0, 8192);
  if (Array.isArray(value)) return depth ? value.slice(0, 100).map((item) => bounded(item, rename, depth - 1)) : [];
  if (!isFields(value)) return value;
  const members = depth ? Object.entries(value).slice(0, 100) : [];
  // Defines `__proto__` as a plain member, where an assignment would set the prototype.
  return Object.fromEntries(members.map(([name, item]) => [rename(name), bounded(item, rename, depth - 1)]));
}

/** `repeat_count` → `repeatCount`: some paths spell fields so. */
export const camelCase = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
