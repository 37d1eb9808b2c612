import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bodyMarker, secretKey, watch, watchAnswer } from './testing/leak-watch.js';

let folder = '';
const service: Server = createServer((_, response) => {
  response.end(JSON.stringify({ data: { token: 'token-of-the-service' }, note: bodyMarker }));
});
let serviceUrl = '';
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiktool-token-server-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('..', import.meta.url)),
    resolve: { conditions: ['source', 'node'] },
    ssr: { noExternal: true, resolve: { conditions: ['source', 'node'] } },
    build: {
      ssr: 'src/cli.ts',
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'cli.mjs' } },
    },
  });
  service.listen(0, '127.0.0.1');
  await once(service, 'listening');
  serviceUrl = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
}, 30_000);

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

afterAll(async () => {
  service.close();
  await rm(folder, { recursive: true });
});

interface Run {
  child: ChildProcess;
  out: () => string;
  error: () => string;
  /** Exit code. */
  ended: Promise<number | null>;
  /** Address of the first log line. */
  listening: () => Promise<string>;
}

function run(argv: string[], env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, [join(folder, 'cli.mjs'), ...argv], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', PORT: '0', TIKTOOL_API_URL: serviceUrl, ...env },
  });
  children.push(child);
  let out = '';
  let error = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
  const ended = once(child, 'close').then(([code]) => {
    watch(out + error);
    return code as number | null;
  });
  return {
    child,
    ended,
    out: () => out,
    error: () => error,
    listening: async () => {
      while (!out.includes('\n')) await Promise.race([once(child.stdout, 'data'), ended]);
      return /http:\/\/127\.0\.0\.1:\d+/.exec(out)?.[0] ?? `nothing, but: ${error}`;
    },
  };
}

describe('tiktool-token-server', () => {
  it('serves, logs JSON lines without secrets, and ends on SIGTERM', async () => {
    const command = run([], { TIKTOOL_API_KEY: secretKey, TIKTOOL_CREATORS: 'alice,bob' });
    const url = await command.listening();
    const answer = await watchAnswer(await fetch(`${url}/token?uniqueId=alice`));
    const { token, expiresIn } = (await answer.json()) as { token: string; expiresIn: number };
    expect(token).toBe('token-of-the-service');
    // The next second may have begun.
    expect([3600, 3599]).toContain(expiresIn);
    expect((await fetch(`${url}/health`)).status).toBe(200);
    command.child.kill('SIGTERM');
    expect(await command.ended).toBe(0);
    const lines = command
      .out()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ event }) => event)).toEqual(['listening', 'upstream', 'token', 'closing']);
    expect(lines.every(({ time }) => typeof time === 'string')).toBe(true);
    expect(command.out()).not.toContain('token-of-the-service');
    expect(command.error()).toBe('');
  });

  it('reads .env of its folder, and the environment before it', async () => {
    await writeFile(join(folder, '.env'), `TIKTOOL_API_KEY=${secretKey}\nTIKTOOL_CREATORS=carol\nPORT=1\n`);
    try {
      const command = run([]);
      const url = await command.listening();
      expect((await fetch(`${url}/token?uniqueId=carol`)).status).toBe(200);
      expect((await fetch(`${url}/token?uniqueId=alice`)).status).toBe(403);
    } finally {
      await rm(join(folder, '.env'));
    }
  });

  it('says that nobody is allowed without creators', async () => {
    const command = run([], { TIKTOOL_API_KEY: secretKey });
    await command.listening();
    expect(command.out()).toContain('allows nobody: set TIKTOOL_CREATORS');
  });

  it('says that the key is missing', async () => {
    const command = run([]);
    expect(await command.ended).toBe(2);
    expect(command.error()).toBe(
      'tiktool-token-server: There is no API key. Set TIKTOOL_API_KEY, or write TIKTOOL_API_KEY=… into a file named .env in this folder.\n',
    );
  });

  it('says that the port is in use', async () => {
    const { port } = service.address() as AddressInfo;
    const command = run(['--port', String(port)], { TIKTOOL_API_KEY: secretKey });
    expect(await command.ended).toBe(1);
    expect(command.error()).toContain(`Port ${port} is in use already.`);
  });

  it.each([
    [['--creators', 'no body'], 'creators'],
    [['--origins', 'example.com'], 'origins'],
    [['--api-url', 'nowhere'], 'apiUrl'],
    [['--env', 'absent.env'], 'absent.env'],
  ])('says what is wrong with %j', async (argv, words) => {
    const command = run(argv, { TIKTOOL_API_KEY: secretKey });
    expect(await command.ended).toBe(2);
    expect(command.error()).toContain(words);
    expect(command.error()).not.toContain('    at ');
  });

  it('helps', async () => {
    const command = run(['--help']);
    expect(await command.ended).toBe(0);
    expect(command.out()).toContain('TIKTOOL_CREATORS');
  });
});
