import type { PageListener, TextStorage } from '../../connection/environment.js';
import type { Broadcast, Locks, SharingEnvironment } from '../environment.js';

interface Task {
  readonly at: number;
  readonly order: number;
  readonly page: FakePage;
  readonly run: () => void;
  readonly isMessage: boolean;
  cancelled: boolean;
}

interface LockRequest {
  readonly page: FakePage;
  readonly whileHeld: () => Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
  isHeld: boolean;
}

const abortError = (): Error => Object.assign(new Error('aborted'), { name: 'AbortError' });

/** Promise reactions of everything that just ran, and of what those started. */
async function settle(): Promise<void> {
  for (let i = 0; i < 12; i++) await Promise.resolve();
}

/** What the pages of one origin have in common: a clock, locks, storage and channels, all in memory. */
export class FakeOrigin {
  /** ms since 1970 of the fake clock. */
  time = 1_700_000_000_000;
  /** What the wall clock is ahead of the monotonic one. */
  skew = 0;
  /** Milliseconds until what one page stores is seen by the others: browsers keep a copy in each process. */
  storageLag = 0;
  /** Milliseconds that a message on a channel takes: a busy machine lets it wait. */
  messageLag = 1;
  readonly stored = new Map<string, string>();
  readonly channels = new Set<FakeChannel>();
  readonly locks = new Map<string, LockRequest[]>();
  readonly posted: unknown[] = [];
  readonly #random: () => number;
  #tasks: Task[] = [];
  #order = 0;
  #ids = 0;

  constructor(random: () => number = () => 0.5) {
    this.#random = random;
  }

  page(lacks: { readonly locks?: false; readonly storage?: false; readonly channels?: false } = {}): FakePage {
    return new FakePage(this, this.#random, `page-${++this.#ids}`, lacks);
  }

  schedule(page: FakePage, ms: number, run: () => void, isMessage = false): Task {
    const task = { at: this.time + ms, order: ++this.#order, page, run, isMessage, cancelled: false };
    this.#tasks.push(task);
    return task;
  }

  /** Timers and deliveries that are still to come for a page. */
  tasksOf(page: FakePage): number {
    return this.#tasks.filter((task) => task.page === page && !task.cancelled).length;
  }

  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (;;) {
      this.#tasks = this.#tasks.filter((task) => !task.cancelled);
      const next = this.#tasks.reduce<Task | undefined>(
        (best, task) =>
          task.at <= end && (!best || task.at < best.at || (task.at === best.at && task.order < best.order))
            ? task
            : best,
        undefined,
      );
      if (!next) break;
      this.#tasks.splice(this.#tasks.indexOf(next), 1);
      this.time = Math.max(this.time, next.at);
      next.page.take(next.run, () => next.cancelled, next.isMessage);
      await settle();
    }
    this.time = end;
  }

  request(page: FakePage, name: string, options: object, whileHeld: () => Promise<void>): Promise<unknown> {
    const queue = this.locks.get(name) ?? [];
    this.locks.set(name, queue);
    return new Promise<void>((resolve, reject) => {
      const request: LockRequest = { page, whileHeld, resolve, reject, isHeld: false };
      if ('steal' in options) {
        const held = queue.findIndex(({ isHeld }) => isHeld);
        const [robbed] = held < 0 ? [] : queue.splice(held, 1);
        if (robbed) this.schedule(robbed.page, 1, () => robbed.reject(abortError()));
        queue.unshift(request);
      } else queue.push(request);
      if ('signal' in options && options.signal instanceof AbortSignal) {
        options.signal.addEventListener('abort', () => {
          if (request.isHeld || !queue.includes(request)) return;
          queue.splice(queue.indexOf(request), 1);
          reject(abortError());
        });
      }
      this.#grant(queue);
    });
  }

  /** The browser itself cleans up after a page that is no more. */
  dropLocks(page: FakePage): void {
    for (const [name, queue] of this.locks) {
      const rest = queue.filter((request) => request.page !== page);
      this.locks.set(name, rest);
      this.#grant(rest);
    }
  }

  #grant(queue: LockRequest[]): void {
    const first = queue[0];
    if (!first || queue.some(({ isHeld }) => isHeld)) return;
    first.isHeld = true;
    this.schedule(first.page, 1, () => {
      void first.whileHeld().then(() => {
        for (const each of this.locks.values()) {
          if (each.includes(first)) each.splice(each.indexOf(first), 1);
          this.#grant(each);
        }
        first.resolve();
      });
    });
  }
}

