import type { TokenProvider } from '../token/token-provider.js';
import { fetchText, withPatience } from '../token/bounded-fetch.js';
import { creatorUrl } from '../token/creator-url.js';
import { TokenError } from '../token/token-error.js';
import { TokenSource } from '../token/token-source.js';
import { Budget } from './budget.js';
import type { ConnectionState } from './connection-state.js';
import type { Environment, PageListener, Socket } from './environment.js';
import {
  initialState,
  step,
  type Effect,
  type MachineContext,
  type MachineEvent,
  type MachineState,
} from './machine.js';
import type { ClosePolicy } from './policy.js';
import { SleepClock } from './sleep-clock.js';
import { readEndpoint, socketUrl, type Endpoint } from './socket-url.js';
import { stateMessage } from './state-message.js';
import type { HandedToken, OwnTransport, TransportListener } from './transport.js';
import { Watchdog } from './watchdog.js';

/** What a frame means for the connection. */
export interface FrameMeaning {
  /** Proof that the creator is live. */
  readonly real: boolean;
  /** `type` of a soft nudge. */
  readonly nudge?: string | undefined;
}

export interface RunnerOptions {
  /** TikTok username in its normal form, `''` for none. */
  readonly creator: string;
  readonly tokenUrl?: string | undefined;
  readonly tokenProvider?: TokenProvider | undefined;
  readonly endpoint: string;
  readonly liveUrl?: string | undefined;
  readonly closePolicy?: ClosePolicy | undefined;
  readMeaning(text: string): FrameMeaning;
}

/** How often a visible page looks whether the machine has slept. A hidden page's chained timers are throttled. */
const lookEvery = 3000;
/** After a late wake frames may wait in the queue behind the timer that noticed it. */
const queueTurn = 500;

const pageEvents = ['online', 'offline', 'visibilitychange', 'pagehide', 'pageshow', 'freeze', 'resume'];
const noop = (): void => undefined;

