import { creatorUrl } from '../token/creator-url.js';
import { TokenError } from '../token/token-error.js';
import { TokenSource } from '../token/token-source.js';
import { Budget } from './budget.js';
import type { ConnectionState } from './connection-state.js';
import type { Environment, PageListener, Socket } from './environment.js';
import { initialState, step } from './machine.js';
import type { Effect, MachineContext, MachineEvent, MachineState } from './machine.js';
import type { RunnerOptions } from './runner-options.js';
import { SleepClock } from './sleep-clock.js';
import { configurationFault } from './configuration-fault.js';
import { askLive } from './live-question.js';
import { nextLook } from './next-look.js';
import { hearPage } from './page-events.js';
import { looksAlike, plainState, shownState } from './shown-state.js';
import { frameText, hangUp, noop, openSocket, silence } from './socket.js';
import { readEndpoint, socketUrl, type Endpoint } from './socket-url.js';
import type { HandedToken, OwnTransport, TransportListener } from './transport.js';
import { Watchdog } from './watchdog.js';

/** After a late wake frames may wait in the queue behind the timer that noticed it. */
const queueTurn = 500;

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
  readonly #onTimer = this.#tick.bind(this);
  #machine = initialState;
  #shown: ConnectionState;
  #socket: Socket | undefined;
  #timer: unknown;
  /** When the timer is due, on the sleep clock. */
  #timerAt = 0;
  #armedAt = 0;
  #slept = 0;
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
    this.#shown = plainState('idle', environment.now());
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
    this.#shown = plainState('closed', this.#environment.now());
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
    const broken = configurationFault(this.#options, this.#endpoint, this.#environment);
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
    hearPage(page, this, on);
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
    if (this.#disposed || looksAlike(before, after)) return;
    const left = after.due - this.#clock.read();
    this.#shown = shownState(after, this.#shown, this.#environment.now(), left);
    this.#listener.onState(this.#shown);
  }

  #carryOut(effect: Effect, { stale, manual }: MachineState): void {
    const { now } = this.#environment;
    switch (effect) {
      case 'drop':
        return this.#drop();
      case 'token': {
        const ms = this.#budget.wait(now(), manual);
        if (ms) this.#send({ type: 'budget', wait: ms });
        else this.#fetchToken(stale);
        return;
      }
      case 'dial':
        return this.#dial(manual);
      case 'check':
        return this.#check();
      case 'drain':
        return this.#budget.drain(now());
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
    const socket = openSocket(WebSocket, socketUrl(this.#endpoint, this.#options.creator, token));
    if (!socket) return this.#send({ type: 'broken', reason: 'bad-endpoint' });
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
    const text = frameText(data);
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
    void askLive(environment, url ?? '', abort.signal).then((live) => {
      if (turn === this.#turn) this.#send({ type: 'checked', live });
    });
  }

  #drop(): void {
    this.#turn++;
    this.#token = '';
    this.#watchdog.closed();
    this.#tokens.cancel();
    this.#abortCheck?.abort();
    this.#abortCheck = undefined;
    const socket = this.#detach();
    if (socket) hangUp(socket);
  }

  #detach(): Socket | undefined {
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket) silence(socket);
    return socket;
  }

  /** An open socket that shows no frame within `ms` is dead. */
  #probe(ms: number): void {
    if (this.#machine.stage === 'open') this.#watchdog.probe(this.#clock.read() + ms);
  }

  #judge(): void {
    if (this.#machine.stage === 'open') this.#watchdog.judge(this.#clock.read(), queueTurn);
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
      this.#tokens.refresh();
      if (this.#watchdog.isDead(now, late)) {
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
    const now = this.#clock.read();
    const at = nextLook(this.#machine, this.#watchdog.silentAt(), this.#environment.hidden(), now);
    if (at === Infinity) return;
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
