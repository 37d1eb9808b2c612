import { Refusal } from './answer.js';
import { isRecord } from './json.js';
import type { Log } from './log-entry.js';
import type { Service, ServiceCall } from './service.js';
import { SingleFlight } from './single-flight.js';
import { LayeredCache, type TokenCache } from './token-cache.js';

export interface LiveAnswer {
  live: boolean;
  /** Title of the stream, where it is known. */
  title?: string;
  /** Viewers at the moment, where they are known. */
  viewers?: number;
}

interface HeldStatus {
  answer: LiveAnswer;
  /** ms */
  at: number;
}

export interface LiveStatusOptions {
  service: Service;
  store: TokenCache | undefined;
  storePrefix: () => string | Promise<string>;
  now: () => number;
  /** How long an answer is good, ms. */
  maxAge: number;
  log: Log;
}

/** Is the creator live? One question to the service per creator and `maxAge`, whoever asks. */
export class LiveStatus {
  readonly #cache: LayeredCache<HeldStatus>;
  readonly #flights = new SingleFlight<LiveAnswer>();

  constructor(private readonly options: LiveStatusOptions) {
    const { store, storePrefix, log } = options;
    this.#cache = new LayeredCache({
      store,
      log,
      parse: heldStatus,
      prefix: async () => `${await storePrefix()}:live`,
    });
  }

  held(creator: string): LiveAnswer | undefined {
    const held = this.#cache.held(creator);
    return held && this.#isGood(held) ? held.answer : undefined;
  }

  isAsking(creator: string): boolean {
    return this.#flights.has(creator);
  }

  /** @throws Refusal; 503 `live-unknown` when the service leaves it open */
  get(creator: string): Promise<LiveAnswer> {
    return this.#flights.run(creator, async () => {
      const shared = await this.#cache.shared(creator, (held) => this.#isGood(held));
      if (shared) return shared.answer;
      const answer = await askService(this.options.service, creator);
      await this.#cache.keep(creator, { answer, at: this.options.now() }, this.options.maxAge / 1000);
      return answer;
    });
  }

  #isGood({ at }: HeldStatus): boolean {
    const age = this.options.now() - at;
    return age >= 0 && age < this.options.maxAge;
  }
}

/**
 * `check_alive` says it all, but on smaller plans it may answer how to find out oneself (`action` of
 * `resolve_required` or `fetch_signed_url`), which a server of many visitors must not do. `live_status` is open to
 * everybody then, and `room_info` knows title and viewers.
 */
async function askService(service: Service, creator: string): Promise<LiveAnswer> {
  const checked = await ask(service, 'alive', {
    method: 'GET',
    path: '/webcast/check_alive',
    query: { unique_id: creator },
  });
  if (checked) return checked;
  const body = { unique_id: creator };
  const status = await ask(service, 'is_live', { method: 'POST', path: '/webcast/live_status', body });
  if (status && !status.live) return status;
  try {
    const room = await ask(service, 'alive', { method: 'POST', path: '/webcast/room_info', body });
    if (room) return room;
  } catch (error) {
    // "Not found" and "User is not currently live" are how room_info says offline.
    if (error instanceof Refusal && error.code === 'not-known') return { live: false };
    // Live is what was asked; title and viewers are extras.
    if (!status) throw error;
  }
  if (status) return status;
  throw new Refusal(503, 'live-unknown', 'The service does not say whether this creator is live.', { retryAfter: 30 });
}

/** `undefined` when the answer says nothing about the creator. */
async function ask(service: Service, flag: 'alive' | 'is_live', call: ServiceCall): Promise<LiveAnswer | undefined> {
  let data: unknown;
  try {
    ({ data } = (await service.call(call)).body);
  } catch (error) {
    // Only room_info's "not found" means offline; elsewhere it may be the path that is not there.
    if (flag === 'is_live' || call.method === 'GET') {
      if (error instanceof Refusal && (error.code === 'not-known' || error.code === 'service-answer')) return undefined;
    }
    throw error;
  }
  return liveAnswer(Array.isArray(data) ? data[0] : data, flag);
}

function liveAnswer(row: unknown, flag: 'alive' | 'is_live' | 'live'): LiveAnswer | undefined {
  if (!isRecord(row)) return undefined;
  const live = row[flag] === 1 ? true : row[flag] === 0 ? false : row[flag];
  if (typeof live !== 'boolean') return undefined;
  const title = typeof row.title === 'string' ? row.title.trim().slice(0, 300) : '';
  const viewers = [row.userCount, row.user_count, row.viewerCount].find(isCount);
  return { live, ...(live && title ? { title } : {}), ...(live && viewers !== undefined ? { viewers } : {}) };
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

function heldStatus(value: unknown): HeldStatus | undefined {
  if (!isRecord(value) || typeof value.at !== 'number') return undefined;
  const answer = liveAnswer(value.answer, 'live');
  return answer && { answer, at: value.at };
}
