// The built client where there is no document: in a module worker of each browser, and in Node.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startSimulator } from '@tiktool-widgets/simulator';
import type { Simulator } from '@tiktool-widgets/simulator';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserNames } from '../setup/browsers.mjs';
import { launch, listen } from './browser.js';
import { startSite } from './site.js';
import type { Site } from './site.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tiktool-worker-'));
let simulator: Simulator;
let site: Site;

/** Tells of the first chat message, and of what should not be there. */
const listening = `
  client.on('chat', ({ kind, text }) => {
    tell({ kind, text, documents: typeof document + ' ' + typeof window, messages: client.room.chat.length });
  });
  client.connect();`;

/** A worker as a bundler makes it of an application's few lines and the built client. */
async function bundleWorker(): Promise<void> {
  const code = `
    import { createLiveClient } from ${JSON.stringify(join(root, 'packages/client/dist/index.js'))};
    const tell = (told) => postMessage(told);
    addEventListener('message', ({ data }) => {
      const client = createLiveClient(data);
      ${listening}
    });`;
  const id = 'virtual:worker';
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(root, 'packages/client'),
    plugins: [
      {
        name: 'worker-entry',
        resolveId: (asked) => (asked === id ? id : null),
        load: (asked) => (asked === id ? code : null),
      },
    ],
    build: {
      target: 'chrome103',
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { input: id, output: { entryFileNames: 'worker.js' } },
      modulePreload: false,
    },
  });
}

beforeAll(async () => {
  simulator = await startSimulator();
  await bundleWorker();
  site = await startSite({ '/': { html: '<!doctype html><title>Worker</title>' } }, folder);
});
afterAll(async () => {
  await site.close();
  await simulator.close();
  rmSync(folder, { recursive: true });
});

const heard = {
  kind: 'chat',
  text: expect.stringMatching(/./) as string,
  documents: 'undefined undefined',
  messages: expect.any(Number) as number,
};

test.each(browserNames)('C109 a module worker in %s hears the chat', async (name) => {
  const browser = await launch(name);
  try {
    const page = await browser.newPage();
    const { problems } = listen(page);
    await page.goto(site.url);
    const told = await page.evaluate(
      (options) =>
        new Promise<unknown>((resolve, reject) => {
          const worker = new Worker('/worker.js', { type: 'module' });
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = ({ message }) => reject(new Error(message));
          worker.postMessage(options);
        }),
      { creator: 'demo', tokenUrl: simulator.tokenUrl, endpoint: simulator.wsUrl },
    );
    expect(told).toEqual(heard);
    expect(problems()).toEqual([]);
  } finally {
    await browser.close();
  }
});

test('C109 a process of Node hears the chat', async () => {
  const code = `
    import { createLiveClient } from '@tiktool-widgets/client';
    import WebSocket from 'ws';
    const client = createLiveClient({ creator: 'demo', tokenUrl: '${simulator.tokenUrl}', endpoint: '${simulator.wsUrl}', WebSocket });
    const tell = (told) => {
      console.log(JSON.stringify(told));
      client.dispose();
    };
    ${listening}`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: join(root, 'test'),
  });
  const [first = ''] = stdout.split('\n');
  const told: unknown = JSON.parse(first);
  expect(told).toEqual(heard);
});
