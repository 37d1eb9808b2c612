import type { ConnectionState, Gap } from '../connection/connection-state.js';
import type { HandedToken } from '../connection/transport.js';
import { fits, type Shape } from './fits.js';

/** What a leader knows of its connection, for pages that may lead next. */
export interface LeaderStatus {
  readonly state: ConnectionState;
  readonly token?: HandedToken | undefined;
}

export interface KeptFrame {
  readonly text: string;
  /** When it arrived, ms since 1970. */
  readonly at: number;
}

interface Header {
  /** Who sends it. */
  readonly from: string;
  /** The sender's term if it leads, else the newest that it has heard of; 0 for none. */
  readonly epoch: number;
  /** The number of the newest frame that the sender has. */
  readonly seq: number;
}

/** Only a leader sends these; each is proof that it is alive. */
type LeaderContent =
  | { readonly kind: 'beat' }
  | { readonly kind: 'frame'; readonly text: string }
  | { readonly kind: 'state'; readonly status: LeaderStatus }
  | { readonly kind: 'gap'; readonly gap: Gap }
  | {
      readonly kind: 'history';
      readonly to: string;
      readonly frames: readonly KeptFrame[];
      /** The room before the first of these frames, where they do not follow on what the page has. */
      readonly room?: unknown;
      readonly fresh: boolean;
      readonly status: LeaderStatus;
    };

type PeerContent =
  | { readonly kind: 'hello' }
  | { readonly kind: 'ping' }
  | { readonly kind: 'bye' }
  | { readonly kind: 'reconnect' }
  | { readonly kind: 'test'; readonly events: unknown };

export type LeaderMessage = Header & LeaderContent;
export type PeerMessage = Header & PeerContent;
export type Message = LeaderMessage | PeerMessage;
export type MessageContent = LeaderContent | PeerContent;

/** Later versions of the messages get another number, so that two versions on one origin do not hear each other. */
export const protocolName = 'tiktool:1:';

const status: Shape = {
  state: { state: '', reason: '', message: '', attempt: 0, since: 0, 'closeCode?': 0, 'retryAt?': 0 },
  'token?': { token: '', remaining: 0 },
};

/** Kind → what it has beside the header. */
const contents: Readonly<Record<string, Shape>> = {
  beat: {},
  hello: {},
  ping: {},
  bye: {},
  reconnect: {},
  test: {},
  frame: { text: '' },
  state: { status },
  gap: { gap: { from: 0, to: 0, reason: '' } },
  history: { to: '', frames: [{ text: '', at: 0 }], fresh: true, status },
} satisfies Record<MessageContent['kind'], Shape>;

const header: Shape = { kind: '', from: '', epoch: 0, seq: 0 };

/** Above any clock, and far enough from where numbers lose their units. */
const latestEpoch = 2 ** 52;

/** Any script of the origin may post on the channel, so nothing is believed before it is looked at. */
export function isMessage(data: unknown): data is Message {
  if (!fits(data, header)) return false;
  const { kind, epoch } = data as Message;
  const content = Object.hasOwn(contents, kind) && contents[kind];
  return !!content && fits(data, content) && epoch < latestEpoch;
}
