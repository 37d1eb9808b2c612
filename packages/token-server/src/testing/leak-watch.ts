import { afterAll, beforeAll, expect, vi } from 'vitest';

/** The API key of every test. */
export const secretKey = 'tk_5f1dKEYneverSHOWthis9c2';
/** Host of the service in every test, and a word that each of its answers holds: both stay inside. */
export const serviceHost = 'service-of-the-tests.invalid';
export const bodyMarker = 'WORDS-OF-THE-SERVICE';

// In any case, because what is compared may have been lower-cased on its way.
const forbidden = [secretKey, encodeURIComponent(secretKey), btoa(secretKey), serviceHost, bodyMarker].map((text) =>
  text.toLowerCase(),
);
const seen: string[] = [];

/** Remembers whatever leaves the handler: answers with headers, log lines, console output, values for a store. */
export function watch(what: unknown): void {
  seen.push(typeof what === 'string' ? what : JSON.stringify(what));
}

/** Remembers an answer without consuming it. */
export async function watchAnswer(response: Response): Promise<Response> {
  watch([response.status, response.statusText, ...response.headers]);
  watch(await response.clone().text());
  return response;
}

beforeAll(() => {
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation((...parts: unknown[]) => {
      watch(
        parts.map((part) => (part instanceof Error ? `${part.message} ${part.stack ?? ''}` : String(part))).join(' '),
      );
    });
  }
});

afterAll(() => {
  vi.restoreAllMocks();
  const leaks = seen.filter((text) => forbidden.some((secret) => text.toLowerCase().includes(secret)));
  expect(leaks, 'nothing that left the handler may hold the key, the service’s address or its words').toEqual([]);
});
