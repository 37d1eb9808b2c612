import type { AddressInfo, Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { secretKey, watchAnswer } from './testing/leak-watch.js';
import { FakeService } from './testing/test-handler.js';

const service = new FakeService();
const nativeFetch = globalThis.fetch;
const servers: Server[] = [];

type Ask = (path: string, init?: RequestInit) => Promise<Response>;

beforeAll(() => {
  vi.stubEnv('TIKTOOL_API_KEY', secretKey);
  vi.stubEnv('PORT', '0');
  vi.stubGlobal('fetch', (url: string, init: RequestInit) =>
    url.startsWith('https://api.tik.tools/') ? service.fetch(url, init) : nativeFetch(url, init),
  );
});

afterAll(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  for (const server of servers) server.close();
});

const listening = async (server: Server): Promise<Ask> => {
  servers.push(server);
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return (path, init) => nativeFetch(`http://127.0.0.1:${port}${path}`, init);
};

const inside =
  (handle: (request: Request) => Response | Promise<Response>): Ask =>
  async (path, init) =>
    handle(new Request(`https://overlay.example${path}`, init));

const recipes: [string, string, () => Promise<Ask>][] = [
  ['node-http', '', async () => listening((await import('../recipes/node-http.js')).server)],
  ['express', '/api', async () => listening((await import('../recipes/express.js')).app.listen(0, '127.0.0.1'))],
  ['hono', '/api', async () => inside((await import('../recipes/hono.js')).app.fetch)],
  ['next-route', '/api', async () => inside((await import('../recipes/next-route.js')).GET)],
  ['vercel', '/api', async () => inside((await import('../recipes/vercel.js')).GET)],
  [
    'cloudflare-worker',
    '/api',
    async () => {
      const { default: worker } = await import('../recipes/cloudflare-worker.js');
      return inside((request) => worker.fetch(request, { TIKTOOL_API_KEY: secretKey }));
    },
  ],
];

describe.each(recipes)('recipe %s', (_, base, load) => {
  it('answers tokens and the live question, and refuses as it should', async () => {
    const ask = await load();
    const json = { 'content-type': 'application/json' };
    const answers = await Promise.all(
      [
        ask(`${base}/token?uniqueId=@Alice`),
        ask(`${base}/token`, { method: 'POST', headers: json, body: '{"uniqueId":"alice"}' }),
        ask(`${base}/live?uniqueId=alice`),
        ask(`${base}/token?uniqueId=bob`),
        ask(`${base}/token?uniqueId=alice`, { headers: { origin: 'https://evil.example' } }),
        ask(`${base}/token`),
      ].map(async (answer) => watchAnswer(await answer)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 403, 403, 400]);
    const { token, expiresIn, ...rest } = (await answers[0]?.json()) as { token: string; expiresIn: number };
    expect(token).toMatch(/^token-\d+$/);
    // The next second may have begun.
    expect([3600, 3599]).toContain(expiresIn);
    expect(rest).toEqual({});
    expect(await answers[2]?.json()).toEqual({ live: false });
  });
});

describe('Express', () => {
  it('also behind a body parser that has read the body already', async () => {
    const { default: express } = await import('express');
    const { app } = await import('../recipes/express.js');
    const ask = await listening(
      express()
        .use(express.json(), express.urlencoded({ extended: true }), app)
        .listen(0, '127.0.0.1'),
    );
    const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"uniqueId":"alice"}' };
    const form = {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'uniqueId=%40alice',
    };
    expect((await ask('/api/token', json)).status).toBe(200);
    expect((await ask('/api/token', form)).status).toBe(200);
    expect((await ask('/api/token', { ...json, body: '{"uniqueId":{"a":1}}' })).status).toBe(400);
  });
});
