import type { Environment } from '../connection/environment.js';
import { createTicker, startBlobWorker, type Timers } from './ticker.js';

/** The part of Web Locks that the election needs. */
export interface Locks {
  request(
    name: string,
    options: { readonly steal: true } | { readonly signal: AbortSignal },
    whileHeld: () => Promise<void>,
  ): Promise<unknown>;
}

/** The part of a BroadcastChannel that is used. */
export interface Broadcast {
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
  postMessage(message: unknown): void;
  close(): void;
}

/** Everything outside that sharing touches. What is undefined does not exist here, and sharing makes do without. */
export interface SharingEnvironment extends Pick<
  Environment,
  'now' | 'monotonic' | 'setTimeout' | 'clearTimeout' | 'random' | 'storage' | 'page'
> {
  readonly locks: Locks | undefined;
  /** May throw. */
  readonly openChannel: ((name: string) => Broadcast) | undefined;
  /** One per participant; the greater one wins where two lead with the same epoch. */
  readonly newId: () => string;
}

interface Host {
  readonly navigator?: { readonly locks?: Locks };
}

/** What the page at hand has. */
export function sharingEnvironment(base: Environment): SharingEnvironment {
  return {
    ...base,
    locks: (globalThis as Host).navigator?.locks,
    openChannel: typeof BroadcastChannel === 'function' ? (name) => new BroadcastChannel(name) : undefined,
    // Not randomUUID: a page that is no secure context (an OBS local file) does not have it.
    newId: () => crypto.getRandomValues(new Uint32Array(3)).join('-'),
  };
}

/** Timers for the whole environment of a connection. Outside a page they are the timers as they are. */
export function hiddenPageTimers(base: Environment): Timers {
  return base.page ? createTicker({ ...base, startWorker: startBlobWorker }) : base;
}
