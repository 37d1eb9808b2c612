import type { Environment, PageListener, Socket } from '../environment.js';

interface Timer {
  /** False for what the other side does later. */
  readonly isPages: boolean;
  readonly at: number;
  readonly id: number;
  readonly run: () => void;
}

/** What the service or the token URL does with one request. */
export type Handshake = 'open' | 'refuse' | 'hang';
export type TokenAnswer = 'ok' | 'hang' | 'network' | { readonly status: number; readonly retryAfter?: string };

export class FakeSocket implements Socket {
  binaryType = 'blob';
  onopen: Socket['onopen'] = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  onerror: Socket['onerror'] = null;
  readonly url: string;
  readonly at: number;
  /** The same on the wall clock. */
  readonly wallAt: number;
  /** There was a network to dial over. */
  readonly reached: boolean;
  readonly #world: FakeWorld;
  /** As the page sees it: neither closed nor let go of. */
  isAlive = true;
  isOpen = false;

  constructor(world: FakeWorld, url: string) {
    this.#world = world;
    this.url = url;
    this.at = world.time;
    this.wallAt = world.now();
    this.reached = world.online;
  }

  get token(): string {
    return new URL(this.url).searchParams.get('jwtKey') ?? '';
  }

  close(): void {
    if (!this.isAlive) return;
    this.isAlive = false;
    // The event comes late, and nobody may be listening any more.
    this.#world.later(50, () => {
      call(this.onerror, {});
      call(this.onclose, { code: 1006, reason: '' });
    });
  }

  open(): void {
    if (!this.isAlive) return;
    this.isOpen = true;
    call(this.onopen, {});
  }

  frame(text = '{"event":"ping"}'): void {
    if (this.isAlive && this.isOpen && !this.#world.blackHole) call(this.onmessage, { data: text });
  }

  /** From the other side. */
  end(code = 1006, reason = ''): void {
    if (!this.isAlive) return;
    this.isAlive = false;
    call(this.onerror, {});
    call(this.onclose, { code, reason });
  }
}

function call(handler: ((event: never) => void) | null, event: unknown): void {
  handler?.(event as never);
}

/** Promise reactions of everything that just ran, and of what those started. */
async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

/** Clocks, timers, network, page and storage of one machine, in memory. */
export class FakeWorld {
  /** Both clocks, until the machine sleeps. */
  time = 0;
  slept = 0;
  hidden = false;
  online = true;
  handshake: Handshake = 'open';
  token: TokenAnswer = 'ok';
  /** Seconds. */
  expiresIn: number | undefined = 3600;
  /** How many sockets tokens say that they allow; 0 for tokens that say nothing. */
  maxSockets = 0;
  live: boolean | 'fail' = false;
  blackHole = false;
  latency = 20;
  readonly stored = new Map<string, string>();
  readonly sockets: FakeSocket[] = [];
  readonly tokenRequests: number[] = [];
  readonly liveRequests: number[] = [];
  readonly requests: string[] = [];
  readonly listeners = new Map<string, Set<PageListener>>();
  readonly random: () => number;
  #timers = new Map<number, Timer>();
  #ids = 0;
  #tokens = 0;

  constructor(random: () => number = () => 0.5) {
    this.random = random;
  }

