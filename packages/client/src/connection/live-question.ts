import { fetchText, withPatience } from '../token/bounded-fetch.js';
import type { Environment } from './environment.js';

/** Asks the page's own server whether the creator is live. */
export class LiveQuestion {
  readonly #environment: Environment;
  #abort: AbortController | undefined;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** @param answer gets what the server says, undefined if nobody can say or the question was dropped */
  ask(url: string, answer: (live: unknown) => void): void {
    const environment = this.#environment;
    const abort = (this.#abort = new AbortController());
    void withPatience(environment, abort, (signal) => fetchText(environment, url, signal))
      .then((text): unknown => Reflect.get(Object(JSON.parse(text)) as object, 'live'))
      .catch(() => undefined)
      .then(answer);
  }

  drop(): void {
    this.#abort?.abort();
  }
}
