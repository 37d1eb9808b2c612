import type { SharingEnvironment } from './environment.js';
import { leaseSeat, lockSeat, type Seat, type SeatEvents } from './seat.js';

/** Milliseconds between two heartbeats of a leader. */
const beatEvery = 2000;
/** Between two looks of a follower at how long its leader has been silent. */
const lookEvery = 1000;
/** A leader that is silent for so long is asked for a sign of life: its own timers may only be slow. */
const silenceBeforePing = 6000;
/** Together with the look and the heartbeat before it, this keeps a takeover within ten seconds. */
const silenceBeforeSteal = 8000;
const answerTime = 1500;
/** A request for the lock can get lost with a page that comes and goes. */
const askAgainEvery = 15_000;

export interface ElectionHandlers {
  /** This page leads now. Its epoch is greater than that of any leader it has heard of. */
  onLead(epoch: number): void;
  /** It is there to stay, and may dial: after `onLead`, at once or a moment later. */
  onSettled(): void;
  /** This page has led and must stand down at once. */
  onLost(): void;
  /** Nothing can be shared here; the election is over. May be called before `elect` returns. */
  onAlone(): void;
  /** Say to all pages that this one leads. */
  sendBeat(): void;
  /** Ask the leader for a heartbeat. */
  sendPing(): void;
}

export interface Election {
  readonly isLeader: boolean;
  /** Of the present leader, as far as known; 0 before anyone led. */
  readonly epoch: number;
  /**
   * A leader's message came in. `stale`: from one whose time is over, drop the message; `new`: from another leader than
   * before.
   */
  heard(from: string, epoch: number): 'stale' | 'known' | 'new';
  /** Somebody asks for a sign of life. */
  pinged(): void;
  /** Some message of another page came in: the channel works. */
  reached(): void;
  /** A leader said that it goes. */
  leaderLeft(from: string): void;
  /** Gives the lead back, or stops asking for it. Nothing remains. */
  release(): void;
}

/**
 * Elects one leader among the pages that use the same key.
 *
 * @param key name of the lock or lease
 * @param id this participant's
 */
export function elect(key: string, id: string, handlers: ElectionHandlers, environment: SharingEnvironment): Election {
  const { monotonic, now, setTimeout, clearTimeout, locks, storage } = environment;
  let isLeader = false;
  let settled = false;
  let released = false;
  let epoch = 0;
  let leader = '';
  let heardAt = monotonic();
  let askedAt = heardAt;
  let pingedAt: number | undefined;
  /** Another page has taken the seat from this one. */
  let robbed = false;
  /** Another page has been heard, whatever it said. */
  let reached = false;
  /** When a leader of an older epoch last spoke. */
  let olderAt = -Infinity;
  let timer: unknown;
  let seat: Seat | undefined;

  const repeat = (step: () => void, ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(step, ms);
  };

  const lead = (): void => {
    // Whoever hears that this page leads may have released it at once.
    if (!isLeader) return;
    handlers.sendBeat();
    repeat(lead, beatEvery);
  };

  const settle = (): void => {
    settled = true;
    handlers.onSettled();
    lead();
  };

  const ask = (steal: boolean): void => {
    askedAt = monotonic();
    seat?.ask(steal);
  };

  const watch = (): void => {
    repeat(watch, lookEvery);
    const time = monotonic();
    const silence = time - heardAt;
    if (pingedAt !== undefined && time - pingedAt >= answerTime && silence >= silenceBeforeSteal) onSilence(time);
    else if (pingedAt === undefined && silence >= silenceBeforePing) {
      pingedAt = time;
      handlers.sendPing();
    } else if (time - askedAt >= askAgainEvery) ask(false);
  };

  const onSilence = (time: number): void => {
    heardAt = time;
    pingedAt = undefined;
    if (time - olderAt < silenceBeforePing) {
      // Only an older leader speaks, and goes on to: the clock behind the epochs was set back. It is the one there is.
      epoch = 0;
      leader = '';
    } else if (seat?.canSteal && (reached || !robbed)) ask(true);
    // The seat is shared and the channel is not: two such pages would rob each other for ever.
    else if (!reached) alone();
  };

  const standDown = (): void => {
    isLeader = false;
    heardAt = monotonic();
    pingedAt = undefined;
    watch();
    handlers.onLost();
    if (!released) ask(false);
  };

  const release = (): void => {
    released = true;
    isLeader = false;
    clearTimeout(timer);
    seat?.leave();
  };

  const alone = (): void => {
    release();
    handlers.onAlone();
  };

  const events: SeatEvents = {
    onWon(doubt) {
      isLeader = true;
      settled = false;
      leader = id;
      // The clock puts a page that has heard nobody yet above those who led before it came.
      epoch = Math.max(epoch + 1, Math.floor(now()));
      handlers.onLead(epoch);
      if (doubt) {
        // Says at once that it leads, and dials only if it still does then: of several, the last one opens a socket.
        handlers.sendBeat();
        repeat(settle, doubt);
      } else settle();
    },
    onLost() {
      robbed = true;
      standDown();
    },
    onFailed() {
      if (isLeader) {
        isLeader = false;
        handlers.onLost();
      }
      if (released) return;
      seat = seats.shift()?.();
      if (seat) {
        watch();
        ask(false);
      } else alone();
    },
  };

  const seats: (() => Seat)[] = [];
  if (locks) seats.push(() => lockSeat(locks, key, events));
  if (storage) seats.push(() => leaseSeat(storage, key, id, environment, events));
  events.onFailed();

  return {
    get isLeader() {
      return isLeader;
    },
    get epoch() {
      return epoch;
    },
    heard(from, theirs) {
      if (released) return 'stale';
      if (theirs < epoch || (theirs === epoch && from < leader)) {
        olderAt = monotonic();
        return 'stale';
      }
      const known = from === leader && theirs === epoch;
      epoch = theirs;
      leader = from;
      heardAt = monotonic();
      pingedAt = undefined;
      if (isLeader) {
        seat?.leave();
        standDown();
      }
      return known ? 'known' : 'new';
    },
    pinged() {
      // By a timer: a frozen page still hears the channel, and must not pass for one that is alive.
      if (isLeader && settled) repeat(lead, 0);
    },
    reached() {
      reached = true;
    },
    leaderLeft(from) {
      if (!released && !isLeader) seat?.holderLeft(from);
    },
    release,
  };
}
