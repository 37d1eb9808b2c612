import { describe, expect, test } from 'vitest';
import { FaultBook, type FaultAction, type FaultContext } from './faults.js';
import { chat, eventually, start, wait, watch } from './testing/start.js';
import { verifyToken } from './token.js';

const frameContext: FaultContext = { on: 'frame', path: '/', creator: 'nova', event: 'chat', socket: 2 };

describe('rules', () => {
  test('strike so often as they say, after what they let pass', () => {
    const book = new FaultBook();
    book.add({ on: 'frame', do: 'lose', skip: 1, times: 2 });
    const struck = Array.from({ length: 5 }, () => book.take(frameContext).length);
    expect(struck).toEqual([0, 1, 1, 0, 0]);
    expect(book.has('frame')).toBe(false);
  });

  test('match by point, creator, event, socket, path or a function; all of it must fit', () => {
    const fits = (match: Parameters<FaultBook['add']>[0]['match']): boolean => {
      const book = new FaultBook();
      book.add({ on: 'frame', do: 'lose', ...(match && { match }) });
      return book.take(frameContext).length > 0;
    };
    expect(fits({ creator: '@Nova', event: 'chat', socket: 2, path: '/' })).toBe(true);
    expect(fits({ creator: 'vega' })).toBe(false);
    expect(fits({ event: 'gift' })).toBe(false);
    expect(fits({ socket: 3 })).toBe(false);
    expect(fits({ event: 'chat', path: '/x' })).toBe(false);
    expect(fits((context) => context.socket === 2)).toBe(true);
    const other = new FaultBook();
    other.add({ on: 'open', do: 'drop' });
    expect(other.take(frameContext)).toEqual([]);
  });

  test('a probability is drawn, the first rule that fits strikes alone, and all can be taken back', () => {
    const draws = [0.4, 0.6, 0.4];
    const book = new FaultBook(() => draws.shift() ?? 0);
    const remove = book.add({ on: 'frame', do: 'lose', probability: 0.5 });
    book.add({ on: 'frame', do: ['duplicate', { type: 'delay', ms: 1 }] });
    const types = (): string[] => book.take(frameContext).map(({ type }) => type);
    expect(types()).toEqual(['lose']);
    expect(types()).toEqual(['duplicate', 'delay']);
    remove();
    expect(types()).toEqual(['duplicate', 'delay']);
    book.clear();
    expect(types()).toEqual([]);
    expect(book.rules).toEqual([]);
  });
});

describe('upgrade', () => {
  test('refuse: a reset', async () => {
    const simulator = await start();
    simulator.faults.add({ on: 'upgrade', do: 'refuse', times: 1 });
    const refused = watch(simulator);
    expect((await refused.closed).code).toBe(1006);
    expect(refused.errors[0]).toMatch(/ECONNRESET|hang up/);
    await eventually(watch(simulator).names).toEqual(['roomInfo']);
  });

  test('hang: nothing comes', async () => {
    const simulator = await start();
    simulator.faults.add({ on: 'upgrade', do: 'hang' });
    const hung = watch(simulator);
    await simulator.waitFor(({ type }) => type === 'fault');
    await wait(80);
    expect(hung.socket.readyState).toBe(hung.socket.CONNECTING);
  });

  test('delay: it opens late', async () => {
    const simulator = await start();
    simulator.faults.add({ on: 'upgrade', do: { type: 'delay', ms: 120 } });
    const begin = Date.now();
    await eventually(watch(simulator).names).toEqual(['roomInfo']);
    expect(Date.now() - begin).toBeGreaterThanOrEqual(115);
  });

  test('status: an HTTP answer with headers and body', async () => {
    const simulator = await start();
    simulator.faults.add({
      on: 'upgrade',
      do: { type: 'status', status: 429, headers: { 'Retry-After': '30' }, body: { error: 'slow down' } },
    });
    const { socket } = watch(simulator);
    const answer = await new Promise<{ status: number | undefined; after: string | undefined; body: string }>(
      (resolve) =>
        socket.once('unexpected-response', (_request, response) => {
          let body = '';
          response.on('data', (chunk) => (body += String(chunk)));
          response.on('end', () =>
            resolve({ status: response.statusCode, after: response.headers['retry-after'], body }),
          );
        }),
    );
    expect(answer).toEqual({ status: 429, after: '30', body: '{"error":"slow down"}' });
  });

  test('close: accepted, then closed', async () => {
    const simulator = await start();
    simulator.faults.add({ on: 'upgrade', do: { type: 'close', code: 4007, reason: 'overloaded' } });
    const socket = watch(simulator);
    expect(await socket.closed).toEqual({ code: 4007, reason: 'overloaded' });
    expect(socket.texts).toEqual([]);
  });
});

