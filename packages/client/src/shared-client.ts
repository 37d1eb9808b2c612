import { defaultEnvironment } from './connection/environment.js';
import { defaultEndpoint } from './connection/socket-url.js';
import { createLiveClient, type LiveClient, type LiveClientOptions } from './live-client.js';
import { checkOptions } from './live-client-options.js';
import { normaliseCreator } from './protocol/creator.js';
import { readUrl } from './token/read-url.js';

/** A client that others may hold too. */
export interface ClientHold {
  readonly client: LiveClient;
  /** Lets go of it. Safe to call twice. */
  release(): void;
}

interface Entry {
  readonly key: readonly unknown[];
  readonly client: LiveClient;
  holders: number;
  ending: ReturnType<typeof setTimeout> | undefined;
}

/** A DOM move takes an element out and puts it back: socket and rows stay for so long, ms. */
const grace = 1000;
const name = Symbol.for('tiktool-widgets.clients');

/** On globalThis, so that a page that loads this code twice still has one socket. */
function registry(): Entry[] {
  const host = globalThis as { [name]?: Entry[] };
  return (host[name] ??= []);
}

/**
 * One spelling of an address, relative or with and without its last slash: a token mostly allows one socket, and two
 * would throw each other out in turn. What is no address stays as it is, for the client to refuse.
 */
function absolute(url = '', base?: string): string {
  const written = url.trim();
  return (written && readUrl(written, base)?.href) || written;
}

/**
 * The page's one client for this endpoint, creator and token source, connected. It ends a second after the last of its
 * holders has let go.
 *
 * @throws TypeError where an option has the wrong type
 */
export function acquireClient(options: LiveClientOptions): ClientHold {
  const entries = registry();
  checkOptions(options);
  const { creator, tokenProvider, tokenUrl, endpoint, liveUrl, share, environment } = options;
  const address = environment?.address ?? defaultEnvironment().address;
  const source = {
    endpoint: absolute(endpoint?.trim() || defaultEndpoint),
    tokenUrl: tokenProvider ? '' : absolute(tokenUrl, address),
    liveUrl: absolute(liveUrl, address),
  };
  const key = [normaliseCreator(creator), tokenProvider, share === 'page', ...Object.values(source)];
  let entry = entries.find((known) => known.key.every((part, i) => part === key[i]));
  if (!entry) {
    entry = { key, client: createLiveClient({ ...options, ...source }), holders: 1, ending: undefined };
    entries.push(entry);
    entry.client.connect();
  } else {
    clearTimeout(entry.ending);
    entry.holders++;
  }
  const held = entry;
  let released = false;
  return {
    client: held.client,
    release() {
      if (released) return;
      released = true;
      if (--held.holders) return;
      held.ending = setTimeout(() => {
        entries.splice(entries.indexOf(held), 1);
        held.client.dispose();
      }, grace);
    },
  };
}
