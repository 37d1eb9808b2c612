import type { WebSocket } from 'ws';
import { closeWords, type CloseWord } from './close-codes.js';
import type { FaultAction, FaultBook } from './faults.js';
import { madeUpChat } from './made-up-chat.js';
import type { Frame } from './show/timed-frame.js';
import type { SimulatorSocket } from './simulator-socket.js';

export interface SessionOptions {
  readonly id: number;
  readonly creator: string;
  readonly openedAt: number;
  readonly socket: WebSocket;
  readonly faults: FaultBook;
  readonly onSent: (bytes: number) => void;
  readonly onFault: (action: FaultAction, session: Session) => void;
  readonly restart: (ms: number) => void;
}

interface Held {
  readonly text: string;
  after: number;
}

/** An accepted socket: what is sent passes the faults that are ordered for frames. */
export class Session implements SimulatorSocket {
  readonly id: number;
  readonly creator: string;
  readonly openedAt: number;
  sent = 0;
  /** What this side closed with, for the log: the peer's echo of it is no news. */
  closedWith: CloseWord | undefined;
  #silent = false;
  readonly #options: SessionOptions;
  readonly #timers = new Set<NodeJS.Timeout>();
  #held: Held[] = [];

  constructor(options: SessionOptions) {
    this.#options = options;
    this.id = options.id;
    this.creator = options.creator;
    this.openedAt = options.openedAt;
    options.socket.once('close', () => this.#timers.forEach((timer) => clearTimeout(timer)));
  }

  /** Bytes that wait for the peer; a silent socket never counts, or it would hold the show for everybody. */
  get backlog(): number {
    return this.#silent ? 0 : this.#options.socket.bufferedAmount;
  }

  send(frame: Frame | string): void {
    if (typeof frame === 'string') this.deliver(frame, undefined);
    else this.deliver(JSON.stringify(frame), frame);
  }

  /** A frame on its way: text and, for the rules that look into it, the object. */
  deliver(text: string, frame: Frame | undefined): void {
    const { faults } = this.#options;
    const event = frame?.['event'];
    const actions = faults.has('frame')
      ? faults.take({
          on: 'frame',
          path: '/',
          creator: this.creator,
          socket: this.id,
          ...(typeof event === 'string' && { event }),
          ...(frame && { frame }),
        })
      : [];
    if (actions.length === 0) this.#pass(text);
    else this.#deliverWith(actions, text);
  }

  /** Carries out the actions that concern a socket as a whole. */
  strike(actions: readonly FaultAction[]): void {
    for (const action of actions) {
      this.#options.onFault(action, this);
      this.#act(action);
    }
  }

  close(code: number, reason = ''): void {
    this.closedWith ??= { code, reason };
    // A silent peer never completes the closing handshake.
    if (this.#silent) this.#options.socket.terminate();
    else this.#options.socket.close(code, reason);
  }

  drop(): void {
    this.#options.socket.terminate();
  }

  silence(): void {
    this.#silent = true;
    // Unread, the client's frames stay in the kernel: its close is never answered.
    if (this.#options.socket.readyState === this.#options.socket.OPEN) this.#options.socket.pause();
  }

  /** Runs `callback` after `ms`, unless the socket is gone by then. */
  later(ms: number | undefined, callback: () => void): void {
    if (!ms) {
      callback();
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      callback();
    }, ms);
    this.#timers.add(timer);
  }

  #act(action: FaultAction): void {
    switch (action.type) {
      case 'close':
        this.later(action.afterMs, () => this.close(action.code, action.reason));
        return;
      case 'evict':
        this.later(action.afterMs, () => this.close(closeWords.evicted.code, closeWords.evicted.reason));
        return;
      case 'drop':
        this.later(action.afterMs, () => this.drop());
        return;
      case 'silence':
        this.later(action.afterMs, () => this.silence());
        return;
      case 'hang':
        this.silence();
        return;
      case 'restart':
        this.later(action.afterMs, () => this.#options.restart(action.ms));
        return;
      case 'malformed':
        this.#write(action.text ?? '{"event":"chat","data":{"comment":"cut o');
        return;
      case 'oversized':
        this.#write(madeUpChat(action.bytes ?? 1_500_000));
        return;
      case 'burst':
        for (let index = 0; index < action.count; index += 1) this.#write(madeUpChat());
        return;
      default:
        return;
    }
  }

  #deliverWith(actions: readonly FaultAction[], text: string): void {
    let sends: (() => void)[] = [() => this.#pass(text)];
    const afterwards: FaultAction[] = [];
    for (const action of actions) {
      this.#options.onFault(action, this);
      switch (action.type) {
        case 'lose':
          sends = [];
          break;
        case 'delay':
          sends = sends.map((send) => () => this.later(action.ms, send));
          break;
        case 'binary':
          sends = [() => this.#write(Buffer.from(text))];
          break;
        case 'duplicate':
          for (let index = 0; index < (action.times ?? 1); index += 1) sends.push(() => this.#write(text));
          break;
        case 'reorder':
          sends = [];
          this.#held.push({ text, after: action.by ?? 1 });
          break;
        case 'malformed':
        case 'oversized':
        case 'burst':
          this.#act(action);
          break;
        default:
          afterwards.push(action);
      }
    }
    sends.forEach((send) => send());
    afterwards.forEach((action) => this.#act(action));
  }

  /** Sends, and then whatever was held back until now. */
  #pass(text: string): void {
    this.#write(text);
    if (this.#held.length === 0) return;
    this.#held.forEach((held) => (held.after -= 1));
    const due = this.#held.filter((held) => held.after <= 0);
    this.#held = this.#held.filter((held) => held.after > 0);
    due.forEach((held) => this.#write(held.text));
  }

  #write(data: string | Buffer): void {
    const { socket, onSent } = this.#options;
    if (this.#silent || socket.readyState !== socket.OPEN) return;
    socket.send(data);
    this.sent += 1;
    onSent(data.length);
  }
}
