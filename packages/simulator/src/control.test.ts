import { expect, test } from 'vitest';
import { sampleKinds } from './show/index.js';
import { eventually, start, watch } from './testing/start.js';

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

async function order(
  url: string,
  body?: unknown,
  method = 'POST',
  headers: Record<string, string> = {},
): Promise<Answer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(url, { method, headers, ...(body !== undefined && { body: text }) });
  const answer = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: answer === '' ? '' : (JSON.parse(answer) as unknown),
  };
}

test('faults are ordered, listed and cleared by HTTP', async () => {
  const simulator = await start();
  const url = `${simulator.url}/_control/faults`;
  expect(await order(url, { on: 'open', do: { type: 'close', code: 4007, reason: 'busy' }, times: 1 })).toMatchObject({
    status: 200,
  });
  expect(await watch(simulator).closed).toEqual({ code: 4007, reason: 'busy' });
  await order(url, [
    { on: 'frame', do: 'lose', match: { event: 'gift' } },
    { on: 'token', do: ['refuse'], probability: 0.5 },
  ]);
  expect((await order(url, undefined, 'GET')).body).toMatchObject({
    faults: [{ on: 'frame' }, { on: 'token', probability: 0.5 }],
  });
  await order(url, undefined, 'DELETE');
  expect(simulator.faults.rules).toEqual([]);
});

test.each([
  [null, /JSON object/],
  ['nonsense', /JSON object/],
  [{ on: 'nowhere', do: 'drop' }, /"on" must be one of/],
  [{ on: 'open' }, /"do" needs a "type"/],
  [{ on: 'open', do: 'explode' }, /"do" needs a "type"/],
  [{ on: 'open', do: { type: 'constructor' } }, /"do" needs a "type"/],
  [{ on: 'open', do: { type: 'close' } }, /"close" needs "code" as a number/],
  [{ on: 'open', do: { type: 'close', code: 99 } }, /close code/],
  [{ on: 'open', do: { type: 'close', code: 4000, reason: 'x'.repeat(124) } }, /123 bytes/],
  [{ on: 'token', do: { type: 'token', form: 'nice' } }, /"form" must be one of/],
  [{ on: 'http', do: { type: 'status', status: 42 } }, /status/],
  [{ on: 'http', do: { type: 'status', status: 429, headers: { 'Retry-After': 30 } } }, /headers/],
  [{ on: 'http', do: { type: 'status', status: 429, headers: { a: 'b\r\nc: d' } } }, /headers/],
  [{ on: 'open', do: 'drop', times: -1 }, /"times"/],
  [{ on: 'open', do: 'drop', match: 'nova' }, /"match" must be a JSON object/],
  [{ on: 'open', do: { type: 'burst', count: 1e9 } }, /"burst" needs "count" from 0 to 100000/],
  [{ on: 'frame', do: { type: 'oversized', bytes: 1e12 } }, /"oversized" needs "bytes" from 0 to/],
  [{ on: 'http', do: { type: 'delay', ms: -5 } }, /"delay" needs "ms" from 0 to/],
])('a rule that makes no sense is refused with a sentence: %j', async (rule, sentence) => {
  const simulator = await start();
  const answer = await order(`${simulator.url}/_control/faults`, rule);
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body).replaceAll('\\"', '"')).toMatch(sentence);
  expect(simulator.faults.rules).toEqual([]);
});

test('frames, texts and samples are sent', async () => {
  const simulator = await start();
  const url = `${simulator.url}/_control/send`;
  const nova = watch(simulator, 'nova');
  await eventually(nova.names).toEqual(['roomInfo']);
  await order(url, { frame: { event: 'chat', data: {} } });
  await order(url, { text: 'not json', creator: 'nova' });
  await order(url, { text: 'for somebody else', creator: 'vega' });
  await eventually(nova.names).toEqual(['roomInfo', 'chat', 'not JSON']);
  for (const event of sampleKinds) expect((await order(url, { event })).status).toBe(200);
  await eventually(() => nova.texts.length).toBeGreaterThan(sampleKinds.length);
  expect((await order(url, { event: 'nothing' })).status).toBe(400);
  expect((await order(url, '[1]')).status).toBe(400);
});

test('live, close, drop, restart and state', async () => {
  const simulator = await start();
  const control = (path: string, body: unknown = {}): Promise<Answer> =>
    order(`${simulator.url}/_control/${path}`, body);
  const first = watch(simulator);
  await eventually(first.names).toEqual(['roomInfo']);
  expect((await order(`${simulator.url}/_control/state`, undefined, 'GET')).body).toMatchObject({
    stats: { open: 1 },
    sockets: [{ creator: 'nova' }],
  });
  await control('live', { creator: 'nova', live: false });
  expect((await first.closed).code).toBe(4005);
  expect((await control('live', { creator: 'nova' })).status).toBe(400);
  await control('live', { creator: 'nova', live: true });
  const second = watch(simulator);
  await eventually(second.names).toEqual(['roomInfo']);
  for (const code of [1006, 2999, 999, 5000, 4000.5]) expect((await control('close', { code })).status).toBe(400);
  await control('close', { code: 4401, reason: 'Invalid or expired JWT' });
  expect(await second.closed).toEqual({ code: 4401, reason: 'Invalid or expired JWT' });
  const third = watch(simulator);
  await eventually(third.names).toEqual(['roomInfo']);
  await control('drop');
  expect((await third.closed).code).toBe(1006);
  await control('restart', { ms: 20 });
  await simulator.waitFor(({ type }) => type === 'up');
  expect((await control('nothing')).status).toBe(404);
  expect((await order(`${simulator.url}/_control/send`, {}, 'PUT')).status).toBe(405);
});

test('only pages of this machine may order', async () => {
  const simulator = await start();
  const url = `${simulator.url}/_control/faults`;
  expect((await order(url, { on: 'open', do: 'drop' }, 'POST', { origin: 'https://elsewhere.example' })).status).toBe(
    403,
  );
  expect((await order(url, { on: 'open', do: 'drop' }, 'POST', { origin: 'null' })).status).toBe(403);
  expect(simulator.faults.rules).toEqual([]);
  const own = await order(url, undefined, 'OPTIONS', { origin: 'http://localhost:5173' });
  expect(own.status).toBe(204);
  expect(own.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
});