/** Carries out what the machine decides: the one owner of socket, timer and fetches of a connection. */
export class Runner implements OwnTransport, PageListener {
  readonly #options: RunnerOptions;
  readonly #environment: Environment;
  readonly #listener: TransportListener;
  readonly #clock: SleepClock;
  readonly #tokens: TokenSource;
  readonly #watchdog = new Watchdog();
  readonly #budget: Budget;
  readonly #endpoint: Endpoint | string;
  readonly #onTimer = (): void => {
    this.#tick();
  };
  #machine = initialState;
  #shown: ConnectionState;
  #socket: Socket | undefined;
  #timer: unknown;
  /** When the timer is due, on the sleep clock. */
  #timerAt = 0;
  #armedAt = 0;
  #slept = 0;
  /** An open socket must show a frame by then. */
  #probeAt = 0;
  #probeFrom = 0;
  /** Grows with each `drop`: answers to what was asked before are not heard. */
  #turn = 0;
  #token = '';
  #abortCheck: AbortController | undefined;
  #queue: MachineEvent[] | undefined;
  #listening = false;
  #disposed = false;
  /** Of the last frame or open, ms since 1970. */
  #lastFrame = 0;
  #gapReason = '';

  constructor(options: RunnerOptions, listener: TransportListener, environment: Environment) {
    this.#options = options;
    this.#listener = listener;
    this.#environment = environment;
    this.#clock = new SleepClock(environment);
    this.#tokens = new TokenSource(options, environment, this.#clock, listener);
    this.#endpoint = readEndpoint(options.endpoint, environment.address);
    this.#budget = new Budget(environment.storage, typeof this.#endpoint === 'string' ? '' : this.#endpoint.host);
    this.#shown = this.#plain('idle');
  }

  get state(): ConnectionState {
    return this.#shown;
  }

  connect(): void {
    this.#want({ type: 'connect' });
  }

  reconnect(): void {
    this.#want({ type: 'reconnect' });
  }

  disconnect(): void {
    if (this.#disposed) return;
    this.#listen(false);
    this.#tokens.forget();
    this.#send({ type: 'disconnect' });
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#listen(false);
    this.#tokens.forget();
    this.#drop();
    this.#disarm();
    this.#machine = initialState;
    this.#shown = this.#plain('closed');
  }

  adoptToken(token: HandedToken): void {
    this.#tokens.adopt(token);
  }

  hold(ms: number): void {
    this.#tokens.hold(ms);
  }

  /** A page event. */
  handleEvent({ type }: { readonly type: string }): void {
    const { hidden } = this.#environment;
    this.#wake();
    if (type === 'pagehide' || type === 'freeze') this.#send({ type: 'away' });
    else if (type === 'pageshow' || type === 'resume') this.#send({ type: 'back' });
    else if (type === 'offline') this.#probe(1000);
    else if (type === 'online') {
      this.#probe(queueTurn);
      this.#send({ type: 'online' });
    } else if (!hidden()) {
      this.#judge();
      this.#send({ type: 'visible' });
    }
    this.#arm();
  }

  #want(event: MachineEvent): void {
    if (this.#disposed) return;
    const { creator, tokenUrl, tokenProvider } = this.#options;
    const broken = !creator
      ? 'no-creator'
      : !tokenUrl && !tokenProvider
        ? 'no-token-url'
        : typeof this.#endpoint === 'string'
          ? this.#endpoint
          : !this.#environment.WebSocket && 'no-websocket';
    if (broken) this.#send({ type: 'broken', reason: broken });
    else {
      this.#listen(true);
      this.#send(event);
    }
  }

  #listen(on: boolean): void {
    const { page } = this.#environment;
    if (on === this.#listening || !page) return;
    this.#listening = on;
    for (const type of pageEvents) {
      if (on) page.addEventListener(type, this, true);
      else page.removeEventListener(type, this, true);
    }
  }

  /**
   * One event through the machine. What listeners do meanwhile waits its turn, so that states and effects never nest:
   * a `reconnect()` from inside a state listener would otherwise dial twice.
   */
  #send(event: MachineEvent): void {
    if (this.#queue) {
      this.#queue.push(event);
      return;
    }
    const queue = (this.#queue = [event]);
    for (let next = queue.shift(); next && !this.#disposed; next = queue.shift()) {
      const before = this.#machine;
      const [after, effects] = step(before, next, this.#context());
      this.#machine = after;
      if (before.stage === 'open' && after.stage !== 'open') {
        this.#gapReason = after.phase === 'live' ? 'planned' : next.type === 'reconnect' ? 'manual' : after.reason;
      }
      for (const effect of effects) this.#carryOut(effect, after);
      this.#show(before, after);
    }
    if (this.#queue === queue) this.#queue = undefined;
    this.#arm();
  }

  #plain(state: 'idle' | 'closed'): ConnectionState {
    return {
      state,
      reason: state,
      message: stateMessage(state),
      attempt: 0,
      since: this.#environment.now(),
      via: 'own',
    };
  }

  #context(): MachineContext {
    const { random, online } = this.#environment;
    return {
      now: this.#clock.read(),
      random: random(),
      online: online(),
      canCheck: !!(this.#options.liveUrl || this.#tokens.liveUrl),
      policy: this.#options.closePolicy,
    };
  }

  #show(before: MachineState, after: MachineState): void {
    const { phase, reason, closeCode, attempt, due, stage } = after;
    const retrying = stage === 'wait';
    if (
      this.#disposed ||
      (phase === before.phase &&
        reason === before.reason &&
        closeCode === before.closeCode &&
        attempt === before.attempt &&
        (due === before.due || !retrying))
    ) {
      return;
    }
    const now = this.#environment.now();
    this.#shown = {
      state: phase,
      reason,
      message: stateMessage(reason),
      attempt,
      since: phase === before.phase ? this.#shown.since : now,
      via: 'own',
      ...(closeCode !== undefined && { closeCode }),
      ...(retrying && { retryAt: Math.round(now + due - this.#clock.read()) }),
    };
    this.#listener.onState(this.#shown);
  }

  #carryOut(effect: Effect, { stale, manual }: MachineState): void {
    const { now } = this.#environment;
    switch (effect) {
      case 'drop':
        this.#drop();
        return;
      case 'token': {
        const ms = this.#budget.wait(now(), manual);
        if (ms) this.#send({ type: 'budget', wait: ms });
        else this.#fetchToken(stale);
        return;
      }
      case 'dial':
        this.#dial(manual);
        return;
      case 'check':
        this.#check();
        return;
      case 'drain':
        this.#budget.drain(now());
        return;
      case 'gap': {
        const from = this.#lastFrame;
        this.#lastFrame = now();
        if (from) this.#listener.onGap({ from, to: this.#lastFrame, reason: this.#gapReason });
      }
    }
  }

  #fetchToken(fresh: boolean): void {
    const turn = ++this.#turn;
    this.#tokens.get(fresh).then(
      (token) => {
        if (turn !== this.#turn) return;
        this.#token = token;
        this.#send({ type: 'token' });
      },
      (error: unknown) => {
        if (turn !== this.#turn) return;
        const { code, retryAfter } = error instanceof TokenError ? error : new TokenError('invalid');
        this.#send({ type: 'no-token', code, retryAfter });
      },
    );
  }

  #dial(manual: boolean): void {
    const { now, online, WebSocket } = this.#environment;
    const ms = this.#budget.wait(now(), manual);
    const token = this.#token;
    this.#token = '';
    if (ms) return this.#send({ type: 'budget', wait: ms });
    if (!WebSocket || typeof this.#endpoint === 'string') return;
    // A dial without any network never reaches the service, and must not use up what is needed when it is back.
    const free = !online();
    if (!free) this.#budget.spend(now());
    let socket: Socket;
    try {
      socket = new WebSocket(socketUrl(this.#endpoint, this.#options.creator, token));
    } catch {
      // The error may name the address, and with it the token.
      return this.#send({ type: 'broken', reason: 'bad-endpoint' });
    }
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      socket.onopen = null;
      if (free) this.#budget.spend(now());
      this.#watchdog.opened(this.#clock.read());
      this.#send({ type: 'open' });
    };
    socket.onmessage = (event: { readonly data: unknown }) => {
      this.#hear(event.data);
    };
    socket.onerror = noop;
    socket.onclose = (event: { readonly code?: number; readonly reason?: string }) => {
      this.#detach();
      this.#send({ type: 'close', code: event.code ?? 1006, text: event.reason ?? '' });
    };
  }

  #hear(data: unknown): void {
    const text = typeof data === 'string' ? data : data instanceof ArrayBuffer ? new TextDecoder().decode(data) : '';
    const clock = this.#clock.read();
    this.#watchdog.heard(clock);
    this.#lastFrame = this.#environment.now();
    const { real, nudge } = this.#options.readMeaning(text);
    const { heard, phase } = this.#machine;
    if (!heard || nudge || (real && phase !== 'live')) this.#send({ type: 'frame', real, nudge });
    // A timer that is set here counts as the first of its chain, which a hidden page's throttling spares.
    else if (clock - this.#armedAt > 2000) this.#arm();
    // A state listener may have closed it.
    if (this.#machine.stage === 'open') this.#listener.onFrame(text, false);
  }

  #check(): void {
    const turn = ++this.#turn;
    const environment = this.#environment;
    const { liveUrl, creator } = this.#options;
    const url = liveUrl ? creatorUrl(liveUrl, creator, environment.address) : this.#tokens.liveUrl;
    const abort = (this.#abortCheck = new AbortController());
    void withPatience(environment, abort.signal, (signal) => fetchText(environment, url ?? '', signal))
      .then((text): unknown => Reflect.get(Object(JSON.parse(text)), 'live'))
      .catch(() => undefined)
      .then((live) => {
        if (turn === this.#turn) this.#send({ type: 'checked', live: typeof live === 'boolean' ? live : undefined });
      });
  }

  #drop(): void {
    this.#turn++;
    this.#token = '';
    this.#probeAt = 0;
    this.#tokens.cancel();
    this.#abortCheck?.abort();
    this.#abortCheck = undefined;
    const socket = this.#detach();
    try {
      // On a half-open socket the close event comes after a minute: nobody waits for it.
      socket?.close();
    } catch {
      // Some implementations throw before open.
    }
  }

  #detach(): Socket | undefined {
    const socket = this.#socket;
    this.#socket = undefined;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    // Not null: the `ws` package throws the error of a handshake that is cut short where nobody listens.
    socket.onerror = noop;
    return socket;
  }

  /** An open socket that shows no frame within `ms` is dead. */
  #probe(ms: number): void {
    if (this.#machine.stage !== 'open') return;
    this.#probeFrom = this.#watchdog.heardAt;
    this.#probeAt = this.#clock.read() + ms;
  }

  #judge(): void {
    if (this.#machine.stage !== 'open' || this.#probeAt) return;
    if (this.#clock.read() - this.#watchdog.heardAt >= this.#watchdog.limit()) this.#probe(queueTurn);
  }

  /** Notices that the machine has slept. */
  #wake(): void {
    this.#clock.read();
    const { slept } = this.#clock;
    if (slept === this.#slept) return;
    this.#slept = slept;
    this.#probe(1500);
    this.#send({ type: 'wake' });
  }

  #tick(): void {
    this.#timer = undefined;
    const late = this.#clock.read() - this.#timerAt > 2000;
    this.#wake();
    const now = this.#clock.read();
    const { stage, due } = this.#machine;
    if (stage === 'open') {
      const { heardAt } = this.#watchdog;
      this.#tokens.refresh();
      if (this.#probeAt && heardAt !== this.#probeFrom) this.#probeAt = 0;
      if (this.#probeAt ? now >= this.#probeAt : !late && now - heardAt >= this.#watchdog.limit()) {
        this.#probeAt = 0;
        this.#watchdog.gaveUp();
        this.#send({ type: 'silent' });
      } else if (late) this.#judge();
    }
    if (due && now >= due && this.#machine.due === due) this.#send({ type: 'due' });
    this.#arm();
  }

  /** Sets the one timer to what comes first. */
  #arm(): void {
    this.#disarm();
    if (this.#disposed) return;
    const { stage, due } = this.#machine;
    const now = this.#clock.read();
    let at = due || Infinity;
    if (stage === 'open') {
      at = Math.min(at, this.#probeAt || this.#watchdog.heardAt + this.#watchdog.limit());
    }
    if (at === Infinity) return;
    if (stage === 'open' || stage === 'wait') {
      if (!this.#environment.hidden()) at = Math.min(at, now + (stage === 'open' ? lookEvery : 15_000));
    }
    const ms = Math.max(0, at - now);
    this.#armedAt = now;
    this.#timerAt = now + ms;
    this.#timer = this.#environment.setTimeout(this.#onTimer, Math.ceil(ms));
  }

  #disarm(): void {
    if (this.#timer !== undefined) this.#environment.clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
