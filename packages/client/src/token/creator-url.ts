import { readUrl } from './read-url.js';

/**
 * The address asked for one creator: `uniqueId` added to the query, or the name put in place of `{creator}`.
 *
 * @param base address of the page, for relative addresses; `''` for none
 * @returns undefined where this is no http address
 */
export function creatorUrl(address: string, creator: string, base: string): string | undefined {
  // A URL object has encoded the braces.
  const filled = address.replace(/\{creator\}|%7Bcreator%7D/gi, () => encodeURIComponent(creator));
  const url = readUrl(filled, base);
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  if (filled === address) {
    if (url.searchParams.has('uniqueId')) url.searchParams.set('uniqueId', creator);
    // Not through searchParams, which would write the page's own query anew: a signed one would break.
    else url.search += `${url.search ? '&' : '?'}uniqueId=${encodeURIComponent(creator)}`;
  }
  return url.href;
}
