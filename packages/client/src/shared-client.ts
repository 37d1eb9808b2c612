import { defaultEnvironment } from './connection/environment.js';
import { createLiveClient, type LiveClient, type LiveClientOptions } from './live-client.js';
import { checkOptions, readAddresses } from './live-client-options.js';
import { normaliseCreator } from './protocol/creator.js';

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
 * The page's one client for this endpoint, creator and token source, connected. It ends a second after the last of its
 * holders has let go.
 *
 * @throws TypeError where an option has the wrong type
 */
export function acquireClient(options: LiveClientOptions): ClientHold {
  const entries = registry();
  checkOptions(options);
  const { creator, tokenProvider, share, environment } = options;
  const addresses = readAddresses(options, environment?.address ?? defaultEnvironment().address);
  const key = [normaliseCreator(creator), tokenProvider, share === 'page', ...Object.values(addresses)];
  let entry = entries.find((known) => known.key.every((part, i) => part === key[i]));
  if (!entry) {
    entry = { key, client: createLiveClient(options), holders: 1, ending: undefined };
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