describe('open', () => {
  test.each([
    ['close', { type: 'close', code: 4500, reason: 'upstream', afterMs: 40 }, { code: 4500, reason: 'upstream' }],
    ['drop', { type: 'drop', afterMs: 40 }, { code: 1006, reason: '' }],
    ['evict', { type: 'evict', afterMs: 40 }, { code: 4429, reason: 'Evicted - newer connection arrived (FIFO)' }],
  ] as const)('%s after a while', async (_name, action, end) => {
    const simulator = await start();
    simulator.faults.add({ on: 'open', do: action });
    const socket = watch(simulator);
    await eventually(socket.names).toEqual(['roomInfo']);
    expect(await socket.closed).toEqual(end);
  });

  test('silence: nothing more comes, and a close is not answered', async () => {
    const simulator = await start();
    simulator.faults.add({ on: 'open', do: { type: 'silence', afterMs: 30 } });
    const socket = watch(simulator);
    await eventually(socket.names).toEqual(['roomInfo']);
    await wait(60);
    simulator.send(chat('unheard'));
    socket.socket.close(1000);
    await wait(120);
    expect(socket.socket.readyState).toBe(socket.socket.CLOSING);
    expect(socket.names()).toEqual(['roomInfo']);
    expect(simulator.stats.open).toBe(1);
  });

  test('a silent socket that is evicted frees its place', async () => {
    const simulator = await start({ limits: { maxWebsockets: 1 } });
    simulator.faults.add({ on: 'open', do: 'silence', times: 1 });
    const silent = watch(simulator);
    await simulator.waitFor(({ type }) => type === 'open');
    await eventually(watch(simulator).names).toEqual(['roomInfo']);
    expect((await silent.closed).code).toBe(1006);
  });

  test('restart: the port is dead for a while, then back', async () => {
    const simulator = await start();
    const { port } = simulator;
    simulator.faults.add({ on: 'open', do: { type: 'restart', ms: 120, afterMs: 20 }, times: 1 });
    const socket = watch(simulator);
    expect((await socket.closed).code).toBe(1006);
    await simulator.waitFor(({ type }) => type === 'down');
    await expect(fetch(simulator.url)).rejects.toThrow();
    await simulator.waitFor(({ type }) => type === 'up');
    expect(simulator.port).toBe(port);
    await eventually(watch(simulator).names).toEqual(['roomInfo']);
  });

  test('burst, malformed and oversized come before roomInfo', async () => {
    const simulator = await start();
    const actions: FaultAction[] = [
      { type: 'burst', count: 3 },
      { type: 'malformed' },
      { type: 'oversized', bytes: 200_000 },
    ];
    simulator.faults.add({ on: 'open', do: actions });
    const socket = watch(simulator);
    await eventually(socket.names).toEqual(['chat', 'chat', 'chat', 'not JSON', 'chat', 'roomInfo']);
    expect(socket.texts[4]?.length).toBe(200_000);
    expect(new Set(socket.texts.slice(0, 3)).size).toBe(3);
  });
});

describe('frame', () => {
  async function sending(action: FaultAction, texts = ['a', 'b', 'c', 'd']) {
    const simulator = await start();
    const socket = watch(simulator);
    await eventually(socket.names).toEqual(['roomInfo']);
    simulator.faults.add({
      on: 'frame',
      do: action,
      match: (context) => JSON.stringify(context.frame).includes('"b"'),
    });
    for (const text of texts) simulator.send(chat(text));
    const said = (): string[] =>
      socket.texts
        .slice(1)
        .map((text) => /"comment":"([a-d])"/.exec(text)?.[1] ?? (text.startsWith('{"event":"chat"') ? '…' : '?'));
    return { simulator, socket, said };
  }

  test.each([
    ['lose', { type: 'lose' }, ['a', 'c', 'd']],
    ['duplicate', { type: 'duplicate', times: 2 }, ['a', 'b', 'b', 'b', 'c', 'd']],
    ['reorder', { type: 'reorder', by: 2 }, ['a', 'c', 'd', 'b']],
    ['delay', { type: 'delay', ms: 40 }, ['a', 'c', 'd', 'b']],
    ['malformed', { type: 'malformed', text: 'x' }, ['a', '?', 'b', 'c', 'd']],
    ['oversized', { type: 'oversized', bytes: 5_000 }, ['a', '…', 'b', 'c', 'd']],
    ['burst', { type: 'burst', count: 2 }, ['a', '…', '…', 'b', 'c', 'd']],
  ] as const)('%s', async (_name, action, expected) => {
    const { said } = await sending(action);
    await eventually(said).toEqual(expected);
  });

  test('binary: the frame comes as bytes', async () => {
    const { socket, said } = await sending({ type: 'binary' });
    await eventually(said).toEqual(['a', 'b', 'c', 'd']);
    expect(socket.binaries).toBe(1);
  });

  test.each([
    ['close', { type: 'close', code: 1011 }, 1011],
    ['drop', { type: 'drop' }, 1006],
    ['evict', { type: 'evict' }, 4429],
  ] as const)('%s: nothing comes after the frame', async (_name, action, code) => {
    const { socket, said } = await sending(action);
    expect((await socket.closed).code).toBe(code);
    expect(said().join('')).toMatch(code === 1006 ? /^(ab?)?$/ : /^ab$/);
  });

  test('silence: the frame is the last one', async () => {
    const { said, socket } = await sending({ type: 'silence' });
    await wait(60);
    expect(said()).toEqual(['a', 'b']);
    expect(socket.socket.readyState).toBe(socket.socket.OPEN);
  });
});

