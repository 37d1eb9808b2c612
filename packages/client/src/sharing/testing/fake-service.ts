import type { ConnectionPhase, ConnectionState, Gap } from '../../connection/connection-state.js';
import type { HandedToken, OwnTransport, TransportListener } from '../../connection/transport.js';
import { createSharedConnection, type SharedConnection } from '../shared-connection.js';
import type { FakePage } from './fake-origin.js';

/** The other end of all sockets, and what own connections were told. */
export class FakeService {
  readonly sockets = new Set<FakeOwn>();
  dials = 0;
  tokenFetches = 0;
  /** The phase that a dial ends in. */
  phase: ConnectionPhase = 'live';
  #sent = 0;

  /** Sends one numbered frame to every open socket; returns its text. */
  send(text = `frame ${++this.#sent}`): string {
    for (const socket of this.sockets) {
      socket.page.take(() => {
        if (this.sockets.has(socket)) socket.listener.onFrame(text, false);
      });
    }
    return text;
  }
}

/** A connection with a socket of its own: no backoff, no faults, opens after 5 ms. */
export class FakeOwn implements OwnTransport {
  state: ConnectionState;
  reconnects = 0;
  token: HandedToken | undefined;

  constructor(
    readonly service: FakeService,
    readonly page: FakePage,
    readonly listener: TransportListener,
  ) {
    this.state = this.#make('idle');
  }

  adoptToken(token: HandedToken): void {
    this.token = token;
  }

  connect(): void {
    this.service.dials++;
    this.service.sockets.add(this);
    this.#change('connecting');
    if (!this.token) {
      this.service.tokenFetches++;
      this.listener.onToken?.({ token: 'secret-token', remaining: 3_600_000 });
    }
    this.page.environment.setTimeout(() => {
      if (this.service.sockets.has(this)) this.#change(this.service.phase);
    }, 5);
  }

  disconnect(): void {
    this.service.sockets.delete(this);
  }

  reconnect(): void {
    this.reconnects++;
    this.connect();
  }

  dispose(): void {
    this.disconnect();
    this.#change('closed');
  }

  #make(state: ConnectionPhase): ConnectionState {
    const since = this.page.environment.now();
    return { state, reason: state, message: state, attempt: 0, since, via: 'own' };
  }

  #change(state: ConnectionPhase): void {
    this.state = this.#make(state);
    this.listener.onState(this.state);
  }
}

/** A page's client as far as sharing sees it: it counts frames and says so in its checkpoint. */
export class FakeClient {
  readonly frames: string[] = [];
  readonly live: string[] = [];
  readonly states: ConnectionState[] = [];
  readonly gaps: Gap[] = [];
  readonly rooms: unknown[] = [];
  readonly tests: unknown[] = [];
  readonly leads: boolean[] = [];
  /** What its room adds up to. */
  total = 0;
  own: FakeOwn | undefined;
  readonly connection: SharedConnection;

  constructor(
    readonly page: FakePage,
    service: FakeService,
    key = 'key',
  ) {
    this.connection = createSharedConnection({
      key,
      environment: page.environment,
      createOwn: (listener) => (this.own = new FakeOwn(service, page, listener)),
      checkpoint: () => {
        const { total } = this;
        return () => ({ total });
      },
      listener: {
        onFrame: (text, history) => {
          this.total++;
          this.frames.push(text);
          if (!history) this.live.push(text);
        },
        onState: (state) => this.states.push(state),
        onGap: (gap) => this.gaps.push(gap),
        onRoom: (room) => {
          this.rooms.push(room);
          if (typeof room === 'object' && room && 'total' in room) this.total = Number(room.total);
        },
        onTest: (events) => this.tests.push(events),
        onLeaderChange: (isLeader) => this.leads.push(isLeader),
      },
    });
  }
}
