import { afterEach, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/src/index.js';
import type { ConnectionState, Gap } from './connection/connection-state.js';
import { createLiveClient, type LiveClient, type LiveClientOptions } from './live-client.js';
import type { LiveEvent } from './protocol/live-event.js';

let simulator: Simulator;
const clients: LiveClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.dispose();
  await simulator?.close();
});

const chat = (text: string, msgId = ''): { event: string; data: object } => ({
  event: 'chat',
  data: { msgId, user: { userId: '1', uniqueId: 'ann', nickname: 'Ann' }, comment: text },
});

async function start(options: SimulatorOptions = {}): Promise<void> {
  simulator = await startSimulator({ autoplay: false, ...options });
}

function client(options: Partial<LiveClientOptions> = {}): LiveClient {
  const made = createLiveClient({
    creator: '@Someone',
    tokenUrl: simulator.tokenUrl,
    endpoint: simulator.wsUrl,
    WebSocket,
    ...options,
  });
  clients.push(made);
  return made;
}

const until = (made: LiveClient, state: ConnectionState['state']): Promise<void> =>
  vi.waitFor(() => expect(made.state.state).toBe(state), { timeout: 6000, interval: 5 });

describe('against the simulator', () => {
  it('gets a token, connects, and shows what happens', async () => {
    await start();
    const made = client();
    const states: string[] = [];
    const events: LiveEvent[] = [];
    made.on('state', ({ state }) => states.push(state));
    made.on('*', (event) => events.push(event));
    expect(made.state.state).toBe('idle');
    made.connect();
    await until(made, 'connected');
    simulator.send(chat('hello'));
    await until(made, 'live');
    expect(made.room.chat.map(({ event }) => event.kind === 'chat' && event.text)).toEqual(['hello']);
    expect(events.some(({ kind }) => kind === 'chat')).toBe(true);
    expect([...new Set(states)]).toEqual(['connecting', 'connected', 'live']);
  });

  it('R41 C38 comes back after a cut, tells the gap, and shows re-sent events once', async () => {
    await start();
    const made = client();
    const texts: string[] = [];
    const gaps: Gap[] = [];
    made.on('chat', ({ text }) => texts.push(text));
    made.on('gap', (gap) => gaps.push(gap));
    made.connect();
    await until(made, 'connected');
    for (const n of [1, 2, 3]) simulator.send(chat(`m${n}`, `id${n}`));
    await vi.waitFor(() => expect(texts).toHaveLength(3));
    const before = Date.now();
    for (const socket of simulator.sockets) socket.drop();
    await until(made, 'waiting');
    await until(made, 'connected');
    for (const n of [2, 3, 4]) simulator.send(chat(`m${n}`, `id${n}`));
    await vi.waitFor(() => expect(texts).toEqual(['m1', 'm2', 'm3', 'm4']));
    expect(gaps).toHaveLength(1);
    expect(gaps[0]?.reason).toBe('dropped');
    expect(gaps[0]?.from).toBeLessThanOrEqual(before);
    expect(gaps[0]?.to).toBeGreaterThanOrEqual(before);
  });
});