class FakeChannel implements Broadcast {
  onmessage: Broadcast['onmessage'] = null;
  constructor(
    readonly page: FakePage,
    readonly name: string,
  ) {}

  postMessage(message: unknown): void {
    const copy: unknown = structuredClone(message);
    const { origin } = this.page;
    origin.posted.push(copy);
    for (const other of origin.channels) {
      if (other === this || other.name !== this.name) continue;
      const deliver = (): void => {
        if (origin.channels.has(other)) other.onmessage?.(new MessageEvent('message', { data: copy }));
      };
      origin.schedule(other.page, origin.messageLag, deliver, true);
    }
  }

  close(): void {
    this.page.origin.channels.delete(this);
  }
}

/** One page: what it is given to work with, and what may happen to it. */
export class FakePage {
  readonly environment: SharingEnvironment;
  readonly listeners = new Set<readonly [type: string, listener: PageListener]>();
  isFrozen = false;
  /** Chromium delivers channel messages to a frozen page, and nothing else; a page that hangs gets nothing. */
  hearsFrozen = false;
  isGone = false;
  readonly document = { readyState: 'complete' };
  readonly #backlog: [run: () => void, cancelled: () => boolean][] = [];

  constructor(
    readonly origin: FakeOrigin,
    random: () => number,
    id: string,
    lacks: { readonly locks?: false; readonly storage?: false; readonly channels?: false },
  ) {
    let participants = 0;
    const locks: Locks = {
      request: (name, options, whileHeld) => origin.request(this, name, options, whileHeld),
    };
    const onItsWay = new Map<string, string>();
    const storage: TextStorage = {
      getItem: (key) => onItsWay.get(key) ?? origin.stored.get(key) ?? null,
      setItem: (key, value) => {
        if (!origin.storageLag) return void origin.stored.set(key, value);
        onItsWay.set(key, value);
        origin.schedule(this, origin.storageLag, () => {
          origin.stored.set(key, value);
          if (onItsWay.get(key) === value) onItsWay.delete(key);
        });
      },
    };
    this.environment = {
      now: () => origin.time + origin.skew,
      monotonic: () => origin.time,
      random,
      setTimeout: (callback, ms) => origin.schedule(this, Math.max(1, ms), callback),
      clearTimeout: (timer) => {
        if (typeof timer === 'object' && timer && 'cancelled' in timer) timer.cancelled = true;
      },
      locks: lacks.locks === false ? undefined : locks,
      storage: lacks.storage === false ? undefined : storage,
      openChannel: lacks.channels === false ? undefined : (name) => this.#open(name),
      newId: () => `${id}-${++participants}`,
      page: {
        document: this.document,
        addEventListener: (type, listener) => {
          if (![...this.listeners].some((each) => each[0] === type && each[1] === listener)) {
            this.listeners.add([type, listener]);
          }
        },
        removeEventListener: (type, listener) => {
          for (const each of this.listeners) {
            if (each[0] === type && each[1] === listener) this.listeners.delete(each);
          }
        },
      },
    };
  }

  /** Runs a task now, or when the page is thawed, or never. */
  take(run: () => void, cancelled: () => boolean = () => false, isMessage = false): void {
    if (this.isGone) return;
    if (this.isFrozen && !(isMessage && this.hearsFrozen)) this.#backlog.push([run, cancelled]);
    else run();
  }

  fire(type: string): void {
    for (const [listened, listener] of [...this.listeners]) if (listened === type) listener.handleEvent({ type });
  }

  /** Stops without a word, as a page whose process hangs; whatever comes waits. */
  freeze(hears = false): void {
    this.isFrozen = true;
    this.hearsFrozen = hears;
  }

  thaw(): void {
    this.isFrozen = false;
    // One task each: promises settle between them.
    for (const [run, cancelled] of this.#backlog.splice(0)) {
      this.origin.schedule(this, 0, () => {
        if (!cancelled()) run();
      });
    }
  }

  /** Ends without an event: the browser frees its locks and channels. */
  crash(): void {
    this.isGone = true;
    for (const channel of this.origin.channels) if (channel.page === this) channel.close();
    this.origin.dropLocks(this);
  }

  /** Ends in order. */
  close(): void {
    this.fire('pagehide');
    this.crash();
  }

  #open(name: string): FakeChannel {
    const channel = new FakeChannel(this, name);
    this.origin.channels.add(channel);
    return channel;
  }
}
