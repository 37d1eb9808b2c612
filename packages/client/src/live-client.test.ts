import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeWorld } from './connection/testing/fake-world.js';
import { createLiveClient, type LiveClient, type LiveClientOptions } from './live-client.js';

const made: LiveClient[] = [];
const client = (options: Partial<LiveClientOptions> = {}): LiveClient => {
  const one = createLiveClient({ creator: 'someone', share: 'page', ...options });
  made.push(one);
  return one;
};

describe('LiveClient', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    for (const one of made.splice(0)) one.dispose();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('stops calling a listener that has left, also one that another listener took away', () => {
    const one = client();
    const heard: string[] = [];
    const leave = one.on('chat', () => {
      heard.push('first');
      leave();
      leaveToo();
    });
    const leaveToo = one.on('chat', () => heard.push('second'));
    one.inject([{ kind: 'chat' }, { kind: 'chat' }]);
    expect(heard).toEqual(['first']);
  });

  it('tells the room once for each message, after its events, and only where it changed', () => {
    const one = client();
    const heard: string[] = [];
    one.on('*', ({ kind }) => heard.push(kind));
    one.on('room', (room) => heard.push(`${room.chat.length} lines`));
    one.inject([{ kind: 'chat' }, { kind: 'room', title: 'T' }, { kind: 'chat' }]);
    one.inject({ kind: 'join' });
    expect(heard).toEqual(['chat', 'room', 'chat', '2 lines', 'join']);
  });

  it('ends a lost streak within ten seconds, also where the clock was set back', () => {
    const one = client();
    const phases: string[] = [];
    one.on('gift', ({ phase }) => phases.push(phase));
    one.inject({ kind: 'gift', phase: 'start' });
    vi.setSystemTime(Date.now() + 20_000);
    vi.advanceTimersByTime(10_000);
    expect(phases).toEqual(['start', 'end']);
    one.inject({ kind: 'gift', phase: 'start' });
    vi.setSystemTime(Date.now() - 3_600_000);
    one.inject({ kind: 'gift', phase: 'start', gift: { id: '9' } });
    vi.advanceTimersByTime(10_000);
    expect(phases).toEqual(['start', 'end', 'start', 'start', 'end']);
  });

  it('leaves no timer of a streak that runs when it is disposed of', () => {
    const one = client();
    one.inject({ kind: 'gift', phase: 'start' });
    one.dispose();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves nothing where a listener disposes of it in the middle of a message', async () => {
    const world = new FakeWorld();
    const one = client({ tokenUrl: 'https://t.example/token', environment: world.environment() });
    one.on('gift', () => one.dispose());
    one.connect();
    await world.run(100);
    world.socket?.frame('{"event":"gift","data":{"giftId":1,"giftType":1,"repeatCount":1,"user":{"userId":"1"}}}');
    await world.run(0);
    expect([world.timers, world.listenerCount]).toEqual([0, 0]);
    expect(one.state.state).toBe('closed');
  });

  it('leaves no timer where a listener of the room disposes of it', () => {
    const one = client();
    one.on('room', () => one.dispose());
    one.inject({ kind: 'gift', phase: 'start' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('takes addresses with blanks around them', async () => {
    const world = new FakeWorld();
    const one = client({
      tokenUrl: ' https://t.example/token ',
      endpoint: ' wss://s.example ',
      environment: world.environment(),
    });
    one.connect();
    await world.run(100);
    expect(world.socket?.url).toMatch(/^wss:\/\/s\.example\/?\?/);
    expect([one.state.state, one.isLeader]).toEqual(['connected', true]);
  });

  it('remembers a room where there is storage', async () => {
    const world = new FakeWorld();
    const options = { tokenUrl: 'https://t.example/token', environment: world.environment() };
    const one = client(options);
    one.connect();
    await world.run(100);
    world.socket?.frame('{"event":"chat","data":{"comment":"a","user":{"userId":"1"}}}');
    one.dispose();
    expect([...world.stored.keys()]).toContain('tiktool:1:room:someone');
    expect(client(options).room.chat).toHaveLength(1);
    expect(client({ ...options, creator: '' }).room.chat).toHaveLength(0);
  });

  it.each([
    { creator: 5 },
    { creator: 'a', tokenUrl: {} },
    { creator: 'a', tokenProvider: 'x' },
    { creator: 'a', WebSocket: {} },
    { creator: 'a', remember: 'no' },
    { creator: 'a', closePolicy: 'x' },
    { creator: 'a', environment: 5 },
    null,
    'someone',
  ])('refuses %j', (options) => {
    expect(() => createLiveClient(options as never)).toThrow(TypeError);
  });

  it('takes null for an option that is not given', () => {
    expect(client({ tokenUrl: null as never }).creator).toBe('someone');
  });
});
