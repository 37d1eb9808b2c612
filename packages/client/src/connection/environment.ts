/** The part of `Storage` that is used; every call may throw. */
export interface TextStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** The part of a WebSocket that is used. */
export interface Socket {
  binaryType: string;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  close(): void;
}

/** `WebSocket` of a browser or a worker, or that of the `ws` package. */
export type SocketConstructor = new (url: string) => Socket;

export interface PageListener {
  handleEvent(event: { readonly type: string }): void;
}

/** Where `online`, `pagehide`, `visibilitychange` and their like come from: the window, which captures the document's. */
export interface PageEvents {
  readonly document?: { readonly readyState: string };
  addEventListener(type: string, listener: PageListener, capture: boolean): void;
  removeEventListener(type: string, listener: PageListener, capture: boolean): void;
}

/** Everything outside that a connection touches. What is undefined does not exist here. */
export interface Environment {
  /** Milliseconds since 1970; may jump. */
  now(): number;
  /** Milliseconds of a clock that is never set back; it may stand still while the machine sleeps. */
  monotonic(): number;
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
  /** 0 to 1, without 1. */
  random(): number;
  fetch(url: string, init: RequestInit): Promise<Response>;
  readonly WebSocket: SocketConstructor | undefined;
  readonly storage: TextStorage | undefined;
  readonly page: PageEvents | undefined;
  /** Address of the page, `''` where there is none. */
  readonly address: string;
  /** False while the machine knows that it has no network. */
  online(): boolean;
  hidden(): boolean;
}

interface Host {
  readonly WebSocket?: SocketConstructor;
  readonly localStorage?: TextStorage;
  readonly document?: { readonly hidden?: boolean; readonly baseURI?: string };
  readonly location?: { readonly href?: string };
  readonly navigator?: { readonly onLine?: boolean };
}

// A sandboxed frame throws on the mere mention of localStorage.
function pageStorage(host: Host): TextStorage | undefined {
  try {
    // Only where there is a page: newer Node has a localStorage that warns when it is touched.
    return host.document && host.localStorage;
  } catch {
    return undefined;
  }
}

const host = globalThis as Host;

/** The same functions for every connection. What they read they read at each use, so that what is set up later counts. */
const functions = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimeout: (callback: () => void, ms: number) => setTimeout(callback, ms),
  clearTimeout: (timer: unknown) => {
    clearTimeout(timer as number);
  },
  random: () => Math.random(),
  fetch: (url: string, init: RequestInit) => fetch(url, init),
  online: () => host.navigator?.onLine !== false,
  hidden: () => host.document?.hidden === true,
};

/** What the page, worker or process at hand has. */
export const defaultEnvironment = (): Environment => ({
  ...functions,
  WebSocket: host.WebSocket,
  storage: pageStorage(host),
  page: host.document ? globalThis : undefined,
  address: host.document?.baseURI ?? host.location?.href ?? '',
});
