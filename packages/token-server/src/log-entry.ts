/**
 * One structured log line. It holds no key, no token, no address and no text of the service: only this package's own
 * words, a creator name that was already checked, and numbers.
 */
export interface LogEntry {
  level: 'info' | 'warn' | 'error';
  /** What happened, e.g. `token`, `live`, `upstream`, `cache`, `authorize`. */
  event: string;
  /** Normalised TikTok username. */
  creator?: string;
  /** HTTP status: of the answer for requests, of the service for `upstream`. */
  status?: number;
  /** Code of the error answer, or the kind of fault. */
  code?: string;
  /** Duration in milliseconds. */
  ms?: number;
  /** A sentence for people. */
  message?: string;
}

export type Log = (entry: LogEntry) => void;

/** Default log: only what a person has to act on. */
export const logProblems: Log = (entry) => {
  if (entry.level !== 'info') console.error(JSON.stringify(entry));
};

/**
 * A log that throws must not turn a good answer into an error, nor one that is async and rejects end the whole process,
 * as a rejection that nobody handles does in Node.
 */
export function safeLog(log: Log): Log {
  // A function that returns a promise is one that returns nothing, as far as types go.
  const write: (entry: LogEntry) => unknown = log;
  return (entry) => {
    new Promise((resolve) => {
      resolve(write(entry));
    }).catch(() => undefined);
  };
}

/** The one thing of a foreign error that is safe to log: its class. Messages can hold addresses and secrets. */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
