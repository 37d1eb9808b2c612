import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build, defaultClientConditions, type Rolldown } from 'vite';
import type { ConnectionState, Gap } from '@tiktool-widgets/client';
import type { Simulator } from '@tiktool-widgets/simulator';

/** What a page of these tests writes down of its client. */
export interface PageRecord {
  readonly chats: readonly string[];
  /** When it said that it leads, on the page's clock. */
  readonly beats: readonly number[];
  /** Those that are no history. */
  readonly news: readonly string[];
  readonly gaps: readonly Gap[];
  readonly states: readonly ConnectionState[];
  readonly errors: readonly string[];
  readonly isLeader: boolean;
}

const clientSource = fileURLToPath(new URL('../../packages/client/src/live-client.ts', import.meta.url));

async function buildClient(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['source', ...defaultClientConditions] },
    build: {
      write: false,
      target: 'chrome103',
      lib: { entry: clientSource, formats: ['iife'], name: 'tiktoolClient', fileName: 'client' },
    },
  });
  const [output] = (Array.isArray(result) ? result : [result]) as Rolldown.RolldownOutput[];
  return output?.output[0].code ?? '';
}

const pageScript = (tokenUrl: string, endpoint: string): string => `
  const client = tiktoolClient.createLiveClient({ creator: 'anna', tokenUrl: '${tokenUrl}', 
    endpoint: '${endpoint}' + location.search.slice(1) });
  const record = window.record = { chats: [], beats: [], news: [], gaps: [], states: [], errors: [],
    get isLeader() { return client.isLeader } };
  const { postMessage } = BroadcastChannel.prototype;
  BroadcastChannel.prototype.postMessage = function (message) {
    if (message.kind === 'beat') record.beats.push(performance.now());
    postMessage.call(this, message);
  };
  addEventListener('error', (event) => record.errors.push(String(event.message)));
  addEventListener('unhandledrejection', (event) => record.errors.push(String(event.reason)));
  client.on('chat', (event) => { record.chats.push(event.text); if (!event.history) record.news.push(event.text) });
  client.on('gap', (gap) => record.gaps.push(gap));
  client.on('state', (state) => record.states.push(state));
  // A page that freezes without having been told: whoever listens later does not hear of it.
  if (location.hash === '#untold') addEventListener('freeze', (event) => event.stopImmediatePropagation(), true);
  client.connect();
`;

/** Serves a page with one client, whose endpoint ends in the page's query, and `/other`, a page without. */
export async function servePages(simulator: () => Simulator): Promise<{ port: number; close(): void }> {
  const client = await buildClient();
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    if (isScript) response.end(client + pageScript(simulator().tokenUrl, simulator().wsUrl));
    else response.end(request.url === '/other' ? 'other' : '<!doctype html><script src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, close: () => void server.close() };
}

export const isConnected = ({ states }: Pick<PageRecord, 'states'>): boolean =>
  ['connected', 'live'].includes(states.at(-1)?.state ?? '');

export async function until(what: string | (() => string), check: () => Promise<boolean>, ms = 15_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Sends one line of chat to every socket; returns its text. */
export function say(simulator: Simulator, number: number): string {
  const comment = `line ${number}`;
  const user = { userId: '7', uniqueId: 'bert', nickname: 'Bert' };
  simulator.send({ event: 'chat', data: { msgId: String(1000 + number), comment, user } });
  return comment;
}
