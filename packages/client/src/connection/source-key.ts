import { creatorUrl } from '../token/creator-url.js';
import { readEndpoint } from './socket-url.js';

/** The part of the options that decides where a connection goes; `creator` in its one form. */
interface Source {
  readonly creator: string;
  readonly endpoint: string;
  readonly tokenUrl?: string | undefined;
  readonly liveUrl?: string | undefined;
}

/**
 * What makes a connection another one. Two spellings of one address (relative or absolute, with or without the last
 * slash) are one source: a token mostly allows one socket, and two would throw each other out in turn.
 *
 * @param address of the page, `''` where there is none
 */
export function sourceKey({ creator, endpoint, tokenUrl, liveUrl }: Source, address: string): readonly string[] {
  const dialled = readEndpoint(endpoint, '');
  const asked = (url = ''): string => url && (creatorUrl(url, creator, address) ?? url);
  return [typeof dialled === 'string' ? endpoint : dialled.base, creator, asked(tokenUrl), asked(liveUrl)];
}
