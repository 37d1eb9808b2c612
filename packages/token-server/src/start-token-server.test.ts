import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  StartError,
  startTokenServer,
  type RunningTokenServer,
  type TokenServerOptions,
} from './start-token-server.js';
import { secretKey, serviceHost, watch, watchAnswer } from './testing/leak-watch.js';
import { FakeService } from './testing/test-handler.js';

const running: RunningTokenServer[] = [];

async function start(options: Partial<TokenServerOptions> = {}): Promise<RunningTokenServer> {
  const server = await startTokenServer({
    apiKey: secretKey,
    creators: ['alice'],
    apiUrl: `https://${serviceHost}`,
    fetch: new FakeService().fetch,
    port: 0,
    log: watch,
    ...options,
  });
  running.push(server);
  return server;
}

/** Sends bytes as they are, which fetch would not do, and resolves with all that comes back. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
    socket.on('error', reject).on('close', () => {
      watch(answer);
      resolve(answer);
    });
  });
}

const get = (path: string, headers = 'Host: localhost') =>
  `GET ${path} HTTP/1.1\r\n${headers}\r\nConnection: close\r\n\r\n`;

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

describe('token server', () => {
  it('serves tokens, the live question and its health', async () => {
    const { url, port } = await start();
    expect(url).toBe(`http://127.0.0.1:${port}`);
    const answers = await Promise.all(
      ['/token?uniqueId=alice', '/live?uniqueId=alice', '/health', '/'].map(async (path) =>
        watchAnswer(await fetch(url + path)),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 404]);
    expect(await answers[2]?.json()).toEqual({ status: 'ok' });
    expect((await fetch(`${url}/health`, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${url}/health`, { method: 'HEAD' })).status).toBe(200);
  });

  it('limits by the address of the peer, whatever X-Forwarded-For says', async () => {
    const { url } = await start({ creators: ['*'], rateLimit: { perAddress: { requests: 2, seconds: 60 } } });
    const ask = async (index: number) =>
      (await fetch(`${url}/token?uniqueId=c${index}`, { headers: { 'x-forwarded-for': `203.0.113.${index}` } })).status;
    expect([await ask(1), await ask(2), await ask(3)]).toEqual([200, 200, 429]);
  });

  it('says plainly that a port is taken', async () => {
    const { port } = await start();
    await expect(start({ port })).rejects.toThrow(StartError);
    await expect(start({ port })).rejects.toThrow(`Port ${port} is in use already`);
    await expect(start({ host: '203.0.113.1' })).rejects.toThrow('This machine has no address 203.0.113.1');
  });

  it('lets a running request end when it closes, and takes no new one', async () => {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const service = new FakeService();
    let arrived = (): void => undefined;
    const inside = new Promise<void>((resolve) => (arrived = resolve));
    const server = await start({
      fetch: async (url, init) => {
        arrived();
        await released;
        return service.fetch(url, init);
      },
    });
    const answer = fetch(`${server.url}/token?uniqueId=alice`);
    await inside;
    const closed = server.close();
    release();
    expect((await answer).status).toBe(200);
    await closed;
    await expect(fetch(`${server.url}/health`)).rejects.toThrow();
    await server.close();
  });
});

describe('requests that no browser sends', () => {
  it.each([
    ['a path that climbs', get('/token/../x?uniqueId=alice'), 404],
    ['a double slash that could be a host', get('//token?uniqueId=alice'), 200],
    ['a host in the path', get('//evil.example/token?uniqueId=alice'), 200],
    ['a backslash', get('\\token?uniqueId=alice'), 400],
    ['an absolute address of another host', get('http://evil.example/token?uniqueId=alice'), 421],
    ['another host, as after DNS rebinding', get('/token?uniqueId=alice', 'Host: evil.example:8787'), 421],
    ['a host that only begins like ours', get('/token?uniqueId=alice', 'Host: 127.0.0.1.evil.example'), 421],
    ['a host with a name before it', get('/token?uniqueId=alice', 'Host: alice@localhost'), 400],
    ['no host', `GET /token?uniqueId=alice HTTP/1.0\r\n\r\n`, 400],
    [
      'two hosts, of which the first counts',
      get('/token?uniqueId=alice', 'Host: evil.example\r\nHost: localhost'),
      421,
    ],
    [
      'two origins',
      get('/token?uniqueId=alice', 'Host: localhost\r\nOrigin: http://localhost\r\nOrigin: http://evil.example'),
      403,
    ],
    ['a line break in the query', get('/token?uniqueId=alice%0d%0aX-Evil:%201'), 400],
    ['a header of 100 kB', get('/token?uniqueId=alice', `Host: localhost\r\nX-Long: ${'x'.repeat(100_000)}`), 431],
    [
      'a smuggled second request',
      'POST /token?uniqueId=alice HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /',
      400,
    ],
    ['a method that does not exist', 'BREW /token HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
  ])('%s', async (_, text, status) => {
    const { port } = await start();
    expect(Number((await raw(port, text)).split(' ')[1])).toBe(status);
  });

  it('serves the name of a listed origin, for a proxy that hands it on', async () => {
    const { port } = await start({ origins: ['https://overlay.example'] });
    const answer = await raw(port, get('/token?uniqueId=alice', 'Host: overlay.example'));
    expect(answer).toMatch(/^HTTP\/1.1 200/);
  });

  it('answers a body that never comes and closes the line', async () => {
    const { port } = await start({ timeout: 50 });
    const head =
      'POST /token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{';
    expect(await raw(port, head)).toMatch(/^HTTP\/1.1 408/);
  });

  it('refuses a body of megabytes without taking it', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: 'x'.repeat(20_000_000),
    }).catch(() => undefined);
    // Either the answer arrives, or the line is cut while the rest is still on its way.
    expect([413, undefined]).toContain(response?.status);
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });
});
