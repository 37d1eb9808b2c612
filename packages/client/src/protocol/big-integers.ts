/** A bare integer of 16 digits or more: it may not survive `JSON.parse`. Cheap, and rarely true. */
const SUSPECT = /[:,[]\s*-?\d{16}/;
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;

/**
 * Puts long integers of a JSON text into quotes, outside of strings. TikTok's ids have up to 19 digits; as JSON numbers
 * they would be rounded, and two people could become one.
 */
export function quoteBigIntegers(json: string): string {
  return SUSPECT.test(json)
    ? json.replace(STRING_OR_NUMBER, (token) => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token))
    : json;
}
