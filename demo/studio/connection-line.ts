import type { ConnectionState } from '@tiktool-widgets/client';
import { normaliseCreator } from '@tiktool-widgets/client/protocol';

/** Without the name itself, which may be of any length. */
const notAName = 'This creator is no TikTok username: letters a to z, digits, “.” and “_”.';

/**
 * What is missing before anything can be shown.
 * @param creator as it was typed
 */
export function missingLine(creator: string, tokenUrl: string): string | undefined {
  if (creator !== '' && normaliseCreator(creator) === '') return notAName;
  if (creator !== '' && tokenUrl === '') return 'Name the token URL: the address that gives tokens for this LIVE.';
  return undefined;
}

/** The connection in one line of plain words. */
export function connectionLine(state: ConnectionState, creator: string): string {
  const who = creator === '' ? 'nobody yet' : `@${creator}`;
  switch (state.state) {
    case 'idle':
      return 'Not connected yet.';
    case 'connecting':
      return `Connecting to the LIVE of ${who} …`;
    case 'connected':
      return `Connected to ${who}, waiting for the first event.`;
    case 'live':
      return `Live: showing ${who}.`;
    case 'offline':
      return `${who} is not live. The overlay starts by itself when the LIVE does.`;
    case 'closed':
      return 'Not connected.';
    case 'waiting':
    case 'blocked':
      return `${state.message}${nextTry(state)}`;
  }
}

function nextTry({ retryAt }: ConnectionState): string {
  if (retryAt === undefined) return '';
  return ` Next try at ${new Date(retryAt).toLocaleTimeString()}.`;
}
