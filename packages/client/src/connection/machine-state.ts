import type { ConnectionPhase } from './connection-state.js';
import type { ClosePolicy } from './policy.js';

/** What is under way: nothing, a token fetch, a handshake, an open socket, a wait, or the question whether the creator is live. */
export type Stage = 'rest' | 'token' | 'dial' | 'open' | 'wait' | 'check';

/** All times are elapsed milliseconds of one clock; 0 is never. */
export interface MachineState {
  readonly stage: Stage;
  readonly phase: ConnectionPhase;
  readonly reason: string;
  readonly closeCode?: number | undefined;
  /** Losses and failed dials in a row. */
  readonly attempt: number;
  /** When a wait, a handshake or the proof of an open socket is over. */
  readonly due: number;
  /** The page is in the back/forward cache or frozen: nothing may run. */
  readonly away: boolean;
  /** The next dial may use the last of the budget. */
  readonly manual: boolean;
  /** The network or a wake may cut this wait short: nobody asked for it but the backoff. */
  readonly hasty: boolean;
  /** The cached token must not be used again. */
  readonly stale: boolean;
  /** Tokens refused since the last real event. */
  readonly refused: number;
  /** Handshakes in a row that failed before open. */
  readonly early: number;
  /** Slow waits in a row. */
  readonly slow: number;
  readonly outageAt: number;
  readonly openedAt: number;
  /** When the last socket that had received anything ended. */
  readonly lostAt: number;
  readonly heard: boolean;
  readonly nudge: string;
  /** How long the service lets a session last, ms, learned from its last planned cut. */
  readonly session: number;
  /**
   * A second socket that is to take over before that cut. `asked` for, or it failed: then the cut comes as it does where
   * the token allows one socket.
   */
  readonly spare: '' | 'asked' | 'dial' | 'open';
}

export type MachineEvent =
  | { readonly type: 'connect' | 'disconnect' | 'reconnect' | 'token' | 'open' | 'silent' | 'due' }
  | { readonly type: 'online' | 'visible' | 'wake' | 'away' | 'back' }
  /** The configuration cannot work: only a new one can. */
  | { readonly type: 'broken'; readonly reason: string }
  /** How the second socket is. */
  | { readonly type: 'spare'; readonly is: 'asked' | 'dial' | 'open' }
  /** The second socket has something to show. */
  | { readonly type: 'swap' }
  | { readonly type: 'no-token'; readonly code: string; readonly retryAfter?: number | undefined }
  | { readonly type: 'frame'; readonly real: boolean; readonly nudge?: string | undefined }
  | { readonly type: 'close'; readonly code: number; readonly text: string }
  /** The budget has no connect left for `wait` ms. */
  | { readonly type: 'budget'; readonly wait: number }
  /** Whether the creator is live: true, false, or anything else where nobody can say. */
  | { readonly type: 'checked'; readonly live: unknown };

/**
 * - `drop`: let go of socket and fetches, without waiting for their end
 * - `token`: get a token, a new one if `stale`
 * - `dial`: open a socket with it
 * - `check`: ask whether the creator is live
 * - `gap`: tell the page what it missed
 * - `drain`: the hour's connects are used up
 * - `spare`: open a second socket beside the first
 * - `swap`: let go of the first socket and go on with the second
 */
export type Effect = 'drop' | 'token' | 'dial' | 'check' | 'gap' | 'drain' | 'spare' | 'swap';

export interface MachineContext {
  readonly now: number;
  /** 0 to 1. */
  readonly random: number;
  readonly online: boolean;
  /** There is somebody to ask whether the creator is live. */
  readonly canCheck: boolean;
  /** The token allows two sockets at once. */
  readonly canSpare: boolean;
  readonly policy?: ClosePolicy | undefined;
}

export type Step = readonly [MachineState, readonly Effect[]];

export const initialState: MachineState = {
  stage: 'rest',
  phase: 'idle',
  reason: 'idle',
  attempt: 0,
  due: 0,
  away: false,
  manual: false,
  hasty: false,
  stale: false,
  refused: 0,
  early: 0,
  slow: 0,
  outageAt: 0,
  openedAt: 0,
  lostAt: 0,
  heard: false,
  nudge: '',
  session: 0,
  spare: '',
};
