// Simulator, token server and demo pages in one process, on this machine only.
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { normaliseCreator } from '@tiktool-widgets/client/protocol';
import { createTokenHandler } from '@tiktool-widgets/token-server';
import { startTokenServer } from '@tiktool-widgets/token-server/node';
import { freePort } from './free-port.mjs';
import { createPlainLog } from './plain-log.mjs';
import { createFileHandler, plain } from './static-files.mjs';

const host = '127.0.0.1';
const pages = fileURLToPath(new URL('../dist', import.meta.url));

/**
 * @typedef {object} DemoOptions
 * @property {string} [apiKey] with `creator`: the real service. Without: the simulator
 * @property {string} [creator] default `demo`
 * @property {string} [apiUrl] the service's HTTP base, default its own; its sockets are asked for at the same place
 * @property {{ demo: number, tokenServer: number, simulator: number }} ports wanted; the next free ones are taken
 *
 * @typedef {object} Demo
 * @property {string} creator
 * @property {boolean} simulated
 * @property {string} service who tells the LIVE, for people
 * @property {{ studio: string, overlay: string, scriptTag: string, tokenServer: string, simulator?: string }} addresses
 * @property {() => Promise<void>} close
 */

/**
 * @param {DemoOptions} options
 * @returns {Promise<Demo>}
 */
export async function startDemo({ apiKey, creator: name, apiUrl, ports }) {
  const creator = normaliseCreator(name ?? 'demo');
  if (creator === '') throw new Error(`TIKTOOL_CREATOR is no TikTok username: ${name}`);
  const simulator = apiKey ? undefined : await startShow(await freePort(ports.simulator));
  const service = simulator ?? { apiKey: apiKey ?? '', apiUrl: apiUrl || undefined, endpoint: socketAddress(apiUrl) };
  // Five sockets (or what the plan allows): OBS and a browser beside it would otherwise throw each other out for ever.
  const tokens = {
    apiKey: service.apiKey,
    apiUrl: service.apiUrl,
    creators: [creator],
    maxWebsockets: 5,
    liveUrl: 'live',
    log: createPlainLog((line) => console.error(line)),
  };

  const demoPort = await freePort(ports.demo);
  const origins = [`http://${host}:${demoPort}`, `http://localhost:${demoPort}`];
  const tokenPort = await freePort(ports.tokenServer);
  const tokenServer = await startTokenServer({ ...tokens, origins, host, port: tokenPort });

  const studioSettings = { creator, tokenUrl: '/token', endpoint: service.endpoint };
  const fetch = createDemoHandler({ tokens: createTokenHandler(tokens), settings: studioSettings, origins });
  const server = serve({ fetch, hostname: host, port: demoPort });
  const base = `http://${host}:${demoPort}`;

  return {
    creator,
    simulated: simulator !== undefined,
    service: service.apiUrl ?? 'tik.tools',
    addresses: {
      studio: `${base}/`,
      overlay: overlayAddress(base, { creator, endpoint: service.endpoint }),
      scriptTag: `${base}/script-tag.html`,
      tokenServer: `http://${host}:${tokenPort}/token?uniqueId=${encodeURIComponent(creator)}`,
      ...(simulator && { simulator: simulator.endpoint }),
    },
    close: async () => {
      await Promise.all([
        new Promise((resolve) => {
          server.close(resolve);
          // Browsers keep connections open; close alone would wait for them.
          if ('closeAllConnections' in server) server.closeAllConnections();
        }),
        tokenServer.close(),
        simulator?.close(),
      ]);
    },
  };
}

/**
 * Pages, `/token` and `/live` under one origin, so that no page needs CORS.
 * @param {{ tokens: (request: Request) => Promise<Response>, settings: { creator: string, tokenUrl: string, endpoint?: string }, origins: readonly string[] }} parts
 * @returns {(request: Request) => Promise<Response>}
 */
export function createDemoHandler({ tokens, settings, origins }) {
  const files = createFileHandler(pages);
  return async (request) => {
    const { origin, pathname } = new URL(request.url);
    // A foreign name that resolves to this machine (DNS rebinding) would make a stranger's page same-origin.
    if (!origins.includes(origin)) return plain(421, 'Unknown host.');
    if (pathname === '/token' || pathname === '/live') return tokens(request);
    if (pathname === '/script-tag.html') return withSettings(await files(request), settings);
    if (pathname === '/settings.json') return Response.json(settings, { headers: { 'Cache-Control': 'no-store' } });
    return files(request);
  };
}

/**
 * The script-tag page is written for the addresses that `npm start` usually has; where they differ, it gets the real ones.
 * @param {Response} page
 * @param {{ creator: string, endpoint?: string }} settings
 */
async function withSettings(page, { creator, endpoint }) {
  const html = (await page.text())
    .replace('data-creator="demo"', `data-creator="${creator}"`)
    .replace(/\s+data-endpoint="[^"]*"/, endpoint ? ` data-endpoint="${endpoint}"` : '');
  return new Response(html, page);
}

/** @param {string} [apiUrl] */
function socketAddress(apiUrl) {
  return apiUrl ? apiUrl.replace(/^http/i, 'ws') : undefined;
}

/**
 * A ready overlay URL, spelled so that a person can read and change it.
 * @param {string} base
 * @param {{ creator: string, endpoint?: string }} options
 */
function overlayAddress(base, { creator, endpoint }) {
  const query = new URLSearchParams({
    widget: 'chat,gifts',
    creator,
    'token-url': `${base}/token`,
    ...(endpoint && { endpoint }),
  });
  const readable = query.toString().replace(/%(3A|2F|2C)/g, decodeURIComponent);
  return `${base}/overlay.html?${readable}`;
}

/**
 * The simulator, which accepts one key only: a random one that nobody has to know.
 * @param {number} port
 */
async function startShow(port) {
  const { startSimulator } = await import('@tiktool-widgets/simulator');
  const apiKey = randomBytes(16).toString('hex');
  const simulator = await startSimulator({ host, port, apiKeys: [apiKey], loop: true });
  return { apiKey, apiUrl: simulator.url, endpoint: simulator.wsUrl, close: () => simulator.close() };
}
