// The token server between its two neighbours: the service behind it, and the browser side that asks it.
import { createLiveClient, type ConnectionState, type LiveClient } from '@tiktool-widgets/client';
import { startSimulator, type Simulator, type SimulatorOptions } from '@tiktool-widgets/simulator';
import type { TokenHandlerOptions } from '@tiktool-widgets/token-server';
import { startTokenServer } from '@tiktool-widgets/token-server/node';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';

const apiKey = 'key-of-the-tests';
const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

interface Stage {
  simulator: Simulator;
  tokenUrl: string;
  liveUrl: string;
  /** Everything the token server logged. */
  log: () => string;
}

async function setUp(
  service: SimulatorOptions = {},
  options: Partial<Omit<TokenHandlerOptions, 'apiKey'>> = {},
): Promise<Stage> {
  const simulator = await startSimulator({ port: 0, apiKeys: [apiKey], ...service });
  endings.push(() => simulator.close());
  let log = '';
  const server = await startTokenServer({
    apiKey,
    creators: ['nova', 'vega'],
    apiUrl: simulator.url,
    port: 0,
    log: (entry) => (log += JSON.stringify(entry)),
    ...options,
  });
  endings.push(() => server.close());
  return { simulator, tokenUrl: `${server.url}/token`, liveUrl: `${server.url}/live`, log: () => log };
}

function watchLive(stage: Stage, liveUrl?: string): LiveClient {
  const client = createLiveClient({
    creator: '@Nova',
    tokenUrl: stage.tokenUrl,
    endpoint: stage.simulator.wsUrl,
    WebSocket,
    share: 'page',
    ...(liveUrl === undefined ? {} : { liveUrl }),
  });
  endings.push(() => {
    client.dispose();
  });
  client.connect();
  return client;
}

const reached = (client: LiveClient, wanted: (state: ConnectionState) => boolean): Promise<ConnectionState> =>
  new Promise((resolve) => {
    const look = (state: ConnectionState): void => {
      if (wanted(state)) resolve(state);
    };
    client.on('state', look);
    look(client.state);
  });

describe('between service and browser side', () => {
  it('a creator name and a token URL become a live room', async () => {
    const stage = await setUp({ speed: 20 });
    const client = watchLive(stage);
    await reached(client, ({ state }) => state === 'live');
    expect(client.room.roomId).not.toBe('');
    expect(stage.simulator.stats.tokens).toBe(1);
    expect(stage.log()).not.toContain(apiKey);
  });

  it('the token opens this creator’s room and no other', async () => {
    const { simulator, tokenUrl } = await setUp();
    const { token } = (await (await fetch(`${tokenUrl}?uniqueId=nova`)).json()) as { token: string };
    const closeCode = (creator: string): Promise<number> =>
      new Promise((resolve) => {
        const socket = new WebSocket(`${simulator.wsUrl}?uniqueId=${creator}&jwtKey=${token}`);
        socket.on('message', () => {
          socket.close(1000);
        });
        socket.on('close', resolve);
      });
    expect(await closeCode('nova')).toBe(1000);
    expect(await closeCode('vega')).toBe(4403);
  });

  it('says who is live, with title and viewers', async () => {
    const { simulator, liveUrl } = await setUp({ creators: ['nova'] });
    const ask = async (creator: string): Promise<unknown> => (await fetch(`${liveUrl}?uniqueId=${creator}`)).json();
    expect(await ask('nova')).toEqual({
      live: true,
      title: expect.any(String) as unknown,
      viewers: expect.any(Number) as unknown,
    });
    expect(await ask('vega')).toEqual({ live: false });
    expect(simulator.stats.tokens).toBe(0);
  });

  it('finds out through live_status and room_info where check_alive does not say', async () => {
    const { simulator, liveUrl } = await setUp({ creators: ['nova'] });
    const body = {
      status_code: 0,
      action: 'resolve_required',
      resolve_url: 'https://example.com',
      room_id_patterns: [],
    };
    simulator.faults.add({
      on: 'http',
      match: { path: '/webcast/check_alive' },
      do: { type: 'status', status: 200, body },
    });
    const ask = async (creator: string): Promise<unknown> => (await fetch(`${liveUrl}?uniqueId=${creator}`)).json();
    expect(await ask('nova')).toMatchObject({ live: true, title: expect.any(String) as unknown });
    expect(await ask('vega')).toEqual({ live: false });
  });

  it('the answer names the live address, and an offline creator costs no connects', async () => {
    const stage = await setUp({ creators: [], speed: 20 }, { liveUrl: 'live' });
    const client = watchLive(stage);
    await reached(client, ({ state }) => state === 'offline');
    expect(stage.simulator.stats.connects).toBeLessThanOrEqual(1);
  });

  it('waits for the service’s rate limit and says for how long', async () => {
    const { simulator, tokenUrl } = await setUp({ limits: { requestsPerMinute: 1 } });
    expect((await fetch(`${tokenUrl}?uniqueId=nova`)).status).toBe(200);
    const refused = await fetch(`${tokenUrl}?uniqueId=vega`);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
    // A minute, and up to a second more: the reset is told in whole seconds of the clock.
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(61);
    expect(simulator.stats.requests).toBe(1);
  });
});

describe('errors of the service end in the right state of the browser side', () => {
  const bodies = [
    (status: number) => ({ status_code: status, message: 'Words of the service' }),
    () => ({ status_code: -1, error: 'Words of the service' }),
  ];

  it.each([
    [401, 'blocked', 'token-refused'],
    [403, 'blocked', 'token-refused'],
    [404, 'blocked', 'token-not-found'],
    [429, 'waiting', 'token-rate-limited'],
    [500, 'waiting', 'token-server'],
    [503, 'waiting', 'token-server'],
  ])('%i → %s, %s', async (status, expected, reason) => {
    for (const body of bodies) {
      const stage = await setUp();
      stage.simulator.faults.add({ on: 'token', do: { type: 'status', status, body: body(status) } });
      const { simulator } = stage;
      const state = await reached(watchLive(stage), (now) => !['idle', 'connecting'].includes(now.state));
      expect([state.state, state.reason]).toEqual([expected, reason]);
      expect(state.message).toMatch(/^[A-Z].*\.$/);
      expect(state.message + stage.log()).not.toMatch(/Words of the service|key-of-the-tests/);
      expect(simulator.stats.connects).toBe(0);
      if (status === 429) expect((state.retryAt ?? 0) - Date.now()).toBeGreaterThan(50_000);
    }
  });
});
