import type { Environment } from '../connection/environment.js';
import { TokenError } from './token-error.js';

const patience = 8000;
const largest = 65_536;

/**
 * Runs `work` for at most 8 s. It ends on time also where the work ignores its signal, as a page's own provider may.
 *
 * @param abort ends the work early, for its reason
 */
export function withPatience<T>(
  environment: Environment,
  abort: AbortController,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal } = abort;
  const timer = environment.setTimeout(() => abort.abort(new TokenError('timeout')), patience);
  const finish = (): void => environment.clearTimeout(timer);
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => {
      finish();
      reject(signal.reason as Error);
    });
    // In a promise, because a provider may throw before it returns one.
    new Promise<T>((done) => {
      done(work(signal));
    })
      .finally(finish)
      .then(resolve, reject);
  });
}

/** Text of a small answer. Rejects with whatever went wrong; `tokenError` makes sense of it. */
export async function fetchText(environment: Environment, url: string, signal: AbortSignal): Promise<string> {
  const response = await environment.fetch(url, {
    credentials: 'same-origin',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    signal,
  });
  // An error without a text: it is for `tokenError`, and says no more than that reads.
  const { ok, status, headers } = response;
  if (!ok) throw Object.assign(new Error(), { status, retryAfter: headers.get('retry-after') });
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
