import { expect, test } from 'vitest';
import { chat, connect, eventually, start, wait, watch } from './testing/start.js';

test('roomInfo comes first, then what is sent; the handle is taken in any spelling', async () => {
  const simulator = await start();
  const socket = watch(simulator, '%40Nova');
  await simulator.waitFor(({ type }) => type === 'open');
  simulator.send(chat('to all'));
  simulator.send(chat('to nova'), '@NOVA');
  simulator.send(chat('to vega'), 'vega');
  simulator.send('any text');
  await eventually(socket.names).toEqual(['roomInfo', 'chat', 'chat', 'not JSON']);
  expect(JSON.parse(socket.texts[0] ?? '')).toMatchObject({
    uniqueId: 'nova',
    roomId: expect.stringMatching(/^\d+$/) as unknown,
  });
  expect(simulator.stats).toMatchObject({ connects: 1, open: 1, frames: 4 });
});

test.each([
  ['no uniqueId', '?apiKey=k', 4400, /uniqueId/],
  ['blank uniqueId', '?uniqueId=%20&apiKey=k', 4400, /uniqueId/],
  ['both credentials', '?uniqueId=a&apiKey=k&jwtKey=x', 4400, /either/],
  ['no credential', '?uniqueId=a', 4401, /required/],
  ['a wrong key', '?uniqueId=a&apiKey=wrong', 4401, /Invalid API key/],
  ['a bad token', '?uniqueId=a&jwtKey=x.y.z', 4401, /^Invalid or expired JWT$/],
])('%s is closed', async (_name, query, code, reason) => {
  const simulator = await start({ apiKeys: ['k'] });
  const { closed, texts } = connect(`${simulator.wsUrl}/${query}`);
  const end = await closed;
  expect(end.code).toBe(code);
  expect(end.reason).toMatch(reason);
  expect(texts).toEqual([]);
  expect(simulator.stats).toMatchObject({ refused: 1, open: 0 });
});

test('an expired token is closed with 4401, or with the documented 4003', async () => {
  const seen = await start();
  expect(await watch(seen, 'a', `jwtKey=${seen.mint({ expireAfter: -1 })}`).closed).toEqual({
    code: 4401,
    reason: 'Invalid or expired JWT',
  });
  const documented = await start({ tokenCloseCode: 4003 });
  expect((await watch(documented, 'a', `jwtKey=${documented.mint({ expireAfter: -1 })}`).closed).code).toBe(4003);
});

test('a token for other creators is closed with 4403; its own are taken in any spelling', async () => {
  const simulator = await start();
  const token = simulator.mint({ allowedCreators: ['@Nova'] });
  expect((await watch(simulator, 'vega', `jwtKey=${token}`).closed).code).toBe(4403);
  const own = watch(simulator, 'NOVA', `jwtKey=${token}`);
  await eventually(own.names).toEqual(['roomInfo']);
});

test('another path is no socket', async () => {
  const simulator = await start();
  const { errors } = connect(`${simulator.wsUrl}/live?uniqueId=a&apiKey=k`);
  await eventually(() => errors).toEqual(['Unexpected server response: 404']);
});

test('offline is 4404, costs a connect, and setLive changes it', async () => {
  const simulator = await start({ creators: [], limits: { connectsPerHour: 2 } });
  expect(await watch(simulator, 'nova').closed).toEqual({ code: 4404, reason: 'Creator is not currently live' });
  simulator.setLive('nova', true);
  await eventually(watch(simulator, 'nova').names).toEqual(['roomInfo']);
  expect((await watch(simulator, 'nova').closed).code).toBe(4429);
});

test('the end of a stream: streamEnd, then 4005; the next stream is another room', async () => {
  const simulator = await start();
  const socket = watch(simulator);
  await eventually(socket.names).toEqual(['roomInfo']);
  simulator.setLive('Nova', false);
  expect(await socket.closed).toEqual({ code: 4005, reason: 'STREAM_END' });
  expect(JSON.parse(socket.texts[1] ?? '')).toMatchObject({
    event: 'streamEnd',
    data: { uniqueId: 'nova', reason: 'creator_offline', reconnect: true, closeCode: 4005 },
  });
  simulator.setLive('nova', true);
  const next = watch(simulator);
  await eventually(next.names).toEqual(['roomInfo']);
  const roomId = (text = '{}'): unknown => (JSON.parse(text) as { roomId?: string }).roomId;
  expect(roomId(next.texts[0])).not.toBe(roomId(socket.texts[0]));
});

