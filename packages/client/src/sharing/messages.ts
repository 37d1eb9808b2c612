import type { ConnectionPhase, ConnectionState, Gap } from '../connection/connection-state.js';
import type { HandedToken } from '../connection/transport.js';

/** What a leader knows of its connection, for pages that may lead next. */
export interface LeaderStatus {
  readonly state: ConnectionState;
  readonly token?: HandedToken | undefined;
  /** For how many more milliseconds the token endpoint must be left alone. */
  readonly hold: number;
}

/** One kept frame: its text and when it arrived, ms since 1970. */
export type KeptFrame = readonly [text: string, at: number];

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

/**
 * A message as another page sent it, or undefined: any script of the origin may post on the channel, so nothing is
 * believed before it is looked at.
 */
export function readMessage(data: unknown): Message | undefined {
  if (!isRecord(data)) return undefined;
  const { kind, from, epoch, seq } = data;
  if (!isWord(from) || !isCount(epoch) || !isCount(seq)) return undefined;
  const header = { from, epoch, seq };
  switch (kind) {
    case 'beat':
    case 'hello':
    case 'ping':
    case 'bye':
    case 'reconnect':
      return { ...header, kind };
    case 'frame':
      return typeof data.text === 'string' ? { ...header, kind, text: data.text } : undefined;
    case 'test':
      return { ...header, kind, events: data.events };
    case 'gap': {
      const gap = readGap(data.gap);
      return gap && { ...header, kind, gap };
    }
    case 'state': {
      const status = readStatus(data.status);
      return status && { ...header, kind, status };
    }
    case 'history': {
      const { to, frames, room, fresh } = data;
      const status = readStatus(data.status);
      return status && isWord(to) && Array.isArray(frames) && frames.every(isKeptFrame)
        ? { ...header, kind, to, frames, room, fresh: fresh === true, status }
        : undefined;
    }
    default:
      return undefined;
  }
}

function readStatus(value: unknown): LeaderStatus | undefined {
  if (!isRecord(value) || !isCount(value.hold)) return undefined;
  const state = readState(value.state);
  return state && { state, hold: value.hold, token: readToken(value.token) };
}

const phases: readonly unknown[] = [
  'idle',
  'connecting',
  'connected',
  'live',
  'waiting',
  'offline',
  'blocked',
  'closed',
] satisfies readonly ConnectionPhase[];

const isPhase = (value: unknown): value is ConnectionPhase => phases.includes(value);

function readState(value: unknown): ConnectionState | undefined {
  if (!isRecord(value)) return undefined;
  const { state, reason, message, closeCode, attempt, since, retryAt } = value;
  if (!isPhase(state) || !isText(reason) || !isText(message) || !isCount(attempt) || !isCount(since)) return undefined;
  return {
    state,
    reason,
    message,
    attempt,
    since,
    ...(isCount(closeCode) && { closeCode }),
    ...(isCount(retryAt) && { retryAt }),
    via: 'shared',
  };
}

function readGap(value: unknown): Gap | undefined {
  if (!isRecord(value)) return undefined;
  const { from, to, reason } = value;
  return isCount(from) && isCount(to) && isText(reason) ? { from, to, reason } : undefined;
}

function readToken(value: unknown): HandedToken | undefined {
  if (!isRecord(value)) return undefined;
  const { token, remaining } = value;
  return isText(token) && token && isCount(remaining) ? { token, remaining } : undefined;
}

const isKeptFrame = (value: unknown): value is KeptFrame =>
  Array.isArray(value) && typeof value[0] === 'string' && isCount(value[1]);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A number that can be compared and counted on: no NaN, nothing below zero, nothing that loses its units. */
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value < Number.MAX_SAFE_INTEGER / 2;

const isText = (value: unknown): value is string => typeof value === 'string' && value.length < 1e5;

const isWord = (value: unknown): value is string => isText(value) && value !== '' && value.length < 100;
