import type { ConnectionPhase, ConnectionState, Gap } from '../connection/connection-state.js';
import type { PageListener } from '../connection/environment.js';
import { hearPage } from '../connection/page-events.js';
import { plainState } from '../connection/shown-state.js';
import type { HandedToken, OwnTransport, Transport, TransportListener } from '../connection/transport.js';
import { openChannel, type Channel } from './channel.js';
import { elect, type Election } from './election.js';
import type { SharingEnvironment } from './environment.js';
import { FrameHistory } from './history.js';
import { protocolName, type LeaderMessage, type LeaderStatus, type Message, type MessageContent } from './messages.js';

/** What a shared connection tells beyond what an own one does. */
export interface SharedListener extends TransportListener {
  /** The room before the frames that follow: it takes the place of the room that the page has. */
  onRoom(room: unknown): void;
  /** Whether this page is the one of the origin that plays sounds, writes storage and the like. */
  onLeaderChange(isLeader: boolean): void;
  /** Test events that another page injected. */
  onTest(events: unknown): void;
}

export interface SharedConnectionOptions {
  /** From `sharingKey`: pages with the same key share. */
  readonly key: string;
  readonly listener: SharedListener;
  /** Makes the connection with a socket of its own; called when this page leads. */
  readonly createOwn: (listener: TransportListener) => OwnTransport;
  /** Called between two frames; what it returns writes down the room of that moment, as something that can be cloned. */
  readonly checkpoint: () => () => unknown;
  readonly environment: SharingEnvironment;
}

export interface SharedConnection extends Transport {
  readonly isLeader: boolean;
  /** Shows test events on the other pages too. */
  sendTest(events: unknown): void;
}

/** Frames that a page catches up on are news for so many milliseconds, history after that. */
const freshFor = 5000;
const askAgainAfter = 3000;

const pageEvents = ['pagehide', 'pageshow', 'freeze', 'resume', 'DOMContentLoaded'];

const isUp = (phase: ConnectionPhase): boolean => phase === 'connected' || phase === 'live';

/**
 * A connection that all pages of the origin share: one leads and has the socket, the others get its frames and states
 * over a BroadcastChannel. Where pages cannot share, it is an own connection.
 */