  /** Timers of the page that are still to fire. */
  get timers(): number {
    return [...this.#timers.values()].filter(({ isPages }) => isPages).length;
  }

  get socket(): FakeSocket | undefined {
    return this.sockets.at(-1);
  }

  get alive(): readonly FakeSocket[] {
    return this.sockets.filter(({ isAlive }) => isAlive);
  }

  get listenerCount(): number {
    return [...this.listeners.values()].reduce((sum, { size }) => sum + size, 0);
  }

  readonly now = (): number => 1_700_000_000_000 + this.time + this.slept;

  environment(): Environment {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the socket class below has a `this` of its own
    const world = this;
    return {
      now: this.now,
      monotonic: () => this.time,
      setTimeout: (run, ms) => this.#schedule(run, ms),
      clearTimeout: (id) => {
        this.#timers.delete(Number(id));
      },
      random: this.random,
      fetch: (url, init) => this.#fetch(url, init),
      WebSocket: class extends FakeSocket {
        constructor(url: string) {
          super(world, url);
          world.sockets.push(this);
          world.#answer(this);
        }
      },
      storage: {
        getItem: (key) => this.stored.get(key) ?? null,
        setItem: (key, value) => {
          this.stored.set(key, value);
        },
      },
      page: {
        addEventListener: (type, listener) => {
          if (!this.listeners.has(type)) this.listeners.set(type, new Set());
          this.listeners.get(type)?.add(listener);
        },
        removeEventListener: (type, listener) => {
          this.listeners.get(type)?.delete(listener);
        },
      },
      address: 'https://page.example/overlay.html',
      online: () => this.online,
      hidden: () => this.hidden,
    };
  }

  /** Fires a page event, and lets its promises settle. */
  async page(type: string): Promise<void> {
    for (const listener of [...(this.listeners.get(type) ?? [])]) listener.handleEvent({ type });
    await settle();
  }

  /** The wall clock goes on while the other one, and everything else, stands still. */
  sleep(ms: number): void {
    this.slept += ms;
  }

  async run(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (;;) {
      let next: Timer | undefined;
      for (const timer of this.#timers.values()) if (!next || timer.at < next.at) next = timer;
      if (!next || next.at > end) break;
      this.#timers.delete(next.id);
      this.time = Math.max(this.time, next.at);
      next.run();
      await settle();
    }
    this.time = end;
  }

  /** Runs until `done`, at most `ms`; says how long it took. */
  async until(done: () => boolean, ms = 600_000): Promise<number> {
    const from = this.time;
    while (!done()) {
      if (this.time - from >= ms) throw new Error(`Still not after ${ms} ms.`);
      await this.run(10);
    }
    return this.time - from;
  }

  /** Something that the other side does. */
  later(ms: number, run: () => void): void {
    this.#schedule(run, ms, false);
  }

  #schedule(run: () => void, ms: number, isPages = true): number {
    const id = ++this.#ids;
    this.#timers.set(id, { isPages, at: this.time + Math.max(0, ms), id, run });
    return id;
  }

  #mint(): string {
    const claims = this.maxSockets > 0 && btoa(JSON.stringify({ maxWebSockets: this.maxSockets }));
    return `secret.${claims ? `${claims.replace(/=/g, '')}.` : ''}${++this.#tokens}`;
  }

  #answer(socket: FakeSocket): void {
    const { handshake } = this;
    if (handshake === 'hang' || this.blackHole) return;
    this.#schedule(
      () => {
        if (handshake === 'open' && socket.reached) socket.open();
        else socket.end();
      },
      this.latency,
      false,
    );
  }

  #fetch(url: string, init: RequestInit): Promise<Response> {
    this.requests.push(url);
    const isLive = url.includes('/live');
    (isLive ? this.liveRequests : this.tokenRequests).push(this.time);
    const answer = isLive ? (this.live === 'fail' ? { status: 500 } : 'ok') : this.token;
    return new Promise((resolve, reject) => {
      init.signal?.addEventListener('abort', () => {
        reject(new DOMException('aborted', 'AbortError'));
      });
      if (answer === 'hang') return;
      this.#schedule(
        () => {
          if (answer === 'network') reject(new TypeError(`fetch failed: ${url}`));
          else if (answer !== 'ok') {
            const headers = answer.retryAfter === undefined ? undefined : { 'Retry-After': answer.retryAfter };
            resolve(new Response('{"error":"x"}', { status: answer.status, ...(headers && { headers }) }));
          } else if (isLive) resolve(Response.json({ live: this.live }));
          else resolve(Response.json({ token: this.#mint(), expiresIn: this.expiresIn }));
        },
        this.latency,
        false,
      );
    });
  }
}
