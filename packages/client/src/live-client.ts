import type { ConnectionState, Gap } from './connection/connection-state.js';
import type { LiveEvent, LiveEventKind } from './protocol/live-event.js';
import type { RoomState } from './room/room-state.js';

/** What a token provider is asked with. */
export interface TokenRequest {
  readonly creator: string;
  /** Why a token is needed: the first one, the old one ages, or the service refused it. */
  readonly reason: 'first' | 'renew' | 'refused';
  /** Ends with the attempt (8 s) or with the client. */
  readonly signal: AbortSignal;
}

export type TokenProvider = (
  request: TokenRequest,
) => Promise<string | { readonly token: string; readonly expiresIn?: number }>;

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
}

/** Event name → payload of `client.on`. */
export type LiveClientEvents = { [K in LiveEventKind]: Extract<LiveEvent, { kind: K }> } & {
  state: ConnectionState;
  gap: Gap;
  room: RoomState;
  '*': LiveEvent;
};

/** One creator's LIVE: connection, events and room. */
export interface LiveClient {
  readonly creator: string;
  readonly state: ConnectionState;
  /** Read-only; replaced as a whole when anything changes. */
  readonly room: RoomState;
  connect(): void;
  disconnect(): void;
  /** Dials at once, also during a wait. */
  reconnect(): void;
  /** Ends everything: no socket, timer, fetch or listener remains. The client cannot be used again. */
  dispose(): void;
  on<K extends keyof LiveClientEvents>(kind: K, listener: (payload: LiveClientEvents[K]) => void): () => void;
  /**
   * Test events: flagged `test: true`, shown everywhere, in no total, never stored. Missing fields get defaults, so
   * `inject({ kind: 'chat', text: 'hi' })` is enough.
   */
  inject(events: InjectedEvent | readonly InjectedEvent[]): void;
}

/** A partial event; only `kind` is needed. */
export type InjectedEvent = { readonly kind: LiveEventKind } & { readonly [field: string]: unknown };
