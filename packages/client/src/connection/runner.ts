import { creatorUrl } from '../token/creator-url.js';
import { socketsAllowed } from '../token/token-answer.js';
import { TokenError } from '../token/token-error.js';
import { TokenSource } from '../token/token-source.js';
import { Alarm } from './alarm.js';
import { Budget } from './budget.js';
import type { ConnectionState } from './connection-state.js';
import type { Environment, PageListener } from './environment.js';
import { initialState } from './machine-state.js';
import type { Effect, MachineContext, MachineEvent, MachineState } from './machine-state.js';
import { step } from './machine.js';
import type { RunnerOptions } from './runner-options.js';
import { SleepClock } from './sleep-clock.js';
import { configurationFault } from './configuration-fault.js';
import { LiveQuestion } from './live-question.js';
import { nextLook } from './next-look.js';
import { hearPage } from './page-events.js';
import { looksAlike, plainState, shownState } from './shown-state.js';
import { SocketPair, type SocketEvents } from './socket-pair.js';
import { readEndpoint, socketUrl, type Endpoint } from './socket-url.js';
import type { HandedToken, OwnTransport, TransportListener } from './transport.js';
import { queueTurn, Watchdog } from './watchdog.js';

const pageEvents = ['online', 'offline', 'visibilitychange', 'pagehide', 'pageshow', 'freeze', 'resume'];

