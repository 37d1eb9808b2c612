import type { Budget } from './budget.js';
import type { Environment, Socket, SocketConstructor } from './environment.js';

export interface SocketEvents {
  onOpen(isSpare: boolean): void;
  onText(text: string, isSpare: boolean): void;
  onClose(isSpare: boolean, code: number, reason: string): void;
}

/** For sockets that nobody hears: the `ws` package throws the error of a handshake that is cut short where nobody listens. */
const noop = (): void => undefined;

/** Nothing if the address is refused: the error may name it, and with it the token. */
function openSocket(WebSocket: SocketConstructor, url: string): Socket | undefined {
  try {
    return new WebSocket(url);
  } catch {
    return undefined;
  }
}

/** A frame as text, `''` for what is none. */
const frameText = (data: unknown): string =>
  typeof data === 'string' ? data : data instanceof ArrayBuffer ? new TextDecoder().decode(data) : '';

/** The socket of a connection and, for some seconds before a planned cut, a spare one beside it. */
export class SocketPair {
  readonly #environment: Environment;
  readonly #budget: Budget;
  readonly #events: SocketEvents;
  #first: Socket | undefined;
  #spare: Socket | undefined;

  constructor(environment: Environment, budget: Budget, events: SocketEvents) {
    this.#environment = environment;
    this.#budget = budget;
    this.#events = events;
  }

  /**
   * Begins a handshake.
   *
   * @returns whether the address can be dialled at all
   */
  dial(url: string, asSpare: boolean): boolean {
    const { now, online, WebSocket } = this.#environment;
    const pay = (): void => this.#budget.spend(now());
    // A dial without any network never reaches the service, and must not use up what is needed when it is back.
    const isFree = !online();
    if (!isFree) pay();
    const socket = WebSocket && openSocket(WebSocket, url);
    if (!socket) return false;
    if (asSpare) this.#spare = socket;
    else this.#first = socket;
    const events = this.#events;
    const isSpare = (): boolean => socket === this.#spare;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      socket.onopen = null;
      if (isFree) pay();
      events.onOpen(isSpare());
    };
    socket.onmessage = ({ data }: { readonly data: unknown }) => {
      events.onText(frameText(data), isSpare());
    };
    socket.onerror = noop;
    socket.onclose = ({ code = 1006, reason = '' }: { readonly code?: number; readonly reason?: string }) => {
      events.onClose(isSpare(), code, reason);
    };
    return true;
  }

  /** Lets go of the first one; the spare one takes its place. */
  swap(): void {
    letGo(this.#first);
    this.#first = this.#spare;
    this.#spare = undefined;
  }

  /** Lets go of both. */
  drop(): void {
    this.swap();
    this.swap();
  }
}

/** On a half-open socket the close event comes after a minute: nobody waits for it. */
function letGo(socket: Socket | undefined): void {
  if (!socket) return;
  // The error is still heard.
  socket.onopen = socket.onmessage = socket.onclose = null;
  try {
    socket.close();
  } catch {
    // Some implementations throw before open.
  }
}
