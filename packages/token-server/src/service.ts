import { Refusal } from './answer.js';
import { isRecord, parseJson } from './json.js';
import { errorName, type Log } from './log-entry.js';
import { BodyTooLarge, readText } from './read-text.js';
import { ServiceQuota } from './service-quota.js';

const maxAnswerBytes = 1_000_000;
const maxConcurrent = 8;

export interface ServiceOptions {
  apiKey: string | (() => string | Promise<string>);
  apiUrl: string;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  now: () => number;
  /** ms */
  timeout: number;
  log: Log;
}

export interface ServiceCall {
  method: 'GET' | 'POST';
  path: string;
  query?: Record<string, string>;
  body?: unknown;
}

/** A JSON answer of the service with a status of 200 to 299. */
export interface ServiceAnswer {
  body: Record<string, unknown>;
  headers: Headers;
}

/**
 * Calls the tik.tools REST service with the API key, and turns whatever comes back into JSON or a Refusal in this
 * package's own words. The key travels in a header only: addresses end up in logs.
 */
export class Service {
  readonly #quota: ServiceQuota;
  readonly #base: string;
  #running = 0;
  readonly #queue = new Set<() => void>();

  constructor(private readonly options: ServiceOptions) {
    this.#quota = new ServiceQuota(options.now);
    this.#base = options.apiUrl.replace(/\/+$/, '');
  }

  /** Seconds until the service's rate limit lets another request through. */
  wait(): number {
    return this.#quota.wait();
  }

  /** @throws Refusal */
  async call(call: ServiceCall): Promise<ServiceAnswer> {
    await this.#slot();
    try {
      const wait = this.#quota.wait();
      if (wait > 0) throw rateLimited(wait);
      return await this.#send(call);
    } finally {
      this.#next();
    }
  }

  /** The rest of a flood waits here until the first answers have told how much the rate limit has left. */
  async #slot(): Promise<void> {
    if (this.#running < maxConcurrent) {
      this.#running++;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const turn = (): void => {
        clearTimeout(timer);
        this.#running++;
        resolve();
      };
      // While the service hangs, the queue must not hold visitors for ever.
      const timer = setTimeout(() => {
        this.#queue.delete(turn);
        reject(new Refusal(503, 'busy', 'Too many requests are waiting for the service.', { retryAfter: 5 }));
      }, this.options.timeout);
      this.#queue.add(turn);
    });
  }

  #next(): void {
    this.#running--;
    for (const turn of this.#queue) {
      this.#queue.delete(turn);
      turn();
      return;
    }
  }

  async #send({ method, path, query, body }: ServiceCall): Promise<ServiceAnswer> {
    const { fetch, now, timeout, log } = this.options;
    const search = query ? `?${new URLSearchParams(query).toString()}` : '';
    const started = now();
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Raced, not only aborted: a fetch that ignores its signal must not hold the visitor.
    const timedOut = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Refusal(504, 'service-timeout', 'The service did not answer in time.'));
        abort.abort();
      }, timeout);
    });
    const report = (status: number, problem?: { code: string; message: string }): void =>
      log({
        level: problem ? 'warn' : 'info',
        event: 'upstream',
        status,
        ...(problem && { code: problem.code }),
        ms: now() - started,
        ...(problem && { message: problem.message }),
      });
    try {
      const key = await Promise.race([this.#key(), timedOut]);
      const response = await Promise.race([
        fetch(`${this.#base}${path}${search}`, {
          method,
          headers: { 'x-api-key': key, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          // A redirect would carry the key to wherever it points.
          redirect: 'manual',
          signal: abort.signal,
        }),
        timedOut,
      ]);
      this.#quota.read(response.status, response.headers);
      const text = await Promise.race([readText(response.body, maxAnswerBytes, timeout), timedOut]);
      const answer = parseJson(text);
      if (!response.ok) throw refused(response.status, answer, this.#quota.wait());
      if (!isRecord(answer)) throw unusable();
      report(response.status);
      return { body: answer, headers: response.headers };
    } catch (error) {
      const refusal = error instanceof Refusal ? error : failed(error);
      const code = error instanceof Refusal ? refusal.code : errorName(error);
      report(refusal.status, { code, message: refusal.message });
      throw refusal;
    } finally {
      clearTimeout(timer);
    }
  }

  async #key(): Promise<string> {
    const { apiKey, log } = this.options;
    let key: unknown;
    try {
      key = typeof apiKey === 'function' ? await apiKey() : apiKey;
    } catch (error) {
      log({ level: 'error', event: 'api-key', code: errorName(error), message: 'The apiKey function failed.' });
    }
    // Checked here, because fetch quotes a header value that it does not like in its error.
    if (isUsableKey(key)) return key.trim();
    log({ level: 'error', event: 'api-key', code: 'key-missing', message: 'There is no usable API key.' });
    throw new Refusal(500, 'key-missing', 'The token server has no API key.');
  }
}

/** Visible ASCII, as a header value has to be. */
export const isUsableKey = (key: unknown): key is string =>
  typeof key === 'string' && /^[\x21-\x7e]+$/.test(key.trim());

export const unusable = (): Refusal =>
  new Refusal(502, 'service-answer', 'The service gave an answer that makes no sense here.');

const failed = (error: unknown): Refusal =>
  error instanceof BodyTooLarge
    ? unusable()
    : new Refusal(502, 'service-unreachable', 'The service could not be reached.');

const rateLimited = (wait: number): Refusal =>
  new Refusal(429, 'service-rate-limited', 'The rate limit of the service is used up for now.', { retryAfter: wait });

/** The service's reason: `error` or `message`, where `error` is text or `{ message }`. Read, never passed on. */
function reason(answer: unknown): string {
  if (!isRecord(answer)) return '';
  const said = answer.error ?? answer.message;
  const text = isRecord(said) ? said.message : said;
  return typeof text === 'string' ? text.toLowerCase() : '';
}

/**
 * Statuses are chosen for the page that asks: 403 and 404 need a person, 429 says when to come back, 5xx passes.
 */
function refused(status: number, answer: unknown, wait: number): Refusal {
  const said = reason(answer);
  if (status === 429) return rateLimited(wait);
  if (status === 401) return new Refusal(403, 'key-refused', 'The service refuses the API key of the token server.');
  if (status === 403) {
    if (/evaluation|upgrade|plan|trial/.test(said)) {
      return new Refusal(403, 'plan-over', 'The plan of the token server’s API key does not allow this (any more).');
    }
    if (/limit/.test(said)) {
      return new Refusal(403, 'connection-limit', 'The connection limit of the token server’s API key is reached.');
    }
    return new Refusal(403, 'key-refused', 'The service refuses the API key of the token server.');
  }
  if (status === 404 || (status === 400 && /not (currently )?live|offline/.test(said)))
    return new Refusal(404, 'not-known', 'The service does not know this creator or this request.');
  if (status === 503) return new Refusal(503, 'service-unavailable', 'The service is not available at the moment.');
  return new Refusal(502, 'service-failed', 'The service failed to answer.');
}