/** Carries out what the machine decides: the one owner of socket, timer and fetches of a connection. */
export class Runner implements OwnTransport, PageListener, SocketEvents {
  readonly #options: RunnerOptions;
  readonly #environment: Environment;
  readonly #listener: TransportListener;
  readonly #clock: SleepClock;
  readonly #tokens: TokenSource;
  readonly #watchdog = new Watchdog();
  readonly #budget: Budget;
  readonly #endpoint: Endpoint | string;
  readonly #alarm: Alarm;
  readonly #question: LiveQuestion;
  #machine = initialState;
  #shown: ConnectionState;
  readonly #sockets: SocketPair;
  #canSpare = false;
  #slept = 0;
  /** Grows with each `drop`: answers to what was asked before are not heard. */
  #turn = 0;
  #token = '';
  #queue: MachineEvent[] | undefined;
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
    this.#sockets = new SocketPair(environment, this.#budget, this);
    this.#question = new LiveQuestion(environment);
    this.#alarm = new Alarm(environment, this.#tick.bind(this));
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
    this.#leave();
    this.#send({ type: 'disconnect' });
  }

  dispose(): void {
    this.#disposed = true;
    this.#leave();
    this.#drop();
    this.#alarm.clear();
    this.#machine = initialState;
    this.#shown = plainState('closed', this.#environment.now());
  }

  #leave(): void {
    hearPage(this.#environment.page, pageEvents, this, false);
    this.#tokens.forget();
  }

  adoptToken(token: HandedToken): void {
    this.#tokens.adopt(token);
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
      this.#watchdog.judge(this.#clock.read());
      this.#send({ type: 'visible' });
    }
    this.#arm();
  }

  #want(event: MachineEvent): void {
    if (this.#disposed) return;
    const broken = configurationFault(this.#options, this.#endpoint, this.#environment);
    if (broken) this.#send({ type: 'broken', reason: broken });
    else {
      hearPage(this.#environment.page, pageEvents, this, true);
      this.#send(event);
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
      if (before.stage === 'open') {
        this.#gapReason = after.phase === 'live' ? 'planned' : next.type === 'reconnect' ? 'manual' : after.reason;
      }
      for (const effect of effects) this.#carryOut(effect, after);
      this.#show(before, after);
    }
    this.#queue = undefined;
    this.#arm();
  }

  #context(): MachineContext {
    const { random, online } = this.#environment;
    return {
      now: this.#clock.read(),
      random: random(),
      online: online(),
      canCheck: !!(this.#options.liveUrl || this.#tokens.liveUrl),
      canSpare: this.#canSpare,
      policy: this.#options.closePolicy,
    };
  }

  #show(before: MachineState, after: MachineState): void {
    if (this.#disposed || looksAlike(before, after)) return;
    const left = after.due - this.#clock.read();
    this.#shown = shownState(after, this.#shown, this.#environment.now(), left);
    this.#listener.onState(this.#shown);
  }

  #carryOut(effect: Effect, { stale, manual, stage }: MachineState): void {
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
      case 'spare':
        return this.#dialSpare();
      case 'swap':
        return this.#swap(stage === 'open');
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
        this.#canSpare = socketsAllowed(token) > 1;
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
    const ms = this.#budget.wait(this.#environment.now(), manual);
    if (ms) return this.#send({ type: 'budget', wait: ms });
    if (!this.#open(this.#token, false)) this.#send({ type: 'broken', reason: 'bad-endpoint' });
  }

  /** Where this fails, the planned cut comes as if it had not been tried. */
  #dialSpare(): void {
    const turn = this.#turn;
    this.#tokens.get().then(
      (token) => {
        if (turn !== this.#turn || this.#budget.wait(this.#environment.now(), false)) return;
        if (this.#open(token, true)) this.#send({ type: 'spare', is: 'dial' });
      },
      () => undefined,
    );
  }

  #swap(isOpen: boolean): void {
    this.#sockets.swap();
    if (!isOpen) return;
    // Both were open, so nothing was missed: the gap has no length.
    this.#lastFrame = this.#environment.now();
    this.#gapReason = 'planned';
    this.#watchdog.opened(this.#clock.read());
  }

  #open(token: string, asSpare: boolean): boolean {
    const endpoint = this.#endpoint;
    return (
      typeof endpoint !== 'string' && this.#sockets.dial(socketUrl(endpoint, this.#options.creator, token), asSpare)
    );
  }

  onOpen(isSpare: boolean): void {
    if (isSpare) return this.#send({ type: 'spare', is: 'open' });
    this.#watchdog.opened(this.#clock.read());
    this.#send({ type: 'open' });
  }

  onText(text: string, isSpare: boolean): void {
    if (isSpare) {
      // What a socket begins with, the first one has had already.
      if (!this.#options.readMeaning(text).real) return;
      this.#send({ type: 'swap' });
    }
    this.#hear(text);
  }

  onClose(isSpare: boolean, code: number, text: string): void {
    this.#send(isSpare ? { type: 'spare', is: 'asked' } : { type: 'close', code, text });
  }

  #hear(text: string): void {
    const clock = this.#clock.read();
    this.#watchdog.heard(clock);
    this.#lastFrame = this.#environment.now();
    const { real, nudge } = this.#options.readMeaning(text);
    const { heard, phase } = this.#machine;
    if (!heard || nudge || (real && phase !== 'live')) this.#send({ type: 'frame', real, nudge });
    // A timer that is set here counts as the first of its chain, which a hidden page's throttling spares.
    else if (clock - this.#alarm.setAt > 2000) this.#arm();
    // A state listener may have closed it.
    if (this.#machine.stage === 'open') this.#listener.onFrame(text, false);
  }

  #check(): void {
    const { liveUrl, creator } = this.#options;
    const url = liveUrl ? creatorUrl(liveUrl, creator, this.#environment.address) : this.#tokens.liveUrl;
    this.#question.ask(url ?? '', (live) => this.#send({ type: 'checked', live }));
  }

  #drop(): void {
    this.#turn++;
    this.#watchdog.closed();
    this.#tokens.cancel();
    this.#question.drop();
    this.#sockets.drop();
  }

  /** A socket that shows no frame within `ms` is dead. */
  #probe(ms: number): void {
    this.#watchdog.probe(this.#clock.read() + ms);
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
    this.#wake();
    const now = this.#clock.read();
    const { stage, due } = this.#machine;
    if (stage === 'open') this.#tokens.refresh();
    if (this.#watchdog.judge(now)) {
      this.#watchdog.gaveUp();
      this.#send({ type: 'silent' });
    } else if (due && now >= due) this.#send({ type: 'due' });
    this.#arm();
  }

  /** Sets the one timer to what comes first. */
  #arm(): void {
    const now = this.#clock.read();
    this.#alarm.set(nextLook(this.#machine, this.#watchdog.silentAt(), this.#environment.hidden(), now), now);
  }
}