test('over max_websockets the oldest socket of the token is evicted', async () => {
  const simulator = await start();
  const token = `jwtKey=${simulator.mint({ maxWebsockets: 2 })}`;
  const sockets = [];
  for (let index = 0; index < 4; index += 1) {
    const socket = watch(simulator, 'nova', token);
    await eventually(socket.names).toEqual(['roomInfo']);
    sockets.push(socket);
  }
  const reason = 'Evicted - newer connection arrived (FIFO)';
  expect(await sockets[0]?.closed).toEqual({ code: 4429, reason });
  expect(await sockets[1]?.closed).toEqual({ code: 4429, reason });
  expect(simulator.sockets.map(({ id }) => id)).toEqual([3, 4]);
  const other = watch(simulator, 'nova', `jwtKey=${simulator.mint()}`);
  await eventually(other.names).toEqual(['roomInfo']);
  expect(simulator.sockets).toHaveLength(3);
});

test("the plan's number of sockets holds over all tokens of a key", async () => {
  const simulator = await start({ limits: { maxWebsockets: 1 } });
  const first = watch(simulator);
  await eventually(first.names).toEqual(['roomInfo']);
  const second = watch(simulator);
  expect((await first.closed).reason).toContain('Evicted');
  await eventually(second.names).toEqual(['roomInfo']);
  const otherKey = watch(simulator, 'nova', 'apiKey=another');
  await eventually(otherKey.names).toEqual(['roomInfo']);
  expect(simulator.stats).toMatchObject({ open: 2, mostOpen: 2 });
});

test('the 61st connect of an hour is refused, and an hour later one more is taken', async () => {
  let now = 1_000_000;
  const simulator = await start({ now: () => now });
  for (let index = 0; index < 60; index += 1) {
    const { socket, closed } = watch(simulator, 'nova', 'apiKey=k');
    socket.once('open', () => socket.close());
    await closed;
  }
  expect(await watch(simulator, 'nova', 'apiKey=k').closed).toEqual({
    code: 4429,
    reason: 'Rate Limit Exceeded. Sandbox allows 60 WebSocket connections per hour.',
  });
  now += 3_600_001;
  await eventually(watch(simulator, 'nova', 'apiKey=k').names).toEqual(['roomInfo']);
});

test('a session ends with the nudge and 4006', async () => {
  const simulator = await start({ limits: { sessionMs: 60 } });
  const socket = watch(simulator);
  expect((await socket.closed).code).toBe(4006);
  const nudge: unknown = JSON.parse(socket.texts[1] ?? '');
  expect(nudge).toMatchObject({ type: 'session_limit', sessionMaxMs: 60 });
  expect(nudge).not.toHaveProperty('event');
});

test('a client that closes is logged with its code, a server close with its own', async () => {
  const simulator = await start();
  const leaving = watch(simulator);
  await eventually(leaving.names).toEqual(['roomInfo']);
  leaving.socket.close(1000, 'client disconnect');
  expect(await simulator.waitFor(({ type }) => type === 'close')).toMatchObject({
    socket: 1,
    code: 1000,
    reason: 'client disconnect',
  });
  watch(simulator);
  await simulator.waitFor(({ type, socket }) => type === 'open' && socket === 2);
  simulator.sockets[0]?.close(4500, 'upstream');
  expect(await simulator.waitFor(({ type, socket }) => type === 'close' && socket === 2)).toMatchObject({ code: 4500 });
});

test('waitFor gives up with the last entries in its message', async () => {
  const simulator = await start();
  await expect(simulator.waitFor(({ type }) => type === 'open', 20)).rejects.toThrow('nothing matched within 20 ms');
});

test('close leaves no socket, and hung ones do not hold it up', async () => {
  const simulator = await start();
  simulator.faults.add({ on: 'upgrade', do: 'hang', times: 1 });
  const hung = watch(simulator);
  const open = watch(simulator);
  await eventually(open.names).toEqual(['roomInfo']);
  simulator.sockets[0]?.silence();
  await simulator.close();
  await Promise.all([hung.closed, open.closed]);
  await wait(0);
  await expect(fetch(simulator.url)).rejects.toThrow();
});
