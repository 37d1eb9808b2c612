import mitt from 'mitt';
import type { ConnectionState, Gap } from './connection/connection-state.js';
import { defaultEnvironment, type Environment } from './connection/environment.js';
import { Runner } from './connection/runner.js';
import type { FrameMeaning, RunnerOptions } from './connection/runner-options.js';
import type { Transport, TransportListener } from './connection/transport.js';
import { checkOptions, readAddresses, type LiveClientOptions } from './live-client-options.js';
import { createRoomStore, type RoomStore } from './memory/room-store.js';
import { normaliseCreator } from './protocol/creator.js';
import { decodeFrames, isReal, type Decoded } from './protocol/decode.js';
import type { LiveEvent, LiveEventKind, WireEvent } from './protocol/live-event.js';
import type { RoomState } from './room/room-state.js';
import { emptyMemory, expireStreaks, markReconnect, nextExpiry, reduceRoom, type RoomMemory } from './room/room.js';
import { sharingKey } from './sharing/channel.js';
import { hiddenPageTimers, sharingEnvironment } from './sharing/environment.js';
import { createSharedConnection, type SharedConnection, type SharedListener } from './sharing/shared-connection.js';
import { testEvents } from './test-event.js';

export type { LiveClientOptions } from './live-client-options.js';
export type { TokenProvider, TokenRequest } from './token/token-provider.js';

/** Event name → payload of `client.on`. */
export type LiveClientEvents = { [K in Exclude<LiveEventKind, 'room'>]: Extract<LiveEvent, { kind: K }> } & {
  state: ConnectionState;
  gap: Gap;
  /** The room as it is now. Events of the kind `room` come under `*` alone. */
  room: RoomState;
  /** Whether this page leads has changed; the value of `isLeader`. */
  leader: boolean;
  '*': LiveEvent;
};

/** One creator's LIVE: connection, events and room. */
export interface LiveClient {
  readonly creator: string;
  readonly state: ConnectionState;
  /** Read-only; replaced as a whole when anything changes. */
  readonly room: RoomState;
  /**
   * True on the one page of the origin that holds the socket, and on every page that does not share: the place for what
   * must happen once, as sounds.
   */
  readonly isLeader: boolean;
  connect(): void;
  disconnect(): void;
  /** Dials at once, also during a wait. */
  reconnect(): void;
  /** Ends everything: no socket, timer, fetch or listener remains. The client cannot be used again. */
  dispose(): void;
  /**
   * Listens; the function that is returned ends it. A listener that throws is reported and silences nobody else.
   * `room` comes once for each message from the service, after its events; `*` gets all events.
   */
  on<K extends keyof LiveClientEvents>(kind: K, listener: (payload: LiveClientEvents[K]) => void): () => void;
  /**
   * Test events: flagged `test: true`, shown everywhere, in no total, never stored. Missing fields get defaults, so
   * `inject({ kind: 'chat', text: 'hi' })` is enough.
   */
  inject(events: InjectedEvent | readonly InjectedEvent[]): void;
}

/** A partial event; only `kind` is needed. */
export type InjectedEvent = { readonly kind: LiveEventKind } & { readonly [field: string]: unknown };

function report(error: unknown): void {
  // Not inside the loop that calls the other listeners: a page's own error handler may throw, too.
  queueMicrotask(() => {
    if (typeof reportError === 'function') reportError(error);
    else console.error(error);
  });
}

/** Another page's room, from the same version of this code. */
const isMemory = (value: unknown): value is RoomMemory =>
  Object.keys(emptyMemory).every((key) => key in (Object(value) as object));

class Client implements LiveClient, SharedListener {
  readonly creator: string;
  readonly #environment: Environment;
  readonly #transport: Transport;
  readonly #shared: SharedConnection | undefined;
  readonly #store: RoomStore | undefined;
  readonly #emitter = mitt<Record<string, unknown>>();
  #memory = emptyMemory;
  #shownRoom = emptyMemory.room;
  #expiry: unknown;
  #disposed = false;
  /** The last text and what it means: the connection and the room both ask. */
  #text = '';
  #decoded: Decoded | undefined;

