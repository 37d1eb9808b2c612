import type { ConnectionState, Gap } from './connection-state.js';

/** A token as one page hands it to another: in memory and over the channel, never to storage. */
export interface HandedToken {
  readonly token: string;
  /** Milliseconds of life left at the moment of handing over. */
  readonly remaining: number;
}

/** What a connection tells the client above it. */
export interface TransportListener {
  /** One frame as it came. `history`: from before this page was there, so nothing may celebrate. */
  onFrame(text: string, history: boolean): void;
  onState(state: ConnectionState): void;
  onGap(gap: Gap): void;
  /** A new token was fetched or handed in. */
  onToken?(token: HandedToken): void;
}

/** What frames come over: an own socket, or another page's. The client cannot tell them apart. */
export interface Transport {
  readonly state: ConnectionState;
  connect(): void;
  disconnect(): void;
  /** Dials at once, also during a wait. */
  reconnect(): void;
  /** Ends everything; the transport cannot be used again. */
  dispose(): void;
}

/** An own socket, which can carry on with what another page knew. */
export interface OwnTransport extends Transport {
  /** Takes over a token that another page fetched, so that the first dial needs no fetch. */
  adoptToken(token: HandedToken): void;
}
