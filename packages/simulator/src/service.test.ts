import { expect, test } from 'vitest';
import type { Simulator } from './index.js';
import { eventually, start, watch } from './testing/start.js';
import { verifyToken } from './token.js';

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

async function ask(simulator: Simulator, path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${simulator.url}${path}`, init);
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const body: unknown = isJson ? JSON.parse(text) : text;
  return { status: response.status, body, headers: response.headers };
}

const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  headers,
});

function claimsOf(answer: Answer): unknown {
  const { token } = (answer.body as { data: { token: string } }).data;
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

test('POST /authentication/jwt signs what it is asked for, and defaults to one socket for an hour', async () => {
  const now = 1_788_264_000_000;
  const simulator = await start({ now: () => now });
  const bare = await ask(simulator, '/authentication/jwt?apiKey=k', { method: 'POST' });
  expect(bare).toMatchObject({ status: 200, body: { status_code: 0 } });
  expect(claimsOf(bare)).toMatchObject({ maxWebSockets: 1, iat: now / 1000, exp: now / 1000 + 3600 });
  expect(claimsOf(bare)).not.toHaveProperty('allowedCreators');
  const asked = { expire_after: 600, allowed_creators: ['@Nova', 'vega'], max_websockets: 4 };
  const full = await ask(simulator, '/authentication/jwt', post(asked, { 'x-api-key': 'k' }));
  expect(claimsOf(full)).toMatchObject({ allowedCreators: ['@Nova', 'vega'], maxWebSockets: 4, exp: now / 1000 + 600 });
  expect((claimsOf(full) as { keyHash: string }).keyHash).toMatch(/^[0-9a-f]{16}$/);
});

test('two tokens of one second differ, and max_websockets is lowered to the plan', async () => {
  const simulator = await start({ limits: { maxWebsockets: 3 } });
  const one = await ask(simulator, '/authentication/jwt?apiKey=k', post({ max_websockets: 20 }));
  const two = await ask(simulator, '/authentication/jwt?apiKey=k', post({ max_websockets: 20 }));
  expect(one.body).not.toEqual(two.body);
  expect(claimsOf(one)).toMatchObject({ maxWebSockets: 3 });
});

test('a token is refused when it is malformed, forged or expired', async () => {
  const simulator = await start();
  const token = simulator.mint({ expireAfter: 10 });
  const [head = '', payload = '', mac = ''] = token.split('.');
  const changed = Buffer.from(payload, 'base64url').toString().replace('"maxWebSockets":1', '"maxWebSockets":9');
  expect(verifyToken(token, 'another secret', 0)).toBe('forged');
  expect(verifyToken(`${head}.${Buffer.from(changed).toString('base64url')}.${mac}`, 's', 0)).toBe('forged');
  for (const text of ['', 'a.b', 'a.b.c.d', '..', 'not a token']) expect(verifyToken(text, 's', 0)).toBe('malformed');
});

test('bad requests for a token say what is wrong', async () => {
  const simulator = await start();
  for (const body of [
    { expire_after: -1 },
    { expire_after: 'soon' },
    { max_websockets: 0 },
    { allowed_creators: 'a' },
    '[1]',
    '{',
  ]) {
    const answer = await ask(simulator, '/authentication/jwt?apiKey=k', post(body));
    expect(answer, JSON.stringify(body)).toMatchObject({ status: 400, body: { status_code: 400 } });
  }
});

test('keys: none and wrong ones are refused, in either form of error', async () => {
  const documented = await start({ apiKeys: ['good'] });
  for (const path of ['/authentication/jwt', '/authentication/jwt?apiKey=', '/authentication/jwt?apiKey=bad']) {
    const answer = await ask(documented, path, { method: 'POST' });
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ status_code: 401 });
    expect(JSON.stringify(answer.body)).toContain('Invalid API key');
  }
  expect((await ask(documented, '/authentication/jwt?apiKey=good', { method: 'POST' })).status).toBe(200);
  const observed = await start({ errorBody: 'observed' });
  const answer = await ask(observed, '/webcast/check_alive?unique_id=nova');
  expect(answer.status).toBe(401);
  expect(answer.body).toMatchObject({ status_code: -1 });
  expect(answer.body).toHaveProperty('error');
});

test('paths and methods that are not known', async () => {
  const simulator = await start();
  expect(await ask(simulator, '/nothing?apiKey=k')).toMatchObject({ status: 404, body: { error: 'Not found' } });
  expect(await ask(simulator, '/constructor?apiKey=k')).toMatchObject({ status: 404 });
  const wrong = await ask(simulator, '/authentication/jwt?apiKey=k');
  expect(wrong.status).toBe(405);
  expect(wrong.headers.get('allow')).toBe('POST');
  const moved = await ask(simulator, '/webcast/roomInfo?apiKey=k&unique_id=nova', { redirect: 'manual' });
  expect(moved.status).toBe(301);
});

test('check_alive, live_status, room_id, room_info, bulk: live and offline', async () => {
  const simulator = await start({ creators: ['@Nova'] });
  const get = (path: string): Promise<Answer> => ask(simulator, `${path}${path.includes('?') ? '&' : '?'}apiKey=k`);
  const alive = await get('/webcast/check_alive?unique_id=NOVA');
  expect(alive.body).toMatchObject({ status_code: 0, data: [{ alive: true }] });
  const { room_id: roomId } = (alive.body as { data: { room_id: string }[] }).data[0] ?? { room_id: '' };
  expect(roomId).toMatch(/^\d{19}$/);
  expect((await get('/webcast/check_alive?unique_id=vega')).body).toMatchObject({
    data: [{ alive: false, room_id: '' }],
  });
  expect((await get(`/webcast/check_alive?room_ids=${roomId},1`)).body).toMatchObject({
    data: [{ alive: true }, { alive: false }],
  });
  expect(await get('/webcast/check_alive')).toMatchObject({ status: 400 });
  expect((await ask(simulator, '/webcast/live_status?unique_id=@nova')).body).toMatchObject({
    data: { unique_id: 'nova', is_live: true, room_id: roomId },
  });
  expect((await ask(simulator, '/webcast/live_status', post({ username: 'vega' }))).body).toMatchObject({
    data: { is_live: false, room_id: '' },
  });
  expect((await get('/webcast/room_id?unique_id=nova')).body).toMatchObject({ data: { room_id: roomId, alive: true } });
  const info = { room_id: roomId, alive: true, owner: { uniqueId: 'nova' } };
  expect((await get('/webcast/room_info?unique_id=nova')).body).toMatchObject({ data: info });
  expect((await ask(simulator, '/webcast/room_info?apiKey=k', post({ room_id: roomId }))).body).toMatchObject({
    data: info,
  });
  expect(await get('/webcast/room_info?unique_id=vega')).toMatchObject({
    status: 404,
    body: { status_code: -1, error: 'Not found' },
  });
  const bulk = await ask(simulator, '/webcast/bulk_live_check?apiKey=k', post({ unique_ids: ['nova', 'vega'] }));
  expect(bulk.body).toEqual({ status_code: 0, data: { nova: true, vega: false } });
});

test('gift_info lists gifts, rate_limits counts requests and sockets', async () => {
  const simulator = await start();
  const gifts = await ask(simulator, '/webcast/gift_info?apiKey=k&unique_id=nova');
  expect(gifts.body).toMatchObject({
    data: {
      gifts: expect.arrayContaining([
        expect.objectContaining({
          id: 5655,
          name: 'Rose',
          diamond_count: 1,
          type: 1,
          icon: `${simulator.url}/assets/gift/5655.svg`,
        }),
      ]) as unknown,
    },
  });
  watch(simulator, 'nova', 'apiKey=k');
  await simulator.waitFor(({ type }) => type === 'open');
  expect((await ask(simulator, '/webcast/rate_limits?apiKey=k')).body).toMatchObject({
    data: { api: { limit: 300, remaining: 298 }, websocket: { limit: 50, current: 1 } },
  });
});

test('every answer carries the rate headers; over the limit it is 429 in either form, a minute later good again', async () => {
  for (const errorBody of ['documented', 'observed'] as const) {
    let now = 1_000_000;
    const simulator = await start({ errorBody, limits: { requestsPerMinute: 2 }, now: () => now });
    const once = (): Promise<Answer> => ask(simulator, '/webcast/check_alive?apiKey=k&unique_id=nova');
    const first = await once();
    expect(first.headers.get('x-ratelimit-limit')).toBe('2');
    expect(first.headers.get('x-ratelimit-remaining')).toBe('1');
    expect(first.headers.get('x-ratelimit-reset')).toBe('1060');
    await once();
    const over = await once();
    expect(over.status).toBe(429);
    expect(over.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(over.body).toMatchObject(
      errorBody === 'documented'
        ? { status_code: 429, message: 'Rate limit exceeded. Retry after 60 seconds.' }
        : { status_code: -1, error: 'Rate limit exceeded. Retry after 60 seconds.' },
    );
    expect((await ask(simulator, '/webcast/check_alive?apiKey=other&unique_id=nova')).status).toBe(200);
    now += 60_001;
    expect((await once()).status).toBe(200);
    expect((await ask(simulator, '/nothing')).headers.get('x-ratelimit-limit')).toBe('2');
  }
});

test('the page endpoints answer any origin; pictures are drawn', async () => {
  const simulator = await start({ creators: ['nova'], pageToken: { expireAfter: 90 } });
  const token = await ask(simulator, '/_token?uniqueId=@Nova');
  expect(token.headers.get('access-control-allow-origin')).toBe('*');
  expect(token.body).toMatchObject({ expiresIn: 90 });
  expect((await ask(simulator, '/_live?uniqueId=nova')).body).toMatchObject({ live: true });
  expect((await ask(simulator, '/_live?uniqueId=vega')).body).toEqual({ live: false });
  for (const path of ['/assets/avatar/1.svg', '/assets/gift/5655.svg', '/assets/emote/3.svg']) {
    const picture = await ask(simulator, path);
    expect(picture.headers.get('content-type')).toBe('image/svg+xml');
    expect(picture.body).toMatch(/^<svg [^>]*xmlns=.*<\/svg>$/);
  }
  expect((await ask(simulator, '/assets/avatar/..%2f1.svg')).status).toBe(404);
  expect((await ask(simulator, '/')).body).toContain('<h1>tiktool simulator</h1>');
});

test('no key and no token appears in the log', async () => {
  const simulator = await start();
  await ask(simulator, '/authentication/jwt?apiKey=secret-key-1', { method: 'POST' });
  await ask(simulator, '/webcast/rate_limits', { headers: { 'x-api-key': 'secret-key-2' } });
  const token = simulator.mint();
  watch(simulator, 'nova', `jwtKey=${token}`);
  watch(simulator, 'nova', 'apiKey=secret-key-3');
  watch(simulator, 'nova', 'jwtKey=not-a-token-at-all');
  await ask(simulator, '/_token?uniqueId=nova');
  await simulator.waitFor(({ type }) => type === 'refused');
  await eventually(() => simulator.log.filter(({ type }) => type === 'open').length).toBe(2);
  const log = JSON.stringify(simulator.log);
  expect(log).not.toMatch(/secret-key|not-a-token|eyJ/);
  expect(simulator.log.find(({ type }) => type === 'connect')?.path).toContain('jwtKey=***');
});
