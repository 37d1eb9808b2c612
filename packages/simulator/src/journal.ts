/** One thing that happened. Neither keys nor tokens appear; `token` stands for one, so that two can be told apart. */
export interface SimulatorEntry {
  /** ms since 1970. */
  readonly at: number;
  readonly type:
    | 'http'
    | 'token'
    | 'connect'
    | 'refused'
    | 'open'
    | 'close'
    | 'evicted'
    | 'fault'
    | 'down'
    | 'up'
    | 'live'
    | 'control';
  readonly method?: string;
  /** Path and query, secrets masked. */
  readonly path?: string;
  readonly status?: number;
  readonly creator?: string;
  /** The socket's number, from 1. */
  readonly socket?: number;
  readonly code?: number;
  readonly reason?: string;
  /** Fingerprint of the token or key that was used or minted. */
  readonly token?: string;
  /** What a fault did. */
  readonly action?: string;
}

/** Entries that are kept: a day of soak must not fill the memory. */
const kept = 20_000;

interface Waiting {
  readonly matches: (entry: SimulatorEntry) => boolean;
  readonly found: (entry: SimulatorEntry) => void;
}

/** The event log that tests assert on. */
export class Journal {
  readonly entries: SimulatorEntry[] = [];
  readonly #waiting = new Set<Waiting>();

  constructor(
    readonly now: () => number,
    private readonly listener?: (entry: SimulatorEntry) => void,
  ) {}

  add(entry: Omit<SimulatorEntry, 'at'>): void {
    const full = { at: this.now(), ...entry };
    this.entries.push(full);
    if (this.entries.length > kept) this.entries.splice(0, this.entries.length - kept);
    this.listener?.(full);
    for (const waiting of [...this.#waiting]) {
      if (waiting.matches(full)) waiting.found(full);
    }
  }

  /** The first entry that matches, also one that is there already. Rejects after `timeoutMs`. */
  waitFor(matches: (entry: SimulatorEntry) => boolean, timeoutMs = 5_000): Promise<SimulatorEntry> {
    const present = this.entries.find(matches);
    if (present) return Promise.resolve(present);
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        matches,
        found: (entry) => {
          clearTimeout(timer);
          this.#waiting.delete(waiting);
          resolve(entry);
        },
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(waiting);
        reject(new Error(`nothing matched within ${timeoutMs} ms; the last entries: ${this.#tail()}`));
      }, timeoutMs);
      this.#waiting.add(waiting);
    });
  }

  #tail(): string {
    return JSON.stringify(this.entries.slice(-5));
  }
}

const secretNames = new Set(['apikey', 'jwtkey', 'x-api-key', 'token', 'key', 'api_key']);

/** A request's path with the values of secret parameters replaced. */
export function maskPath(url: URL): string {
  const query = [...url.searchParams].map(
    ([name, value]) =>
      `${encodeURIComponent(name)}=${secretNames.has(name.toLowerCase()) ? '***' : encodeURIComponent(value)}`,
  );
  return url.pathname + (query.length > 0 ? `?${query.join('&')}` : '');
}
