import type { FaultBook } from './faults.js';
import type { SimulatorEntry } from './journal.js';
import type { SimulatorLimits } from './limits.js';
import type { SimulatorSocket } from './simulator-socket.js';
import type { ScenarioName } from './show/scenario.js';
import type { FrameShape } from './show/user-shape.js';
import type { Frame, TimedFrame } from './show/timed-frame.js';

export interface SimulatorOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** A JSONL file that every creator's LIVE plays, instead of the generated show. */
  readonly recording?: string;
  /** Default `evening`. */
  readonly scenario?: ScenarioName;
  /** 1 is real time; 0 or Infinity: as fast as possible. Default 1. */
  readonly speed?: number;
  /** Same seed, same show. Default 1. */
  readonly seed?: number;
  /** Length of the generated show in ms. Default: endless. */
  readonly duration?: number;
  /** Keys that are good. Default: every key that is not empty. */
  readonly apiKeys?: readonly string[];
  readonly limits?: Partial<SimulatorLimits>;
  /** Who is live at the start. Default: everybody. */
  readonly creators?: readonly string[];
  /** Wire shape of the generated show. Default `docs`. */
  readonly shape?: FrameShape;
  /** Whether a show starts when the first socket connects. Default true. */
  readonly autoplay?: boolean;
  /** Whether it begins again at its end while somebody watches. Default false: the next visitor starts it again. */
  readonly loop?: boolean;
  /** Close code of a refused token: 4401 as users see it (default), or 4003 as documented. */
  readonly tokenCloseCode?: 4401 | 4003;
  /** Form of error bodies. Default `documented`. */
  readonly errorBody?: 'documented' | 'observed';
  /** What `/_token`, the stand-in of a page's own token endpoint, mints. */
  readonly pageToken?: { readonly expireAfter?: number; readonly maxWebsockets?: number };
  /** Clock, ms since 1970. Default `Date.now`. */
  readonly now?: () => number;
  /** 0 to 1, for faults with a probability. Default `Math.random`. */
  readonly random?: () => number;
  /** Called for each entry of the log. */
  readonly log?: (entry: SimulatorEntry) => void;
}

export interface SimulatorStats {
  /** Upgrades that arrived. */
  readonly connects: number;
  /** Sockets that were closed by a check or a limit right after the upgrade. */
  readonly refused: number;
  readonly open: number;
  /** The most that were open at once. */
  readonly mostOpen: number;
  readonly tokens: number;
  readonly requests: number;
  readonly frames: number;
  readonly bytes: number;
}

export interface Simulator {
  readonly port: number;
  /** `http://127.0.0.1:PORT`, without a slash. */
  readonly url: string;
  /** `ws://127.0.0.1:PORT`, as an `endpoint`. */
  readonly wsUrl: string;
  /** Stand-in of a page's own token endpoint (`GET ?uniqueId=`), readable from any origin. */
  readonly tokenUrl: string;
  /** Stand-in of a `live-url`. */
  readonly liveUrl: string;
  readonly log: readonly SimulatorEntry[];
  readonly sockets: readonly SimulatorSocket[];
  readonly faults: FaultBook;
  readonly stats: SimulatorStats;
  /** Begins a new stream, or ends it with `streamEnd` and 4005. */
  setLive(creator: string, live: boolean): void;
  /** Sends a frame, or any text, to all sockets, or to those of one creator. */
  send(frame: Frame | string, creator?: string): void;
  /** Plays frames to all sockets, or to those of one creator; resolves at the end. */
  play(
    frames: Iterable<TimedFrame>,
    options?: { readonly speed?: number; readonly creator?: string; readonly signal?: AbortSignal },
  ): Promise<boolean>;
  /** Signs a token as the service would, e.g. one that is expired (`expireAfter` below 0). */
  mint: (options?: {
    readonly apiKey?: string;
    readonly expireAfter?: number;
    readonly allowedCreators?: readonly string[];
    readonly maxWebsockets?: number;
  }) => string;
  /** The service is gone: sockets are cut, connects refused, until `up`. */
  down(): Promise<void>;
  /** Back on the same port. */
  up(): Promise<void>;
  /** Gone for `ms`. With `polite`, sockets are closed with 1012 first. */
  restart(ms: number, options?: { readonly polite?: boolean }): Promise<void>;
  /** The first log entry that matches, past or to come; rejects after `timeoutMs` (default 5 s). */
  waitFor(matches: (entry: SimulatorEntry) => boolean, timeoutMs?: number): Promise<SimulatorEntry>;
  close(): Promise<void>;
}