describe('token and http', () => {
  const page = (url: string): Promise<Response> => fetch(`${url}?uniqueId=nova`);

  test('refuse, hang, delay and status', async () => {
    const simulator = await start();
    const { tokenUrl } = simulator;
    simulator.faults.add({ on: 'token', do: 'refuse', times: 1 });
    await expect(page(tokenUrl)).rejects.toThrow();
    simulator.faults.add({
      on: 'token',
      do: { type: 'status', status: 429, headers: { 'Retry-After': '7' } },
      times: 1,
    });
    const limited = await page(tokenUrl);
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
    expect(limited.headers.get('access-control-allow-origin')).toBe('*');
    simulator.faults.add({ on: 'token', do: { type: 'delay', ms: 60 }, times: 1 });
    const begin = Date.now();
    expect((await page(tokenUrl)).status).toBe(200);
    expect(Date.now() - begin).toBeGreaterThanOrEqual(55);
    simulator.faults.add({ on: 'token', do: 'hang', times: 1 });
    await expect(fetch(tokenUrl, { signal: AbortSignal.timeout(60) })).rejects.toThrow();
    expect((await page(tokenUrl)).status).toBe(200);
  });

  test.each([
    ['service', /^\{"status_code":0,"data":\{"token":"eyJ[\w.-]+"\},"expiresIn":9\}$/],
    ['token', /^\{"token":"eyJ[\w.-]+","expiresIn":9\}$/],
    ['jwtKey', /^\{"jwtKey":"eyJ[\w.-]+","expiresIn":9\}$/],
    ['text', /^eyJ[\w.-]+$/],
    ['empty', /^$/],
    ['html', /^<!doctype html>/],
    ['broken-json', /^\{"token":"eyJ$/],
    ['no-token', /^\{"ok":true\}$/],
    ['huge', /^.{5000000}/],
  ] as const)('the token answer "%s"', async (form, body) => {
    const simulator = await start();
    simulator.faults.add({ on: 'token', do: { type: 'token', form, expiresIn: 9 } });
    expect(await (await page(simulator.tokenUrl)).text()).toMatch(body);
  });

  test.each([
    ['expired', 4401],
    ['forged', 4401],
    ['other-creator', 4403],
  ] as const)('a token that is %s is refused at the socket', async (form, code) => {
    const simulator = await start();
    simulator.faults.add({ on: 'token', do: { type: 'token', form } });
    const answers = [
      await (await page(simulator.tokenUrl)).text(),
      await (await fetch(`${simulator.url}/authentication/jwt?apiKey=k`, { method: 'POST' })).text(),
    ];
    for (const answer of answers) {
      const token = /eyJ[\w.-]+/.exec(answer)?.[0] ?? '';
      expect(verifyToken(token, 'unknown', 0)).toBe('forged');
      expect((await watch(simulator, 'nova', `jwtKey=${token}`).closed).code).toBe(code);
    }
  });

  test('http strikes the other paths, and by path', async () => {
    const simulator = await start();
    simulator.faults.add({ on: 'http', match: { path: '/webcast/check_alive' }, do: { type: 'status', status: 503 } });
    const status = async (path: string): Promise<number> => (await fetch(`${simulator.url}${path}`)).status;
    expect(await status('/webcast/check_alive?apiKey=k&unique_id=a')).toBe(503);
    expect(await status('/webcast/room_info?apiKey=k&unique_id=a')).toBe(200);
    expect(await status('/_live?uniqueId=a')).toBe(200);
    simulator.faults.add({ on: 'http', do: { type: 'status', status: 500 }, match: { path: '/_live' } });
    expect(await status('/_live?uniqueId=a')).toBe(500);
  });
});

test('every strike is in the log', async () => {
  const simulator = await start();
  simulator.faults.add({ on: 'token', do: { type: 'status', status: 401 } });
  simulator.faults.add({ on: 'open', do: { type: 'close', code: 4007 } });
  await fetch(simulator.tokenUrl);
  await watch(simulator).closed;
  expect(simulator.log.filter(({ type }) => type === 'fault').map(({ action }) => action)).toEqual(['status', 'close']);
  expect(simulator.log.find(({ type, status }) => type === 'token' && status === 401)).toBeDefined();
});

test('restart with a polite close says 1012 first', async () => {
  const simulator = await start();
  const socket = watch(simulator);
  await eventually(socket.names).toEqual(['roomInfo']);
  await simulator.restart(30, { polite: true });
  expect(await socket.closed).toEqual({ code: 1012, reason: 'service restart' });
});
