import type { ServerResponse } from 'node:http';
import { creatorName } from './admission.js';
import type { FaultAction, FaultBook } from './faults.js';
import { reply } from './http-body.js';
import { maskPath, type Journal } from './journal.js';
import { answerPageToken } from './page-token.js';
import { strikeRequest } from './request-faults.js';
import type { Simulator, SimulatorOptions } from './simulator-options.js';
import type { RoomFacts } from './stage.js';
import { fingerprint } from './token.js';

export interface PageDoorOptions {
  readonly journal: Journal;
  readonly faults: FaultBook;
  readonly mint: Simulator['mint'];
  readonly isLive: (creator: string) => boolean;
  readonly room: (creator: string) => RoomFacts;
  readonly pageToken: NonNullable<SimulatorOptions['pageToken']>;
}

/** These two are read by pages of any origin, their errors too. */
export const anyOrigin = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' };

/** What a page's own token server offers, so that a client can be tested without one: `/_token` and `/_live`. */
export class PageDoor {
  requests = 0;
  tokens = 0;

  constructor(private readonly options: PageDoorOptions) {}

  async handle(response: ServerResponse, url: URL): Promise<void> {
    const { faults, journal } = this.options;
    const isToken = url.pathname === '/_token';
    const creator = creatorName(url.searchParams.get('uniqueId'));
    const entry = { type: isToken ? 'token' : 'http', path: maskPath(url), creator } as const;
    this.requests += 1;
    const actions = faults.take({ on: isToken ? 'token' : 'http', path: url.pathname, creator });
    for (const { type } of actions) journal.add({ type: 'fault', action: type, path: url.pathname, creator });
    for (const [name, value] of Object.entries(anyOrigin)) response.setHeader(name, value);
    if (!(await strikeRequest(actions, response))) {
      journal.add({ ...entry, ...(response.headersSent && { status: response.statusCode }) });
    } else if (isToken) {
      const token = this.#token(response, creator, actions);
      journal.add({ ...entry, status: 200, ...(token !== undefined && { token: fingerprint(token, 8) }) });
    } else {
      reply(response, 200, this.#live(creator));
      journal.add({ ...entry, status: 200 });
    }
  }

  #token(response: ServerResponse, creator: string, actions: readonly FaultAction[]): string | undefined {
    const { pageToken, mint } = this.options;
    const form = actions.find((action) => action.type === 'token');
    const answer = answerPageToken(creator, form, pageToken, mint);
    this.tokens += 1;
    reply(response, 200, answer.body, { 'content-type': answer.contentType });
    return answer.token;
  }

  #live(creator: string): unknown {
    const { isLive, room } = this.options;
    if (creator === '' || !isLive(creator)) return { live: false };
    const { title, viewers } = room(creator);
    return { live: true, title, viewers };
  }
}
