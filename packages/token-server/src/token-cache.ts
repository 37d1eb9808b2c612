import { parseJson } from './json.js';
import { errorName, type Log } from './log-entry.js';
import { LruMap } from './lru-map.js';

/**
 * Where several instances keep tokens together, e.g. Redis or a KV namespace. Values are short texts.
 * A store that fails or hangs costs a mint per instance, nothing else.
 */
export interface TokenCache {
  get(key: string): string | null | undefined | Promise<string | null | undefined>;
  /** @param ttlSeconds the value may be forgotten after that time */
  set(key: string, value: string, ttlSeconds: number): unknown;
}

const storeTimeout = 1500;

/**
 * Entries in memory, with the shared store behind them. The memory is always there: with the store alone, its outage
 * would turn each request into a mint.
 */
export class LayeredCache<Entry> {
  readonly #memory: LruMap<Entry>;

  constructor(
    private readonly options: {
      /** Separates the kinds of entries, and deployments that use one store with different keys or settings. */
      prefix: () => string | Promise<string>;
      store: TokenCache | undefined;
      /** Entries of a shared store come from outside: anything odd is `undefined`. */
      parse: (value: unknown) => Entry | undefined;
      log: Log;
      limit?: number;
    },
  ) {
    this.#memory = new LruMap(options.limit ?? 1000);
  }

  held(creator: string): Entry | undefined {
    return this.#memory.get(creator);
  }

  /** What another instance has stored; remembered here when `isGood`. */
  async shared(creator: string, isGood: (entry: Entry) => boolean): Promise<Entry | undefined> {
    const { store, parse } = this.options;
    if (!store) return undefined;
    const text = await this.#guarded('get', async () => store.get(await this.#key(creator)));
    if (typeof text !== 'string' || text.length > 20_000) return undefined;
    const entry = parse(parseJson(text));
    if (entry === undefined || !isGood(entry)) return undefined;
    this.#memory.set(creator, entry);
    return entry;
  }

  async keep(creator: string, entry: Entry, ttlSeconds: number): Promise<void> {
    this.#memory.set(creator, entry);
    const { store } = this.options;
    if (!store || ttlSeconds < 1) return;
    await this.#guarded('set', async () =>
      store.set(await this.#key(creator), JSON.stringify(entry), Math.ceil(ttlSeconds)),
    );
  }

  async #key(creator: string): Promise<string> {
    return `${await this.options.prefix()}:${creator}`;
  }

  async #guarded<Result>(what: string, task: () => Promise<Result>): Promise<Result | undefined> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        this.options.log({ level: 'warn', event: 'cache', code: 'timeout', message: `The cache's ${what} hangs.` });
        resolve(undefined);
      }, storeTimeout);
    });
    try {
      return await Promise.race([task(), late]);
    } catch (error) {
      const code = errorName(error);
      this.options.log({ level: 'warn', event: 'cache', code, message: `The cache's ${what} failed.` });
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
}
