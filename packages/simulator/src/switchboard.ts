import { setTimeout as sleep } from 'node:timers/promises';
import { closeWords } from './close-codes.js';
import type { Journal } from './journal.js';
import type { Listener } from './listener.js';
import type { Session } from './session.js';

/** The time that a close frame needs to leave before its socket is cut. */
const politeMs = 20;

/** Switches the whole service off and on. */
export class Switchboard {
  readonly #ending = new AbortController();

  constructor(
    private readonly listener: Listener,
    private readonly journal: Journal,
    private readonly sessions: () => readonly Session[],
  ) {}

  async down(): Promise<void> {
    if (!this.listener.server.listening) return;
    this.journal.add({ type: 'down' });
    await this.listener.down();
  }

  async up(): Promise<void> {
    if (this.listener.server.listening || this.#ending.signal.aborted) return;
    await this.listener.up();
    this.journal.add({ type: 'up' });
  }

  /** Gone for `ms`; with `polite`, sockets are told so (1012) before. */
  async restart(ms: number, polite: boolean): Promise<void> {
    if (polite) {
      for (const session of this.sessions()) session.close(closeWords.restart.code, closeWords.restart.reason);
      await this.#wait(politeMs);
    }
    await this.down();
    await this.#wait(ms);
    await this.up();
  }

  /** For good: a restart that is under way stays down. */
  async close(): Promise<void> {
    this.#ending.abort();
    for (const session of this.sessions()) session.drop();
    await this.listener.down();
  }

  async #wait(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#ending.signal }).catch(() => undefined);
  }
}
