import type { Environment } from '../connection/environment.js';
import { TokenError } from './token-error.js';

const patience = 8000;
const largest = 65_536;

/**
 * Runs `work` for at most 8 s. It ends on time also where the work ignores its signal, as a page's own provider may.
 *
 * @param outer ends the work early
 */
export function withPatience<T>(
  environment: Environment,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const inner = new AbortController();
    const giveUp = (code: 'timeout' | 'aborted') => (): void => {
      finish();
      reject(new TokenError(code));
      inner.abort();
    };
    const abort = giveUp('aborted');
    const timer = environment.setTimeout(giveUp('timeout'), patience);
    const finish = (): void => {
      environment.clearTimeout(timer);
      outer.removeEventListener('abort', abort);
    };
    outer.addEventListener('abort', abort);
    // In a promise, because a provider may throw before it returns one.
    new Promise<T>((done) => {
      done(work(inner.signal));
    })
      .finally(finish)
      .then(resolve, reject);
  });
}

/** An answer that is not 2xx. Its text names nothing: it is for `tokenError`. */
class StatusError extends Error {
  readonly status: number;
  readonly retryAfter: string | null;

  constructor({ status, headers }: Response) {
    super();
    this.status = status;
    this.retryAfter = headers.get('retry-after');
  }
}

/** Text of a small answer. Rejects with whatever went wrong; `tokenError` makes sense of it. */
export async function fetchText(environment: Environment, url: string, signal: AbortSignal): Promise<string> {
  const response = await environment.fetch(url, {
    credentials: 'same-origin',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    signal,
  });
  if (!response.ok) throw new StatusError(response);
  const reader = response.body?.getReader();
  if (!reader) return response.text();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true });
    // A token URL that answers with a film must not fill the memory.
    if (text.length > largest) {
      void reader.cancel();
      throw new TokenError('invalid');
    }
  }
}
