import type { TextStorage } from '../connection/environment.js';
import type { Locks, SharingEnvironment } from './environment.js';

/** The one thing that only one page of the origin can have: a lock, or a lease where there are no locks. */
export interface Seat {
  /** Asks for it, again where that was done before; `steal` takes it from a holder that is silent. */
  ask(steal: boolean): void;
  /** Its holder said that it goes. */
  holderLeft(holder: string): void;
  /** Gives it back, or stops asking. */
  leave(): void;
  readonly canSteal: boolean;
}

export interface SeatEvents {
  /** For so many milliseconds another page may still think that it has won. */
  onWon(doubt: number): void;
  /** Another page took it. */
  onLost(): void;
  /** There is no such thing here after all. */
  onFailed(): void;
}

/** Followers look at about the same moment, and one steals before it has heard that another did. */
const stealDoubt = 500;

/** A Web Lock: the browser itself passes it on when its page ends, however that happens. */
export function lockSeat(locks: Locks, name: string, { onWon, onLost, onFailed }: SeatEvents): Seat {
  let request: AbortController | undefined;
  let giveBack: (() => void) | undefined;

  const leave = (): void => {
    const [asked, held] = [request, giveBack];
    request = giveBack = undefined;
    held?.();
    asked?.abort();
  };

  const ask = (steal: boolean): void => {
    leave();
    const mine = (request = new AbortController());
    const whileHeld = (): Promise<void> =>
      new Promise((resolve) => {
        // Granted after all to a request that was given up meanwhile: pass it on at once.
        if (request !== mine) return resolve();
        giveBack = resolve;
        onWon(steal ? stealDoubt : 0);
      });
    const onEnd = (): void => {
      if (request !== mine) return;
      const held = giveBack;
      request = giveBack = undefined;
      if (held) onLost();
      else onFailed();
    };
    // A request that steals cannot be aborted; it needs no waiting either.
    locks.request(name, steal ? { steal } : { signal: mine.signal }, whileHeld).catch(onEnd);
  };

  return { ask, leave, holderLeft: () => undefined, canSteal: true };
}

/** How long a lease lasts, and how often its holder renews it, in milliseconds: six seconds until another page dials. */
const leaseLife = 5700;
const leaseRenewal = 2000;
/** A page may see only later what another process has stored; the channel is faster. */
const leaseDoubt = 120;

/**
 * A lease in storage, for pages without a secure context. Storage has no compare-and-swap, so a page that writes its
 * name looks again after a short random while whether it is still there; two that slip through all the same hear each
 * other on the channel.
 */
export function leaseSeat(
  storage: TextStorage,
  key: string,
  id: string,
  { setTimeout, clearTimeout, now, random }: SharingEnvironment,
  { onWon, onLost, onFailed }: SeatEvents,
): Seat {
  let timer: unknown;
  let held = false;
  /** It was this page's until another leader was heard, whose lease may show only later. */
  let yielded = false;
  /** Said that it goes; what a page writes while it ends may reach storage late or never. */
  let gone = '';

  /** Milliseconds that another page's lease has left; 0 where the seat is free or this page's. */
  const taken = (): number => {
    const [owner, until] = (storage.getItem(key) ?? '').split(' ');
    const left = Number(until) - now();
    // An end too far off was written under a clock that has been set back since.
    return owner !== id && owner !== gone && left > 0 && left <= leaseLife ? left : 0;
  };
  const write = (): void => storage.setItem(key, `${id} ${now() + leaseLife}`);
  const isMine = (): boolean => storage.getItem(key)?.startsWith(`${id} `) === true;

  // Storage that is full or forbidden throws.
  const careful = (step: () => void): void => {
    try {
      step();
    } catch {
      leave();
      onFailed();
    }
  };
  const later = (step: () => void, ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => careful(step), ms);
  };

  const look = (): void => {
    const left = taken();
    if (left) return later(look, left + 1 + random() * 20);
    write();
    later(
      () => {
        if (!isMine()) return look();
        held = true;
        // Soon: the page that yields to this one wipes out what is stored.
        later(renew, leaseDoubt * 3);
        onWon(leaseDoubt);
      },
      10 + random() * 30,
    );
  };

  const renew = (): void => {
    if (taken()) {
      held = false;
      return onLost();
    }
    write();
    later(renew, leaseRenewal);
  };

  const leave = (): void => {
    clearTimeout(timer);
    yielded = held;
    held = false;
    try {
      if (isMine()) storage.setItem(key, '');
    } catch {
      // The lease runs out by itself.
    }
  };

  return {
    ask() {
      if (held) return;
      if (yielded) later(look, leaseRenewal);
      else careful(look);
      yielded = false;
    },
    holderLeft(holder) {
      gone = holder;
      // Not all at the same moment.
      if (!held) later(look, random() * 20);
    },
    leave,
    canSteal: false,
  };
}
