import { describe, expect, it } from 'vitest';
import { createLiveClient, type LiveClient } from '../live-client.js';
import { FakeWorld, type FakeSocket } from './testing/fake-world.js';
import { chatter, goLive, realFrame, watchRunner, type WatchedRunner } from './testing/watched-runner.js';

const session = 7_200_000;

/** A world whose tokens allow two sockets, and a connection that has been through its first planned cut. */
async function afterFirstCut(maxSockets = 2): Promise<{ world: FakeWorld; watched: WatchedRunner }> {
  const world = new FakeWorld();
  world.maxSockets = maxSockets;
  const watched = watchRunner(world);
  await goLive(world, watched, session);
  expect(world.sockets).toHaveLength(1);
  world.socket?.end(4006, 'Session duration limit reached');
  await chatter(world, session - 21_000);
  expect(world.sockets).toHaveLength(2);
  return { world, watched };
}

const open = (world: FakeWorld): readonly FakeSocket[] => world.alive.filter(({ isOpen }) => isOpen);

/** Whether what a page sees of the connection never left `live` after the first time. */
const stayedLive = ({ states }: WatchedRunner): boolean =>
  states.slice(states.findIndex(({ state }) => state === 'live')).every(({ state }) => state === 'live');

describe('before a planned cut that is known to come', () => {
  it('R43 C73 a second socket opens, takes over with its first real frame, and the first one is closed', async () => {
    const { world, watched } = await afterFirstCut();
    const [, old] = world.sockets;
    await world.run(5000);
    expect(open(world)).toHaveLength(2);
    const [, , next] = world.sockets;
    next?.frame('{"event":"roomInfo"}');
    old?.frame(realFrame);
    expect(open(world)).toEqual([old, next]);
    const frames = watched.frames.length;
    next?.frame(realFrame);
    expect(open(world)).toEqual([next]);
    expect(watched.frames).toHaveLength(frames + 1);
    // Nothing was missed: the gap has no length.
    expect(watched.gaps).toHaveLength(2);
    const { from, to, reason } = watched.gaps[1] ?? {};
    expect([to, reason]).toEqual([from, 'planned']);
    expect(stayedLive(watched)).toBe(true);
    // And so on, for as long as the stream lasts.
    for (let n = 0; n < 3; n++) await chatter(world, session);
    expect(world.sockets).toHaveLength(6);
    expect(open(world)).toHaveLength(1);
    expect(watched.gaps.every((gap) => gap.to - gap.from < 1100)).toBe(true);
    expect(stayedLive(watched)).toBe(true);
    watched.runner.dispose();
    expect([world.alive.length, world.timers, world.listenerCount]).toEqual([0, 0, 0]);
  });

  it('R43 a cut that comes while the second socket is open or on its way costs no dial', async () => {
    for (const handshake of ['open', 'hang'] as const) {
      const { world, watched } = await afterFirstCut();
      world.handshake = handshake;
      await world.run(3000);
      const [, old, next] = world.sockets;
      old?.end(4006, 'Session duration limit reached');
      await world.run(100);
      next?.open();
      next?.frame(realFrame);
      const { from = 0, to = 0 } = watched.gaps.at(-1) ?? {};
      // Only where the second one was not yet open was something missed, since the last frame of the first one.
      if (handshake === 'open') expect(to).toBe(from);
      else expect(to - from).toBeGreaterThan(3000);
      expect(world.sockets).toHaveLength(3);
      expect(open(world)).toEqual([next]);
      expect(stayedLive(watched)).toBe(true);
      await chatter(world, 60_000);
      expect(world.sockets).toHaveLength(3);
    }
  });

  it('goes on with the second socket where the service throws the first one out for it', async () => {
    const { world, watched } = await afterFirstCut();
    await world.run(3000);
    world.sockets[1]?.end(4429, 'Evicted - newer connection arrived (FIFO)');
    await chatter(world, 60_000);
    expect(world.sockets).toHaveLength(3);
    expect(stayedLive(watched)).toBe(true);
  });

  it('gives a second socket up that hangs when the first one has ended, and dials', async () => {
    const { world, watched } = await afterFirstCut();
    world.handshake = 'hang';
    await world.run(3000);
    world.sockets[1]?.end(4006);
    world.handshake = 'open';
    await world.run(9500);
    expect(world.sockets).toHaveLength(4);
    expect(open(world)).toEqual([world.socket]);
    expect(watched.runner.state.state).toBe('connected');
  });

  it.each(['refuse', 'no token'] as const)('a second socket that fails (%s) changes nothing', async (how) => {
    const { world, watched } = await afterFirstCut();
    if (how === 'refuse') world.handshake = 'refuse';
    else {
      world.token = 'network';
      world.sleep(3_600_000);
    }
    await chatter(world, 20_000);
    expect(open(world)).toEqual([world.sockets[1]]);
    world.handshake = 'open';
    world.token = 'ok';
    world.sockets[1]?.end(4006);
    await world.run(100);
    world.socket?.frame(realFrame);
    expect(stayedLive(watched)).toBe(true);
    expect(open(world)).toEqual([world.socket]);
  });

  it.each(['disconnect', 'reconnect', 'dispose', 'pagehide'] as const)('%s lets go of both', async (how) => {
    const { world, watched } = await afterFirstCut();
    await world.run(3000);
    const [, old, next] = world.sockets;
    expect(open(world)).toHaveLength(2);
    if (how === 'pagehide') await world.page('pagehide');
    else watched.runner[how]();
    expect([old?.isAlive, next?.isAlive]).toEqual([false, false]);
    await chatter(world, 30_000);
    expect(world.sockets).toHaveLength(how === 'reconnect' ? 4 : 3);
  });

  it.each([1, 0])('never two sockets where the token allows one, or does not say (%i)', async (maxSockets) => {
    const { world, watched } = await afterFirstCut(maxSockets);
    await chatter(world, 21_000);
    expect(world.sockets).toHaveLength(2);
    world.socket?.frame('{"nudge":"session_limit"}');
    await world.run(500);
    expect(world.sockets).toHaveLength(2);
    world.socket?.end(4006);
    await world.run(50);
    world.socket?.frame(realFrame);
    expect(stayedLive(watched)).toBe(true);
  });

  it('R43 the nudge says it, too, where no cut was seen yet', async () => {
    const world = new FakeWorld();
    world.maxSockets = 3;
    const watched = watchRunner(world);
    await goLive(world, watched);
    world.socket?.frame('{"nudge":"session_limit"}');
    await world.run(500);
    expect(open(world)).toHaveLength(2);
    world.sockets[0]?.end(1000);
    world.sockets[1]?.frame(realFrame);
    expect(open(world)).toEqual([world.sockets[1]]);
    expect(stayedLive(watched)).toBe(true);
    expect(watched.gaps.map(({ reason }) => reason)).toEqual(['planned']);
  });

  it('R43 disconnect before the second socket is dialled leaves none behind', async () => {
    const world = new FakeWorld();
    world.maxSockets = 2;
    const watched = watchRunner(world);
    await goLive(world, watched);
    world.socket?.frame('{"nudge":"session_limit"}');
    watched.runner.disconnect();
    await world.run(500);
    expect(world.alive).toHaveLength(0);
  });

  it('R43 the last connects of the hour are not for a second socket', async () => {
    const world = new FakeWorld();
    world.maxSockets = 2;
    const watched = watchRunner(world);
    await goLive(world, watched);
    world.stored.set('tiktool:1:budget:api.example', JSON.stringify([2, world.now()]));
    world.socket?.frame('{"nudge":"session_limit"}');
    await world.run(500);
    expect(world.sockets).toHaveLength(1);
  });

  it('R43 C73 the nudge tells how long a session is: the next cut finds a second socket open', async () => {
    const world = new FakeWorld();
    world.maxSockets = 2;
    const watched = watchRunner(world);
    await goLive(world, watched, session);
    world.socket?.frame('{"nudge":"session_limit"}');
    await world.run(500);
    world.sockets[0]?.end(4006, 'Session duration limit reached');
    await chatter(world, session - 21_000);
    expect(world.sockets).toHaveLength(2);
    await world.run(5000);
    expect(open(world)).toHaveLength(2);
    expect(stayedLive(watched)).toBe(true);
  });
});

