import { afterEach, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import {
  createLiveClient,
  type ConnectionState,
  type Gap,
  type LiveClient,
  type LiveClientOptions,
  type LiveEvent,
} from '@tiktool-widgets/client';
import { startSimulator, type Simulator, type SimulatorOptions } from '@tiktool-widgets/simulator';

let simulator: Simulator;
const simulators: Simulator[] = [];
const clients: LiveClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.dispose();
  for (const running of simulators.splice(0)) await running.close();
});

const chat = (text: string, msgId = ''): { event: string; data: object } => ({
  event: 'chat',
  data: { msgId, user: { userId: '1', uniqueId: 'ann', nickname: 'Ann' }, comment: text },
});

async function start(options: SimulatorOptions = {}): Promise<void> {
  simulator = await startSimulator({ autoplay: false, ...options });
  simulators.push(simulator);
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

describe('pages of one origin', () => {
  /** As much of a page as sharing needs: here without locks, so that a lease in storage elects. */
  function origin(): Partial<LiveClientOptions> {
    const stored = new Map<string, string>();
    const storage = {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
      removeItem: (key: string) => void stored.delete(key),
    };
    return {
      environment: { page: { addEventListener: () => undefined, removeEventListener: () => undefined }, storage },
    };
  }

  it('C69 share one socket: each shows every event once, late pages catch up quietly, another takes over', async () => {
    await start();
    const shared = origin();
    const pages = [1, 2, 3].map(() => client(shared));
    const heard = pages.map((page) => {
      const texts: string[] = [];
      page.on('chat', ({ text }) => texts.push(text));
      return texts;
    });
    for (const page of pages) page.connect();
    for (const page of pages) await until(page, 'connected');
    simulator.send(chat('one', 'id1'));
    for (const page of pages) await until(page, 'live');
    expect(heard).toEqual([['one'], ['one'], ['one']]);
    expect(simulator.stats.connects).toBe(1);
    expect(pages.filter(({ isLeader }) => isLeader)).toHaveLength(1);
    expect(pages.filter(({ state }) => state.via === 'shared')).toHaveLength(2);

    const late = client(shared);
    const history: LiveEvent[] = [];
    late.on('*', (event) => history.push(event));
    late.connect();
    await until(late, 'live');
    expect(history.filter(({ kind }) => kind === 'chat')).toMatchObject([{ text: 'one', history: true }]);

    const tokens = simulator.stats.tokens;
    pages.find(({ isLeader }) => isLeader)?.dispose();
    const rest = [...pages, late].filter(({ state }) => state.state !== 'closed');
    expect(rest).toHaveLength(3);
    await vi.waitFor(() => expect(rest.filter(({ isLeader }) => isLeader)).toHaveLength(1), 8000);
    await vi.waitFor(() => expect(simulator.stats.open).toBe(1));
    for (const page of rest) await vi.waitFor(() => expect(page.state.state).toMatch(/connected|live/));
    simulator.send(chat('two', 'id2'));
    await vi.waitFor(() => {
      for (const page of rest)
        expect(page.room.chat.map(({ event }) => 'text' in event && event.text)).toEqual(['one', 'two']);
    });
    expect(simulator.stats.tokens).toBe(tokens);
  }, 15_000);

  it('a page without a token source does not lead one that has a function', async () => {
    await start();
    const shared = origin();
    const without = client({ ...shared, tokenUrl: undefined });
    without.connect();
    await until(without, 'blocked');
    const tokenProvider = async (): Promise<string> => {
      const answer = (await (await fetch(`${simulator.tokenUrl}?uniqueId=someone`)).json()) as { token: string };
      return answer.token;
    };
    const made = client({ ...shared, tokenUrl: undefined, tokenProvider });
    made.connect();
    await until(made, 'connected');
    expect(without.state).toMatchObject({ state: 'blocked', reason: 'no-token-url' });
  });

  it('an own socket each with share: page', async () => {
    await start({ pageToken: { maxWebsockets: 2 } });
    const shared = origin();
    const pages = [1, 2].map(() => client({ ...shared, share: 'page' }));
    for (const page of pages) page.connect();
    for (const page of pages) await until(page, 'connected');
    expect(simulator.stats.open).toBe(2);
    expect(pages.every(({ isLeader, state }) => isLeader && state.via === 'own')).toBe(true);
  });
});

describe('without a connection', () => {
  const idle = (): LiveClient => createLiveClient({ creator: 'someone' });

  it('says what is missing as a state, and what is wrong as a TypeError', () => {
    const made = idle();
    made.connect();
    expect(made.state).toMatchObject({ state: 'blocked', reason: 'no-token-url' });
    const nobody = createLiveClient({ creator: '', tokenUrl: '/token' });
    nobody.connect();
    expect(nobody.state).toMatchObject({ state: 'blocked', reason: 'no-creator' });
    expect(() => createLiveClient(undefined as never)).toThrow(TypeError);
    expect(() => createLiveClient({ creator: 5 as never })).toThrow(/creator/);
    expect(() => createLiveClient({ creator: 'a', tokenProvider: 'x' as never })).toThrow(TypeError);
    expect(() => made.on('chat', undefined as never)).toThrow(TypeError);
  });

  it('says where there is no WebSocket', () => {
    const made = createLiveClient({
      creator: 'a',
      tokenUrl: 'https://t.example/',
      environment: { WebSocket: undefined },
    });
    made.connect();
    expect(made.state).toMatchObject({ state: 'blocked', reason: 'no-websocket' });
  });

  it('shows injected events, flagged, in no total', () => {
    const made = idle();
    const events: LiveEvent[] = [];
    const rooms: unknown[] = [];
    made.on('*', (event) => events.push(event));
    made.on('room', (room) => rooms.push(room));
    made.inject([
      { kind: 'chat', text: 'hi' },
      { kind: 'gift', user: { nickname: 'Bo' } },
    ]);
    expect(rooms).toHaveLength(1);
    expect(events).toMatchObject([
      { kind: 'chat', text: 'hi', emotes: [], test: true, user: { nickname: 'Test', roles: [] } },
      { kind: 'gift', count: 1, added: 1, test: true, gift: { name: 'Rose', diamonds: 1 }, user: { nickname: 'Bo' } },
    ]);
    expect(made.room.gifts).toEqual({ count: 0, diamonds: 0 });
    expect(made.room.gifters).toEqual([]);
    expect(made.room.chat).toHaveLength(1);
    made.dispose();
  });

  it('takes frames as the service sends them', () => {
    const made = idle();
    made.inject(chat('wire') as never);
    made.inject(JSON.stringify(chat('text')) as never);
    expect(made.room.chat.map(({ event }) => event.kind === 'chat' && [event.text, event.test])).toEqual([
      ['wire', true],
      ['text', true],
    ]);
    made.dispose();
  });

  it('accepts a bare kind of every sort, and refuses others with a sentence', () => {
    const made = idle();
    const kinds =
      'chat emote gift like join follow share subscribe viewers battle battle-score battle-card pin unpin delete caption goal envelope question rank room stream-end unknown';
    const seen: string[] = [];
    made.on('*', ({ kind }) => seen.push(kind));
    for (const kind of kinds.split(' ')) made.inject({ kind: kind as 'chat', user: 7, gift: 7, teams: 'x', text: 5 });
    expect(seen).toEqual(kinds.split(' '));
    expect(() => made.inject({ kind: 'nonsense' as never })).toThrow(/nonsense/);
    expect(() => made.inject(5 as never)).toThrow(TypeError);
    made.dispose();
  });

  it('C09 keeps of the emotes of a test chat what can be drawn', () => {
    const made = idle();
    const emote = { id: 'e1', imageUrl: 'https://p.test/e.webp' };
    made.inject({
      kind: 'chat',
      text: 'hi',
      emotes: [null, 5, emote, { ...emote, index: 1 }, { imageUrl: 'javascript:1' }],
    });
    expect(made.room.chat[0]?.event).toMatchObject({
      emotes: [
        { ...emote, index: 0 },
        { ...emote, index: 1 },
      ],
    });
    made.dispose();
  });

  it('C55 a test deletion that names nothing removes nothing, now and later', () => {
    const made = idle();
    made.inject([{ kind: 'chat', text: 'before' }, { kind: 'pin', text: 'pinned' }, { kind: 'delete' }]);
    made.inject({ kind: 'chat', text: 'after' });
    expect(made.room.chat.map(({ event }) => event.kind === 'chat' && event.text)).toEqual(['before', 'after']);
    expect(made.room.pin).toMatchObject({ text: 'pinned' });
    made.inject({ kind: 'delete', targetId: 'test-Test' });
    expect(made.room.chat).toEqual([]);
    made.dispose();
  });

  it('a listener that throws silences nobody', async () => {
    const made = idle();
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    let heard = 0;
    made.on('chat', () => {
      throw new Error('mine');
    });
    made.on('chat', () => {
      heard++;
      expect(made.room.chat).toHaveLength(1);
    });
    made.inject({ kind: 'chat', text: 'x' });
    expect(heard).toBe(1);
    await Promise.resolve();
    expect(logged).toHaveBeenCalledOnce();
    logged.mockRestore();
    made.dispose();
  });

  it('says nothing after dispose, also where a listener disposes', () => {
    const made = idle();
    const heard: string[] = [];
    made.on('chat', () => {
      heard.push('first');
      made.dispose();
    });
    made.on('chat', () => heard.push('second'));
    for (const name of ['*', 'room', 'state'] as const) made.on(name, () => heard.push(name));
    made.inject([
      { kind: 'chat', text: 'x' },
      { kind: 'chat', text: 'y' },
    ]);
    made.connect();
    made.reconnect();
    made.disconnect();
    made.inject({ kind: 'chat' });
    made.on('chat', () => heard.push('late'))();
    made.dispose();
    expect(heard).toEqual(['first']);
    expect(made.state.state).toBe('closed');
  });

  it('ends a streak whose end frame was lost, and keeps no timer', () => {
    vi.useFakeTimers();
    const made = idle();
    const phases: string[] = [];
    made.on('gift', ({ phase }) => phases.push(phase));
    made.inject({ kind: 'gift', phase: 'start' });
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(30_000);
    expect(phases).toEqual(['start', 'end']);
    expect(vi.getTimerCount()).toBe(0);
    made.dispose();
    vi.useRealTimers();
  });
});

describe('the room is remembered', () => {
  function page(): Partial<LiveClientOptions> {
    const stored = new Map<string, string>();
    const storage = {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
      removeItem: (key: string) => void stored.delete(key),
    };
    const nobody = { addEventListener: () => undefined, removeEventListener: () => undefined };
    return { share: 'page', environment: { page: nobody, storage } };
  }
  const info = (roomId: string): Readonly<Record<string, unknown>> => ({
    event: 'roomInfo',
    roomId,
    uniqueId: 'someone',
    roomInfo: {},
  });
  const rose = {
    event: 'gift',
    data: { user: { userId: '1' }, giftId: 1, giftName: 'Rose', diamondCount: 1, repeatCount: 3, repeatEnd: true },
  };

  async function firstVisit(options: Partial<LiveClientOptions>): Promise<void> {
    await start();
    const first = client(options);
    first.connect();
    await until(first, 'connected');
    for (const frame of [info('7'), chat('hello', 'm1'), rose]) simulator.send(frame);
    await vi.waitFor(() => expect(first.room.gifts.diamonds).toBe(3));
    first.inject({ kind: 'chat', text: 'only a test' });
    first.dispose();
  }

  it('C84 over a reload: totals, board and rows are there at once, as history', async () => {
    const options = page();
    await firstVisit(options);
    const second = client(options);
    expect(second.room).toMatchObject({ roomId: '7', gifts: { count: 3, diamonds: 3 } });
    expect(second.room.gifters.map(({ diamonds }) => diamonds)).toEqual([3]);
    expect(second.room.chat.map(({ event }) => [event.kind === 'chat' && event.text, event.history])).toEqual([
      ['hello', true],
    ]);
    second.connect();
    await until(second, 'connected');
    simulator.send(info('7'));
    simulator.send(chat('again', 'm2'));
    await vi.waitFor(() => expect(second.room.chat).toHaveLength(2));
    // Said something before the reload already.
    expect(second.room.chat[1]?.first).toBe(false);
    expect(second.room.gifts.diamonds).toBe(3);
    simulator.send(info('8'));
    await vi.waitFor(() => expect(second.room).toMatchObject({ roomId: '8', gifts: { count: 0 }, chat: [] }));
  });

  it('C85 not where the page does not want it, and not for another creator', async () => {
    const options = page();
    await firstVisit(options);
    expect(client({ ...options, remember: false }).room.roomId).toBe('');
    expect(client({ ...options, creator: 'other' }).room.roomId).toBe('');
  });
});
