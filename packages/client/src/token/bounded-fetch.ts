import type { Environment } from '../connection/environment.js';
import { readRetryAfter, statusError, TokenError } from './token-error.js';

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

/** Text of a small answer. Rejects with a TokenError. */
export async function fetchText(environment: Environment, url: string, signal: AbortSignal): Promise<string> {
  let text = '';
  let error: TokenError | undefined;
  try {
    const response = await environment.fetch(url, {
      credentials: 'same-origin',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal,
    });
    if (response.ok) {
      if (!response.body) return await response.text();
      const reader = response.body.getReader();
      const decoder = new TextDecoder();
      let size = 0;
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return text;
        size += value.length;
        // A token URL that answers with a film must not fill the memory.
        if (size > largest) break;
        text += decoder.decode(value, { stream: true });
      }
      void reader.cancel().catch(() => undefined);
      error = new TokenError('invalid');
    } else {
      error = statusError(response.status, readRetryAfter(response.headers.get('retry-after'), environment.now()));
      void response.body?.cancel().catch(() => undefined);
    }
  } catch {
    // The error of fetch may name the whole address.
  }
  throw error ?? new TokenError('network');
}