export function createSharedConnection(options: SharedConnectionOptions): SharedConnection {
  const { key, listener, createOwn, checkpoint, environment } = options;
  const { now, monotonic, page } = environment;
  const id = environment.newId();
  const history = new FrameHistory(checkpoint);

  let state = plainState('idle', now());
  let disposed = false;
  let wanted = false;
  let isLeader = false;
  let own: OwnTransport | undefined;
  let channel: Channel | undefined;
  let election: Election | undefined;
  /** The epoch that `history.seq` belongs to; 0 while this page has nothing. */
  let knownEpoch = 0;
  /** The number of the last frame before this page led. */
  let ledFrom = 0;
  /** When history was last asked for, while the answer is due. */
  let askedAt: number | undefined;
  let token: { readonly token: string; readonly until: number } | undefined;
  /** When the room was last known to arrive, ms since 1970: a gap begins here. */
  let upAt: number | undefined;
  let gapFrom: number | undefined;

  const post = (content: MessageContent, epoch = election?.epoch ?? 0): void =>
    channel?.post({ ...content, from: id, epoch, seq: history.seq });

  const setState = (next: ConnectionState, first?: () => void): void => {
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    first?.();
    listener.onState(next);
  };
  const setLeader = (next: boolean): void => {
    if (next === isLeader) return;
    isLeader = next;
    listener.onLeaderChange(next);
  };
  const touch = (): void => {
    if (isUp(state.state)) upAt = now();
  };
  const deliver = (text: string, at: number, old: boolean): void => {
    history.push(text, at);
    // Before the listener, which may do anything.
    if (own) post({ kind: 'frame', text });
    listener.onFrame(text, old);
  };

  const status = (): LeaderStatus => ({
    state,
    token: token && { token: token.token, remaining: token.until - monotonic() },
  });
  const keep = (handed: HandedToken): void => {
    token = { token: handed.token, until: monotonic() + handed.remaining };
  };

  const startOwn = (): void => {
    gapFrom = upAt;
    const { token: handed } = status();
    /** A connection that was given up may still speak while it ends. */
    const current = (): boolean => own === mine;
    const announce = (gap: Gap): void => {
      post({ kind: 'gap', gap });
      listener.onGap(gap);
    };
    const changed = (): void => post({ kind: 'state', status: status() });
    const mine: OwnTransport = createOwn({
      onFrame(text, old) {
        if (!current()) return;
        touch();
        deliver(text, now(), old);
      },
      onState(next) {
        if (!current()) return;
        setState(next, changed);
        if (!current() || !isUp(next.state)) return;
        const from = gapFrom;
        gapFrom = undefined;
        touch();
        if (from !== undefined) announce({ from, to: now(), reason: 'takeover' });
      },
      onGap(gap) {
        if (current()) announce(gap);
      },
      onToken(fetched) {
        if (!current()) return;
        keep(fetched);
        changed();
      },
    });
    own = mine;
    if (handed) mine.adoptToken(handed);
    setLeader(true);
    mine.connect();
  };

  const stopOwn = (): void => {
    const mine = own;
    own = undefined;
    mine?.dispose();
    setLeader(false);
  };

  const closeChannel = (): void => {
    channel?.close();
    channel = undefined;
  };

  const askHistory = (ready = (page?.document?.readyState ?? 'complete') === 'complete'): void => {
    askedAt = monotonic();
    // While the page is being read, an answer would be lost on elements and listeners that are still to come: those of
    // deferred scripts and modules, too, which `interactive` comes before.
    if (ready) post({ kind: 'hello' }, knownEpoch);
  };

  const onFromLeader = (message: LeaderMessage): void => {
    const { seq, epoch } = message;
    switch (message.kind) {
      case 'frame':
        touch();
        if (askedAt !== undefined) return;
        if (seq === history.seq + 1) deliver(message.text, now(), false);
        else if (seq > history.seq) askHistory();
        return;
      case 'beat':
        touch();
        if (seq > history.seq && (askedAt === undefined || monotonic() - askedAt > askAgainAfter)) askHistory(true);
        return;
      case 'gap':
        return listener.onGap(message.gap);
      case 'state':
        return follow(message.status);
      case 'history': {
        if (message.to !== id || askedAt === undefined) return;
        askedAt = undefined;
        const { frames, fresh } = message;
        const first = knownEpoch === 0;
        const missedFrom = fresh && !first ? upAt : undefined;
        knownEpoch = epoch;
        if (fresh) {
          history.restart(seq - frames.length);
          listener.onRoom(message.room);
        } else history.seq = seq - frames.length;
        if (missedFrom !== undefined) {
          listener.onGap({ from: missedFrom, to: Math.max(missedFrom, frames[0]?.at ?? now()), reason: 'away' });
        }
        for (const { text, at } of frames) {
          if (channel) deliver(text, at, first || fresh || now() - at > freshFor);
        }
        if (channel) follow(message.status);
      }
    }
  };

  const follow = ({ state: theirs, token: handed }: LeaderStatus): void => {
    if (handed) keep(handed);
    setState({ ...theirs, via: 'shared' });
    touch();
  };

  const receive = (message: Message): void => {
    election?.reached();
    switch (message.kind) {
      case 'hello': {
        if (!election?.isLeader) return;
        const { epoch, from: to } = message;
        // Someone who stood down may have counted on by itself: what it has of its own last frames is not ours.
        const has = epoch === election.epoch ? message.seq : epoch ? Math.min(message.seq, ledFrom) : undefined;
        return post({ kind: 'history', to, ...history.after(has), status: status() });
      }
      case 'ping':
        return election?.pinged();
      case 'bye':
        return election?.leaderLeft(message.from);
      case 'reconnect':
        return own?.reconnect();
      case 'test':
        return listener.onTest(message.events);
      default: {
        const heard = election?.heard(message.from, message.epoch) ?? 'stale';
        // What comes before the answer is in the answer.
        if (heard === 'new' && (message.kind !== 'history' || message.to !== id)) askHistory();
        if (heard !== 'stale' && channel) onFromLeader(message);
      }
    }
  };

  const join = (): void => {
    setState(plainState('connecting', now(), 'dial'));
    // The listener may have done anything.
    if (!wanted || own || channel) return;
    channel = openChannel(key, environment, receive);
    if (!channel) return startOwn();
    // The handlers may be called before `elect` returns.
    election = elect(
      protocolName + key,
      id,
      {
        onLead(epoch) {
          knownEpoch = epoch;
          ledFrom = history.seq;
          askedAt = undefined;
        },
        onSettled: startOwn,
        onLost: stopOwn,
        onAlone() {
          closeChannel();
          startOwn();
        },
        sendBeat: () => post({ kind: 'beat' }),
        sendPing: () => post({ kind: 'ping' }),
      },
      environment,
    );
    askHistory();
  };

  const leave = (): void => {
    touch();
    stopOwn();
    if (election?.isLeader) post({ kind: 'bye' });
    election?.release();
    election = undefined;
    closeChannel();
  };

  // A page in the back/forward cache, or frozen, keeps its lock: it must give the lead back before.
  const onPage: PageListener = {
    handleEvent({ type }) {
      const away = /hide|freeze/.test(type);
      const joined = own ?? channel;
      if (away && joined) leave();
      else if (!away && !joined) join();
      else if (askedAt !== undefined) askHistory(true);
    },
  };

  const end = (): void => {
    wanted = false;
    hearPage(page, pageEvents, onPage, false);
    leave();
    token = upAt = undefined;
  };

  const connect = (): void => {
    if (disposed) return;
    if (wanted) return own?.connect();
    wanted = true;
    hearPage(page, pageEvents, onPage, true);
    join();
  };

  return {
    get state() {
      return state;
    },
    get isLeader() {
      return isLeader;
    },
    connect,
    disconnect() {
      if (!wanted) return;
      end();
      setState({ ...plainState('closed', now()), via: state.via });
    },
    reconnect() {
      if (own) own.reconnect();
      else if (wanted) post({ kind: 'reconnect' });
      else connect();
    },
    dispose() {
      disposed = true;
      end();
    },
    sendTest: (events) => post({ kind: 'test', events }),
  };
}
