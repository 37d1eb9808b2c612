import { describe, expect, it } from 'vitest';
import { outcome, serviceError, serviceJson, testHandler, type Reply } from './testing/test-handler.js';

const byPath =
  (replies: Record<string, () => Response>): Reply =>
  ({ url }) =>
    replies[new URL(url).pathname.replace('/webcast/', '')]?.() ?? serviceError(404);

const json = (body: object) => () => serviceJson(body);
const alive = (row: object) => byPath({ check_alive: json({ data: [row] }) });

describe('GET …/live', () => {
  it('asks check_alive for the creator, with the key in a header', async () => {
    const { ask, service } = testHandler();
    await ask('/api/live?uniqueId=@Alice');
    const [request] = service.requests;
    expect(new URL(request?.url ?? '').pathname + new URL(request?.url ?? '').search).toBe(
      '/webcast/check_alive?unique_id=alice',
    );
    expect(request?.headers.has('x-api-key')).toBe(true);
  });

  it.each([
    [
      { alive: true, title: ' Hello ', userCount: 12 },
      { live: true, title: 'Hello', viewers: 12 },
    ],
    [
      { alive: true, title: '', userCount: 0 },
      { live: true, viewers: 0 },
    ],
    [
      { alive: true, user_count: 3, title: null },
      { live: true, viewers: 3 },
    ],
    [{ alive: true, userCount: '3' }, { live: true }],
    [{ alive: false, title: 'old', userCount: 4 }, { live: false }],
    [{ alive: 1 }, { live: true }],
    [{ alive: 0 }, { live: false }],
  ])('%j → %j', async (row, expected) => {
    const { ask, service } = testHandler();
    service.reply = alive(row);
    expect(await (await ask('/live?uniqueId=alice')).json()).toEqual(expected);
  });

  it('asks the other ways by POST, for the creator', async () => {
    const { ask, service } = testHandler();
    service.reply = byPath({
      check_alive: json({ action: 'resolve_required' }),
      live_status: json({ data: { is_live: true } }),
      room_info: json({ data: { alive: true, title: 'x'.repeat(1000) } }),
    });
    const answer: unknown = await (await ask('/live?uniqueId=alice')).json();
    expect(answer).toEqual({ live: true, title: 'x'.repeat(300) });
    const [, ...others] = service.requests;
    expect(others.map(({ method, body }) => [method, body])).toEqual([
      ['POST', { unique_id: 'alice' }],
      ['POST', { unique_id: 'alice' }],
    ]);
  });

  it('asks once per creator in 20 s, whoever asks and whatever the answer', async () => {
    const { ask, service, clock } = testHandler();
    await Promise.all(Array.from({ length: 100 }, () => ask('/live?uniqueId=alice')));
    clock.now += 19_999;
    await ask('/live?uniqueId=alice');
    expect(service.requests).toHaveLength(1);
    service.reply = alive({ alive: true });
    clock.now += 1;
    expect(await (await ask('/live?uniqueId=alice')).json()).toEqual({ live: true });
  });

  it('spends no mint, and leaves mints their own limit', async () => {
    const { ask, service, clock } = testHandler({ liveMaxAge: 1 });
    for (let index = 0; index < 30; index++) {
      await ask('/live?uniqueId=alice');
      clock.now += 1000;
    }
    expect(service.mints).toBe(0);
    expect((await ask('/token?uniqueId=alice')).status).toBe(200);
  });
});

describe('answers that say how to find out oneself', () => {
  const resolve = json({ action: 'resolve_required', resolve_url: 'https://tiktok.example/', room_id_patterns: [] });
  const signed = json({ action: 'fetch_signed_url', signed_url: 'https://tiktok.example/', headers: {}, cookies: '' });

  it.each([
    ['offline', resolve, { live_status: json({ data: { is_live: false } }) }, { live: false }],
    [
      'live, with title and viewers of the room',
      signed,
      {
        live_status: json({ data: { is_live: true } }),
        room_info: json({ data: { alive: true, title: 'T', user_count: 9 } }),
      },
      { live: true, title: 'T', viewers: 9 },
    ],
    [
      'live, room unknown',
      resolve,
      { live_status: json({ data: { is_live: true } }), room_info: () => serviceError(500) },
      { live: true },
    ],
    [
      'ended since',
      resolve,
      { live_status: json({ data: { is_live: true } }), room_info: json({ data: { alive: false } }) },
      { live: false },
    ],
    ['only the room knows', resolve, { room_info: json({ data: { alive: true } }) }, { live: true }],
    ['room not found', signed, { room_info: () => serviceError(404) }, { live: false }],
    [
      'room says 400',
      signed,
      { room_info: () => serviceError(400, 'message', 'User is not currently live') },
      { live: false },
    ],
  ])('%s', async (_, check, replies, expected) => {
    const { ask, service } = testHandler();
    service.reply = byPath({ check_alive: check, ...replies });
    expect(await (await ask('/live?uniqueId=alice')).json()).toEqual(expected);
    expect(service.requests.every(({ url }) => !url.includes('tiktok.example'))).toBe(true);
  });

  it('says so when nobody knows, so that the page goes on by itself', async () => {
    const { ask, service } = testHandler();
    service.reply = byPath({ check_alive: resolve, live_status: signed, room_info: resolve });
    const response = await ask('/live?uniqueId=alice');
    expect(response.headers.get('retry-after')).toBe('30');
    expect(await outcome(response)).toEqual([503, 'live-unknown']);
  });

  it.each([
    [401, [403, 'key-refused']],
    [429, [429, 'service-rate-limited']],
    [500, [502, 'service-failed']],
  ])('passes an error of the service on: %i', async (status, expected) => {
    const { ask, service } = testHandler();
    service.reply = () => serviceError(status);
    expect(await outcome(await ask('/live?uniqueId=alice'))).toEqual(expected);
    expect(service.requests).toHaveLength(1);
  });
});
