/**
 * - `idle`: nothing asked for yet
 * - `connecting`: a token fetch or a handshake is under way
 * - `connected`: the socket is open; `live`: and something real has arrived
 * - `waiting`: will dial again at `retryAt`
 * - `offline`: the creator is not live; asks again slowly
 * - `blocked`: a person has to act (key, plan, configuration); re-checks slowly
 * - `closed`: by the page
 */
export type ConnectionPhase =
  'idle' | 'connecting' | 'connected' | 'live' | 'waiting' | 'offline' | 'blocked' | 'closed';

/** The connection as a page sees it, on each client and each element. Never holds a token. */
export interface ConnectionState {
  readonly state: ConnectionPhase;
  /** One stable word, for code and translations. */
  readonly reason: string;
  /** One plain English sentence for people. */
  readonly message: string;
  readonly closeCode?: number;
  /** Losses and failed tries in a row; 0 again once the connection has been healthy for 30 s. */
  readonly attempt: number;
  /** When this state began, ms since 1970. */
  readonly since: number;
  /** When the next try is due, ms since 1970. */
  readonly retryAt?: number;
  /** `shared`: the frames come from another page's socket. */
  readonly via: 'own' | 'shared';
}

/** Time in which events were missed: the service replays nothing. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}