  constructor(options: Partial<LiveClientOptions>) {
    const { share, environment, tokenProvider, closePolicy } = options;
    this.creator = normaliseCreator(options.creator ?? '');
    const base: Environment = {
      ...defaultEnvironment(),
      ...(options.WebSocket && { WebSocket: options.WebSocket }),
      ...environment,
    };
    this.#environment = Object.assign(base, hiddenPageTimers(base));
    const sharing = share !== 'page' && base.page ? sharingEnvironment(base) : undefined;
    if (base.storage && this.creator && options.remember !== false) {
      this.#store = createRoomStore(this.creator, this.#environment);
      this.#memory = this.#store.load() ?? emptyMemory;
      this.#shownRoom = this.#memory.room;
    }
    const addresses = readAddresses(options, base.address);
    // Not a copy of the options with other values: engines make a shape for each such object, which weighs half a kilobyte.
    const own: RunnerOptions = {
      creator: this.creator,
      tokenProvider,
      closePolicy,
      tokenUrl: addresses.tokenUrl,
      endpoint: addresses.endpoint,
      liveUrl: addresses.liveUrl,
      readMeaning: (text) => this.#meaning(text),
    };
    const createOwn = (listener: TransportListener): Runner => new Runner(own, listener, this.#environment);
    if (!sharing) {
      this.#transport = createOwn(this);
      return;
    }
    this.#transport = this.#shared = createSharedConnection({
      // A page without a token source must not lead one that has a function, which no address tells from none.
      key: sharingKey(own.endpoint, own.creator, tokenProvider ? '()' : addresses.tokenUrl, addresses.liveUrl),
      listener: this,
      createOwn,
      checkpoint: () => {
        const memory = this.#memory;
        return () => memory;
      },
      environment: sharing,
    });
  }

  get state(): ConnectionState {
    return this.#transport.state;
  }

  get room(): RoomState {
    return this.#memory.room;
  }

  get isLeader(): boolean {
    return this.#shared?.isLeader ?? true;
  }

  connect(): void {
    if (!this.#disposed) this.#transport.connect();
  }

  disconnect(): void {
    if (!this.#disposed) this.#transport.disconnect();
  }

  reconnect(): void {
    if (!this.#disposed) this.#transport.reconnect();
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#emitter.all.clear();
    this.#environment.clearTimeout(this.#expiry);
    // First, so that the state says `closed` for good.
    this.#transport.disconnect();
    this.#transport.dispose();
    this.#store?.flush();
  }

  on<K extends keyof LiveClientEvents>(kind: K, listener: (payload: LiveClientEvents[K]) => void): () => void {
    if (typeof listener !== 'function') throw new TypeError('The listener must be a function.');
    let listening = !this.#disposed;
    const call = (payload: unknown): void => {
      // Also those who have left, or were disposed of, by a listener that was called before this one.
      if (!listening || this.#disposed) return;
      try {
        // `#emit` pairs names and payloads.
        listener(payload as LiveClientEvents[K]);
      } catch (error) {
        report(error);
      }
    };
    // mitt's own `*` calls with other arguments.
    const name = kind === '*' ? 'any' : kind;
    if (listening) this.#emitter.on(name, call);
    return () => {
      listening = false;
      this.#emitter.off(name, call);
    };
  }

  inject(events: InjectedEvent | readonly InjectedEvent[]): void {
    if (this.#disposed) return;
    const wire = testEvents(events, this.#environment.now());
    this.#take(wire);
    this.#shared?.sendTest(wire);
  }

  onFrame(text: string, history: boolean): void {
    if (this.#disposed) return;
    const { events } = this.#decode(text);
    this.#take(history ? events.map((event) => ({ ...event, history: true as const })) : events);
  }

  onState(state: ConnectionState): void {
    this.#emit('state', state);
  }

  onGap(gap: Gap): void {
    this.#memory = markReconnect(this.#memory, this.#environment.now());
    this.#emit('gap', gap);
  }

  onRoom(room: unknown): void {
    if (!isMemory(room)) return;
    this.#memory = room;
    this.#settle();
  }

  onLeaderChange(isLeader: boolean): void {
    if (!isLeader) this.#store?.flush();
    this.#emit('leader', isLeader);
  }

  onTest(events: unknown): void {
    try {
      this.#take(testEvents(events, this.#environment.now()));
    } catch {
      // From another version of this code, which knows more.
    }
  }

  #emit<K extends keyof LiveClientEvents>(name: K, payload: LiveClientEvents[K]): void {
    this.#emitter.emit(name, payload);
  }

  #take(events: readonly WireEvent[]): void {
    const now = this.#environment.now();
    for (const raw of events) {
      const { memory, event } = reduceRoom(this.#memory, raw, now);
      this.#memory = memory;
      if (event) this.#tell(event);
    }
    this.#settle();
  }

  #tell(event: LiveEvent): void {
    // `room` is the name of the store.
    if (event.kind !== 'room') this.#emitter.emit(event.kind, event);
    this.#emitter.emit('any', event);
  }

  #settle(): void {
    // A listener may have disposed of the client: no timer begins after that.
    if (this.#disposed) return;
    this.#watchStreaks();
    const { room } = this.#memory;
    if (room !== this.#shownRoom) {
      this.#shownRoom = room;
      if (this.isLeader) this.#store?.save(this.#memory);
      this.#emit('room', room);
    }
  }

  /** One timer while streaks run: their end frames get lost. */
  #watchStreaks(): void {
    const at = nextExpiry(this.#memory);
    if (at === undefined || this.#expiry !== undefined) return;
    const { now, setTimeout } = this.#environment;
    // A wall clock that was set back must not keep a streak open for hours.
    const ms = Math.min(10_000, Math.max(0, at - now()));
    this.#expiry = setTimeout(() => {
      this.#expiry = undefined;
      const { memory, events } = expireStreaks(this.#memory, now());
      this.#memory = memory;
      for (const event of events) this.#tell(event);
      this.#settle();
    }, ms);
  }

  #decode(text: string): Decoded {
    if (!this.#decoded || text !== this.#text) {
      this.#text = text;
      this.#decoded = decodeFrames(text, this.#environment.now());
    }
    return this.#decoded;
  }

  #meaning(text: string): FrameMeaning {
    this.#decoded = undefined;
    const { events, nudge } = this.#decode(text);
    return { real: events.some(isReal), nudge: nudge?.type };
  }
}

/**
 * Makes a client. It does nothing before `connect()`.
 *
 * What is missing (creator, token URL) or cannot work shows as the state `blocked` with its reason after `connect()`.
 *
 * @throws TypeError where an option has the wrong type
 */
export function createLiveClient(options: LiveClientOptions): LiveClient {
  checkOptions(options);
  return new Client(options);
}
