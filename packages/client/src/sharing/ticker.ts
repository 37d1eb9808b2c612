import type { Environment, PageListener } from '../connection/environment.js';

/** The two functions of a page, as its environment has them. */
export type Timers = Pick<Environment, 'setTimeout' | 'clearTimeout'>;

/** The part of a Worker that the ticker needs. */
export interface TimerWorker {
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  /** A negative time cancels. */
  postMessage(message: readonly [id: number, ms: number]): void;
  terminate(): void;
}

export interface TickerEnvironment extends Timers, Pick<Environment, 'monotonic' | 'hidden' | 'page'> {
  /** May throw: then there are only the page's own timers. */
  readonly startWorker: () => TimerWorker;
}

/** The callbacks stay in the page; only numbers go to and fro. */
const workerSource =
  'let t={};onmessage=({data:[i,m]})=>{clearTimeout(t[i]);delete t[i];' +
  'if(m>=0)t[i]=setTimeout(()=>{delete t[i];postMessage(i)},m)}';

/** The longest time that `setTimeout` holds; with anything above it would fire at once. */
const longest = 2 ** 31 - 1;

interface Pending {
  readonly due: number;
  readonly fire: () => void;
  readonly handle: unknown;
}

/**
 * Timers that stay on time in a hidden page. A browser slows a hidden page's timers to one a minute, but not those of a
 * Worker; so while the page is hidden each timer also runs in one Worker, and whichever comes first counts. A visible
 * page starts no Worker, and where none can start (a strict CSP, no Worker at all) the page's own timers
 * go on alone, late rather than never.
 */
export function createTicker(environment: TickerEnvironment): Timers {
  const { page, monotonic, hidden } = environment;
  const pending = new Map<unknown, Pending>();
  let lastId = 0;
  let worker: TimerWorker | undefined;
  let canStart = true;

  const stop = (): void => {
    worker?.terminate();
    worker = undefined;
  };

  const start = (): void => {
    try {
      worker = environment.startWorker();
      worker.onmessage = ({ data }) => pending.get(data)?.fire();
      worker.onerror = (event) => {
        event.preventDefault();
        canStart = false;
        stop();
      };
    } catch {
      canStart = false;
    }
  };

  const arm = (id: number, due: number): void => {
    if (!worker && canStart) start();
    worker?.postMessage([id, Math.max(0, due - monotonic())]);
  };

  const visibility: PageListener = {
    handleEvent() {
      if (!hidden()) stop();
      else for (const [id, { due }] of pending) arm(Number(id), due);
    },
  };

  // A chain of timers is empty for a moment between two links; only one that stays empty ends the Worker.
  const forget = (id: unknown): void => {
    environment.clearTimeout(pending.get(id)?.handle);
    pending.delete(id);
    queueMicrotask(() => {
      if (pending.size) return;
      page?.removeEventListener('visibilitychange', visibility, true);
      stop();
    });
  };

  return {
    setTimeout(callback, ms) {
      const id = ++lastId;
      const wait = Math.min(Math.max(0, ms), longest);
      const fire = (): void => {
        if (!pending.has(id)) return;
        forget(id);
        callback();
      };
      const due = monotonic() + wait;
      pending.set(id, { due, fire, handle: environment.setTimeout(fire, wait) });
      page?.addEventListener('visibilitychange', visibility, true);
      if (hidden()) arm(id, due);
      return id;
    },
    clearTimeout(id) {
      if (!pending.has(id)) return;
      worker?.postMessage([Number(id), -1]);
      forget(id);
    },
  };
}

/** What Trusted Types ask for an address of a script. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string };
}

/** One policy for the life of the page: a second one of the same name is refused. */
let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/** A Worker without a file of its own: the script tag's one file is all that a page loads. */
export function startBlobWorker(): TimerWorker {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('tiktool-widgets', { createScriptURL: (url) => url });
  const url = URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' }));
  try {
    return new Worker(policy?.createScriptURL(url) ?? url);
  } finally {
    // The browser has read the address by then; one that is not revoked keeps its text for the life of the page.
    URL.revokeObjectURL(url);
  }
}
