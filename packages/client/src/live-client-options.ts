import type { Environment, SocketConstructor } from './connection/environment.js';
import type { ClosePolicy } from './connection/policy.js';
import { defaultEndpoint } from './connection/socket-url.js';
import { readUrl } from './token/read-url.js';
import type { TokenProvider } from './token/token-provider.js';

/** Everything but `creator` and one token source has a default. */
export interface LiveClientOptions {
  /** TikTok username, with or without `@`, any case. */
  readonly creator: string;
  /** Where the JWT is fetched: `GET`, `uniqueId` added to the query or put in place of `{creator}`. */
  readonly tokenUrl?: string;
  /** A function instead of a URL. */
  readonly tokenProvider?: TokenProvider;
  /** WebSocket base, default `wss://api.tik.tools`. */
  readonly endpoint?: string;
  /** Optional `GET` that says whether the creator is live. */
  readonly liveUrl?: string;
  /** `origin` (default): one socket for all pages of the origin; `page`: one for this page. */
  readonly share?: 'origin' | 'page';
  /** A WebSocket where the platform has none: Node before 22 needs that of the `ws` package. */
  readonly WebSocket?: SocketConstructor;
  /** Rows that are tried before the built-in ones, for close codes that the service adds or changes. */
  readonly closePolicy?: ClosePolicy;
  /**
   * Keeps totals, boards and the last rows of this creator's room in the page's storage, so that they survive a reload
   * and OBS shutting a source down. Default true; a new room starts afresh. Test events are never kept.
   */
  readonly remember?: boolean;
  /** Clocks, timers, storage and network instead of the platform's, for tests. */
  readonly environment?: Partial<Environment>;
}

/** What an option must be, where it is given. */
const optionTypes = {
  string: 'creator tokenUrl endpoint liveUrl share',
  function: 'tokenProvider WebSocket',
  boolean: 'remember',
  object: 'closePolicy environment',
};

/** @throws TypeError where an option has the wrong type */
export function checkOptions(options: unknown): void {
  if (typeof options !== 'object' || options === null) throw new TypeError('The options must be an object.');
  for (const [type, names] of Object.entries(optionTypes)) {
    for (const name of names.split(' ')) {
      const value: unknown = Reflect.get(options, name) ?? undefined;
      if (value !== undefined && typeof value !== type) {
        throw new TypeError(`The option "${name}" must be a ${type}, not ${typeof value}.`);
      }
    }
  }
}

/**
 * One spelling of an address, relative or with and without its last slash: a token mostly allows one socket, and two
 * would throw each other out in turn. What is no address stays as it is, for the connection to refuse.
 */
function absolute(url: string | undefined, base?: string): string {
  const written = url?.trim() ?? '';
  return (written && readUrl(written, base)?.href) || written;
}

/**
 * The addresses of a client's options, each in one spelling.
 *
 * @param page address of the page, for relative addresses; `''` for none
 */
export const readAddresses = (
  { endpoint, tokenUrl, tokenProvider, liveUrl }: Partial<LiveClientOptions>,
  page: string,
): { readonly endpoint: string; readonly tokenUrl: string; readonly liveUrl: string } => ({
  endpoint: absolute(endpoint?.trim() || defaultEndpoint),
  tokenUrl: tokenProvider ? '' : absolute(tokenUrl, page),
  liveUrl: absolute(liveUrl, page),
});