it('R43 C73 no event is lost and none comes twice, while both sockets are there and when they change', async () => {
  const world = new FakeWorld();
  world.maxSockets = 2;
  const client: LiveClient = createLiveClient({
    creator: 'someone',
    tokenUrl: '/token',
    endpoint: 'wss://api.example',
    share: 'page',
    environment: world.environment(),
  });
  const heard: string[] = [];
  client.on('chat', ({ text }) => heard.push(text));
  client.connect();
  await world.run(100);
  const sent: string[] = [];
  const talk = async (ms: number): Promise<void> => {
    for (const end = world.time + ms; world.time < end;) {
      const comment = `line ${sent.length}`;
      sent.push(comment);
      // Some decoders leave the id empty.
      const msgId = sent.length % 2 ? String(sent.length) : '';
      const data = { msgId, comment, user: { userId: '7', uniqueId: 'bert', nickname: 'Bert' } };
      for (const socket of open(world)) socket.frame(JSON.stringify({ event: 'chat', data }));
      await world.run(100);
    }
  };
  await talk(120_000);
  world.socket?.end(4006, 'duration');
  await world.run(100);
  for (let n = 0; n < 3; n++) await talk(120_000);
  expect(world.sockets.length).toBeGreaterThan(4);
  expect(heard).toEqual(sent);
  client.dispose();
});
