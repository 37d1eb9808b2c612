import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { secretKey, watchAnswer } from './testing/leak-watch.js';
import { FakeService } from './testing/test-handler.js';

/** What Workers, Deno, Bun and browsers have in common; nothing of Node. */
const webGlobals = {
  AbortController,
  Headers,
  ReadableStream,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
  atob,
  btoa,
  clearTimeout,
  console,
  crypto,
  setTimeout,
};

let code = '';

beforeAll(async () => {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('..', import.meta.url)),
    resolve: { conditions: ['source', 'worker', 'browser'] },
    build: {
      write: false,
      target: 'es2022',
      minify: false,
      lib: { entry: 'recipes/cloudflare-worker.ts', formats: ['iife'], name: 'worker', fileName: 'worker' },
    },
  });
  const output = Array.isArray(result) ? result[0] : result;
  if (output && 'output' in output) code = output.output[0].code;
}, 30_000);

describe('in a worker', () => {
  it('needs nothing of Node', () => {
    expect(code).toContain('createTokenHandler');
    expect(code).not.toMatch(/\bnode:|\brequire\(|\bimport\(|\bprocess\.|\bBuffer\b|__dirname/);
  });

  it('takes nothing of the client along but the name of a creator', () => {
    expect(code).not.toMatch(/WebSocket\(|decodeFrames/);
    expect(code.length).toBeLessThan(60_000);
  });

  it('runs with web standards alone', async () => {
    const service = new FakeService();
    const context: Record<string, unknown> = { ...webGlobals, fetch: service.fetch };
    createContext(context);
    // A second that begins between two lines would be missing from a token's life.
    runInContext('const started = Date.now(); Date.now = () => started;', context);
    runInContext(`${code}\nglobalThis.answer = (request) => worker.fetch(request, { TIKTOOL_API_KEY: key });`, context);
    context.key = secretKey;
    const answer = context.answer as (request: Request) => Promise<Response>;
    const ask = async (path: string): Promise<Response> =>
      watchAnswer(await answer(new Request(`https://overlay.example${path}`)));
    expect(await (await ask('/token?uniqueId=alice')).json()).toEqual({ token: 'token-1', expiresIn: 3600 });
    expect(await (await ask('/token?uniqueId=@ALICE')).json()).toMatchObject({ token: 'token-1' });
    expect(await (await ask('/live?uniqueId=alice')).json()).toEqual({ live: false });
    expect((await ask('/token?uniqueId=bob')).status).toBe(403);
    expect(service.mints).toBe(1);
  });
});
