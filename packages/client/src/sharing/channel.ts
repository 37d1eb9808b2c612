import type { Broadcast, SharingEnvironment } from './environment.js';
import { protocolName, isMessage, type Message } from './messages.js';

/** Sends to all other participants; a participant does not hear itself. */
export interface Channel {
  post(message: Message): void;
  close(): void;
}

/**
 * Opens the channel of a key, or returns undefined where there is none.
 *
 * @param receive gets only messages that have the right form
 */
export function openChannel(
  key: string,
  { openChannel: open }: SharingEnvironment,
  receive: (message: Message) => void,
): Channel | undefined {
  let broadcast: Broadcast | undefined;
  try {
    broadcast = open?.(protocolName + key);
  } catch {
    // A frame with an opaque origin may not.
  }
  if (!broadcast) return undefined;
  const opened = broadcast;
  opened.onmessage = ({ data }) => {
    if (isMessage(data)) receive(data);
  };
  return {
    post(message) {
      try {
        opened.postMessage(message);
      } catch {
        // Test events may hold what cannot be cloned; this page shows them all the same.
      }
    },
    close() {
      opened.close();
    },
  };
}

/**
 * The key under which pages share: all that makes a connection another one, as a short word without its parts, because
 * lock and channel names show in developer tools and storage, and a token URL may hold what is nobody's business.
 */
export function sharingKey(...parts: readonly string[]): string {
  let hash = 0;
  // A prime below 2^45, so that the product stays whole.
  for (const letter of parts.join('\n')) hash = (hash * 131 + (letter.codePointAt(0) ?? 0)) % 35_184_372_088_777;
  return hash.toString(36);
}
