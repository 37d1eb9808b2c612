import { describe, expect, test } from 'vitest';
import { sharingKey } from './channel.js';
import { FakeOrigin, type FakePage } from './testing/fake-origin.js';
import { FakeClient, FakeService } from './testing/fake-service.js';

type Lacks = Parameters<FakeOrigin['page']>[0];

async function open(count: number, lacks?: Lacks) {
  let seed = 1;
  const origin = new FakeOrigin(() => (seed = (seed * 16807) % 2147483647) / 2147483647);
  const service = new FakeService();
  const clients = Array.from({ length: count }, () => new FakeClient(origin.page(lacks), service));
  for (const { connection } of clients) connection.connect();
  await origin.advance(500);
  return { origin, service, clients };
}

const leaders = (clients: readonly FakeClient[]) =>
  clients.filter(({ connection, page }) => connection.isLeader && !page.isFrozen && !page.isGone);

function onlyLeader(clients: readonly FakeClient[]): FakeClient {
  const [leader, ...others] = leaders(clients);
  if (!leader) throw new Error('nobody leads');
  expect(others).toHaveLength(0);
  return leader;
}

const settings: readonly (readonly [name: string, lacks: Lacks])[] = [
  ['with Web Locks', {}],
  ['with a lease in storage', { locks: false }],
];

describe.each(settings)('%s', (_name, lacks) => {
  test('C69 C42 C76 six pages: one socket, one leader, every event once on each', async () => {
    const { origin, service, clients } = await open(6, lacks);
    const sent = [];
    for (let i = 0; i < 20; i++) {
      sent.push(service.send());
      await origin.advance(100);
    }
    expect(service.dials).toBe(1);
    expect(service.sockets.size).toBe(1);
    onlyLeader(clients);
    for (const { frames, live, connection } of clients) {
      expect(frames).toEqual(sent);
      expect(live).toEqual(sent);
      expect(connection.state.state).toBe('live');
    }
    expect(clients.filter(({ connection }) => connection.state.via === 'own')).toHaveLength(1);
  });

  test('C70 R48 pages that open at once, twenty times over, have one leader within 3 s', async () => {
    for (let round = 0; round < 20; round++) {
      const { origin, service, clients } = await open(6, lacks);
      await origin.advance(2500);
      onlyLeader(clients);
      expect(service.sockets.size).toBe(1);
    }
  });

  test.each([
    ['closed', (page: FakePage) => page.close(), 200],
    ['crashed', (page: FakePage) => page.crash(), 6200],
    ['in the back/forward cache (R51)', (page: FakePage) => page.fire('pagehide'), 200],
    ['frozen with an event', (page: FakePage) => page.fire('freeze'), 200],
  ])('C70 the leader is %s: another takes over with its token, and says what was missed', async (_how, end, within) => {
    const { origin, service, clients } = await open(6, lacks);
    const before = service.send();
    await origin.advance(1000);
    const leader = onlyLeader(clients);
    const startedAt = origin.time;
    end(leader.page);
    if (leader.page.isGone) for (const socket of service.sockets) service.sockets.delete(socket);
    await origin.advance(within);
    const others = clients.filter((client) => client !== leader);
    const next = onlyLeader(others);
    const after = service.send();
    await origin.advance(10);
    expect(service.dials).toBe(2);
    expect(service.tokenFetches).toBe(1);
    expect(next.own?.state.state).toBe('live');
    // The token has aged with the time since it was fetched.
    expect(3_600_000 - (next.own?.token?.remaining ?? 0)).toBeGreaterThanOrEqual(1000);
    expect(3_600_000 - (next.own?.token?.remaining ?? 0)).toBeLessThan(10_000);
    for (const { live, gaps, states } of others) {
      expect(live).toEqual([before, after]);
      expect(gaps).toEqual([expect.objectContaining({ reason: 'takeover' })]);
      expect(gaps[0]?.from).toBeLessThanOrEqual(startedAt);
      expect(gaps[0]?.to).toBeGreaterThanOrEqual(startedAt);
      expect(states.at(-1)?.state).toBe('live');
    }
  });

  test.each([
    ['hangs', false],
    ['is frozen, and still hears the channel', true],
  ])(
    'R49 C70 the leader %s: takeover within 10 s; thawed, it stands down and has what came meanwhile',
    async (_how, hears) => {
      const { origin, service, clients } = await open(6, lacks);
      const leader = onlyLeader(clients);
      const first = service.send();
      await origin.advance(10);
      leader.page.freeze(hears);
      await origin.advance(10_000);
      const others = clients.filter((client) => client !== leader);
      const next = onlyLeader(others);
      const second = service.send();
      await origin.advance(20_000);
      for (const { frames } of others) expect(frames).toEqual([first, second]);
      leader.page.thaw();
      await origin.advance(100);
      expect(onlyLeader(clients)).toBe(next);
      expect(service.sockets.size).toBe(1);
      const third = service.send();
      await origin.advance(10);
      for (const { frames } of others) expect(frames).toEqual([first, second, third]);
      // Its own socket kept the second one for it too; the client drops re-delivered events.
      expect([...new Set(leader.frames)]).toEqual([first, second, third]);
      expect(leader.connection.state.via).toBe('shared');
    },
  );

  test('R51 a page that comes back from the back/forward cache catches up on what it missed, as history', async () => {
    const { origin, service, clients } = await open(3, lacks);
    const sent = [service.send()];
    await origin.advance(10);
    const follower = clients.find(({ connection }) => !connection.isLeader);
    follower?.page.fire('pagehide');
    for (let i = 0; i < 5; i++) {
      await origin.advance(2000);
      sent.push(service.send());
    }
    await origin.advance(100);
    follower?.page.fire('pageshow');
    await origin.advance(500);
    expect(follower?.frames).toEqual(sent);
    // What is older than five seconds is no news.
    expect(follower?.live).toEqual([sent[0], ...sent.slice(3)]);
    expect(follower?.gaps).toEqual([]);
  });

  test('C69 a page that joins late has the totals of the others, and nothing of it is news', async () => {
    const { origin, service, clients } = await open(2, lacks);
    for (let i = 0; i < 777; i++) service.send();
    await origin.advance(100);
    const late = new FakeClient(origin.page(lacks), service);
    late.connection.connect();
    await origin.advance(100);
    expect(late.total).toBe(777);
    expect(late.frames.length).toBeGreaterThan(150);
    expect(late.frames.length).toBeLessThanOrEqual(200);
    expect(late.frames.at(-1)).toBe('frame 777');
    expect(late.live).toEqual([]);
    expect(late.connection.state).toMatchObject({ state: 'live', via: 'shared' });
    // It may lead next: then the page that joins after it is as well off.
    for (const { page } of clients) page.close();
    await origin.advance(6500);
    expect(late.connection.isLeader).toBe(true);
    service.send();
    const later = new FakeClient(origin.page(lacks), service);
    later.connection.connect();
    await origin.advance(100);
    expect(later.total).toBe(778);
  });

  test('disposed or disconnected, nothing remains: no socket, timer, listener, lock or channel', async () => {
    const { origin, service, clients } = await open(4, lacks);
    for (const [i, { connection }] of clients.entries()) {
      if (i % 2) connection.dispose();
      else connection.disconnect();
    }
    await origin.advance(100);
    expect(service.sockets.size).toBe(0);
    expect(origin.channels.size).toBe(0);
    expect([...origin.locks.values()].flat()).toEqual([]);
    for (const { page, leads } of clients) {
      expect(origin.tasksOf(page)).toBe(0);
      expect(page.listeners.size).toBe(0);
      expect(leads.at(-1) ?? false).toBe(false);
    }
    for (const [i, { connection }] of clients.entries()) if (i % 2) connection.connect();
    expect(origin.channels.size).toBe(0);
    expect(clients[0]?.connection.state).toMatchObject({ state: 'closed', reason: 'closed' });
  });
});

test('C71 R47 R52 without a channel, or without locks and storage, each page has its own socket and says so', async () => {
  for (const lacks of [{ channels: false }, { locks: false, storage: false }] as const) {
    const { origin, service, clients } = await open(3, lacks);
    service.send();
    await origin.advance(100);
    expect(service.sockets.size).toBe(3);
    for (const { connection, frames } of clients) {
      expect(frames).toHaveLength(1);
      expect(connection.isLeader).toBe(true);
      expect(connection.state.via).toBe('own');
      connection.dispose();
    }
    expect(service.sockets.size).toBe(0);
    expect(origin.channels.size).toBe(0);
  }
});

test('C71 locks that are refused (opaque origin) and storage that throws end in an own socket', async () => {
  const origin = new FakeOrigin();
  const service = new FakeService();
  const page = origin.page();
  const fail = (): never => {
    throw new Error('SecurityError');
  };
  Object.assign(page.environment, {
    locks: { request: () => Promise.reject(new Error('SecurityError')) },
    storage: { getItem: fail, setItem: fail },
  });
  const { connection } = new FakeClient(page, service);
  connection.connect();
  await origin.advance(100);
  expect(connection.state).toMatchObject({ state: 'live', via: 'own' });
  connection.dispose();
  expect(origin.tasksOf(page)).toBe(0);
});

test('pages whose channel does not reach each other end with a socket each instead of robbing each other for ever', async () => {
  const origin = new FakeOrigin();
  const service = new FakeService();
  const clients = [0, 1].map((i) => {
    const page = origin.page();
    const { openChannel } = page.environment;
    Object.assign(page.environment, { openChannel: (name: string) => openChannel?.(`${name} ${i}`) });
    return new FakeClient(page, service);
  });
  for (const { connection } of clients) connection.connect();
  await origin.advance(60_000);
  expect(service.dials).toBeLessThanOrEqual(4);
  const dials = service.dials;
  await origin.advance(600_000);
  expect(service.dials).toBe(dials);
  for (const { connection } of clients) expect(connection.state).toMatchObject({ state: 'live', via: 'own' });
});

test.each([10, 100])('C70 R48 a lease that shows %i ms late what other pages write: one page dials', async (lag) => {
  for (let round = 1; round <= 20; round++) {
    let seed = round;
    const origin = new FakeOrigin(() => (seed = (seed * 16807) % 2147483647) / 2147483647);
    origin.storageLag = lag;
    const service = new FakeService();
    for (let i = 0; i < 6; i++) new FakeClient(origin.page({ locks: false }), service).connection.connect();
    await origin.advance(3000);
    expect(service.dials).toBe(1);
  }
});

test('R49 C70 followers that miss a hung leader at the same moment make one takeover and one gap of it', async () => {
  const { origin, service, clients } = await open(4);
  const hung = onlyLeader(clients);
  const others = clients.filter((client) => client !== hung);
  origin.messageLag = 150;
  hung.page.freeze();
  await origin.advance(15_000);
  onlyLeader(others);
  expect(service.dials).toBe(2);
  for (const { gaps } of others) expect(gaps).toEqual([expect.objectContaining({ reason: 'takeover' })]);
});

test('R49 a page that was robbed once steals from the next leader that hangs, and shares on', async () => {
  const { origin, service, clients } = await open(2);
  const robbed = onlyLeader(clients);
  const hang = async (page: FakePage): Promise<void> => {
    page.freeze();
    await origin.advance(12_000);
    page.thaw();
    await origin.advance(1000);
  };
  await hang(robbed.page);
  const next = onlyLeader(clients);
  expect(next).not.toBe(robbed);
  await hang(next.page);
  expect(onlyLeader(clients)).toBe(robbed);
  expect(service.sockets.size).toBe(1);
});

test('R48 junk on the channel changes nothing and throws nothing', async () => {
  const { origin, service, clients } = await open(3);
  const leader = onlyLeader(clients);
  const name = [...origin.channels][0]?.name ?? '';
  const junk = origin.page().environment.openChannel?.(name);
  const header = { from: 'x', epoch: 1, seq: 1 };
  const live = { ...header, epoch: Number.NaN };
  const bad: unknown[] = [null, 1, 'text', [], {}, { kind: 'frame' }, { ...header, kind: 'frame', text: 'forged' }];
  bad.push({ ...live, kind: 'beat' }, { ...header, kind: 'state', status: {} }, { ...header, kind: 'nonsense' });
  bad.push({ ...header, epoch: 2e12, kind: '__proto__' }, { ...header, epoch: 2e12, kind: 'constructor' });
  bad.push({ ...header, epoch: Infinity, kind: 'beat' }, { ...header, kind: 'history', to: 'page-1-1', frames: [1] });
  bad.push({ ...header, from: '', kind: 'hello' }, { ...header, kind: 'gap', gap: { from: 'a' } });
  for (const message of bad) junk?.postMessage(message);
  await origin.advance(100);
  const sent = service.send();
  await origin.advance(100);
  expect(onlyLeader(clients)).toBe(leader);
  for (const { frames, gaps } of clients) {
    expect(frames).toEqual([sent]);
    expect(gaps).toEqual([]);
  }
});

test('R48 forged messages of a later leader cost one election at most', async () => {
  const { origin, service, clients } = await open(3);
  const forger = origin.page().environment.openChannel?.([...origin.channels][0]?.name ?? '');
  forger?.postMessage({ kind: 'beat', from: 'x', epoch: 2e12, seq: 9 });
  await origin.advance(12_000);
  onlyLeader(clients);
  const sent = service.send();
  await origin.advance(100);
  for (const { frames } of clients) expect(frames).toEqual([sent]);
  expect(service.sockets.size).toBe(1);
});

test('R49 frames of an older epoch are dropped', async () => {
  const { origin, service, clients } = await open(3);
  const old = onlyLeader(clients);
  old.page.freeze();
  await origin.advance(10_000);
  const next = onlyLeader(clients);
  const name = [...origin.channels][0]?.name ?? '';
  const late = origin.page().environment.openChannel?.(name);
  late?.postMessage({ kind: 'frame', from: 'page-1-1', epoch: 1, seq: 1, text: 'old' });
  await origin.advance(10);
  for (const { frames } of clients) expect(frames).toEqual([]);
  expect(onlyLeader(clients)).toBe(next);
  expect(service.sockets.size).toBe(2);
});

test('a wall clock that is set back leaves a new leader without followers for ten seconds at most', async () => {
  const { origin, service, clients } = await open(2);
  const leader = onlyLeader(clients);
  const follower = clients.find((client) => client !== leader);
  follower?.page.freeze();
  origin.skew = -3_600_000;
  const fresh = new FakeClient(origin.page(), service);
  // The fresh page takes the lock before the follower can.
  origin.dropLocks(follower?.page ?? leader.page);
  leader.page.close();
  service.sockets.clear();
  fresh.connection.connect();
  await origin.advance(100);
  expect(fresh.connection.isLeader).toBe(true);
  follower?.page.thaw();
  await origin.advance(12_000);
  const sent = service.send();
  await origin.advance(10);
  expect(follower?.frames.at(-1)).toBe(sent);
  expect(service.sockets.size).toBe(1);
});

test.each(['loading', 'interactive'])(
  'a page that is %s hears what was before it once its scripts have run',
  async (readyState) => {
    const { origin, service, clients } = await open(2);
    const sent = [service.send()];
    await origin.advance(10);
    const late = new FakeClient(origin.page(), service);
    late.page.document.readyState = readyState;
    late.connection.connect();
    await origin.advance(500);
    sent.push(service.send());
    await origin.advance(500);
    expect(late.frames).toEqual([]);
    late.page.document.readyState = 'interactive';
    late.page.fire('DOMContentLoaded');
    await origin.advance(10);
    expect([late.frames, late.live]).toEqual([sent, []]);
    sent.push(service.send());
    await origin.advance(10);
    for (const { frames } of [...clients, late]) expect(frames).toEqual(sent);
    expect(late.live).toEqual(sent.slice(2));
  },
);

test('a page that is never read to its end hears them all the same, and may lead', async () => {
  const { origin, service, clients } = await open(1);
  const sent = service.send();
  const late = new FakeClient(origin.page(), service);
  late.page.document.readyState = 'loading';
  late.connection.connect();
  await origin.advance(8000);
  expect(late.frames).toEqual([sent]);
  clients[0]?.page.close();
  await origin.advance(100);
  expect(late.connection.isLeader).toBe(true);
});

test('a page that was away for longer than is kept gets the room of the others, and is told the gap', async () => {
  const { origin, service, clients } = await open(2);
  service.send();
  await origin.advance(10);
  const follower = clients.find(({ connection }) => !connection.isLeader);
  const from = origin.time;
  follower?.page.fire('pagehide');
  for (let i = 0; i < 400; i++) {
    service.send();
    await origin.advance(100);
  }
  follower?.page.fire('pageshow');
  await origin.advance(500);
  expect(follower?.total).toBe(401);
  expect(follower?.frames.at(-1)).toBe('frame 401');
  const [gap] = follower?.gaps ?? [];
  expect(gap).toMatchObject({ from, reason: 'away' });
  // What is kept begins some twenty seconds ago.
  expect(gap?.to).toBeGreaterThan(from + 15_000);
  expect(gap?.to).toBeLessThan(from + 25_000);
});

test('reconnect joins where nothing was asked for yet', async () => {
  const { origin, service, clients } = await open(1);
  const late = new FakeClient(origin.page(), service);
  late.connection.reconnect();
  await origin.advance(100);
  expect(late.connection.state).toMatchObject({ state: 'live', via: 'shared' });
  expect(clients[0]?.own?.reconnects).toBe(0);
});

test('R47 a leader whose storage begins to throw goes on with a socket of its own', async () => {
  const { origin, service, clients } = await open(2, { locks: false });
  const leader = onlyLeader(clients);
  Object.assign(leader.page.environment.storage ?? {}, {
    setItem: () => {
      throw new Error('QuotaExceededError');
    },
  });
  await origin.advance(20_000);
  const sent = service.send();
  await origin.advance(10);
  for (const { connection, frames } of clients) {
    expect(connection.state.state).toBe('live');
    expect(frames).toEqual([sent]);
  }
  leader.connection.dispose();
  expect(origin.tasksOf(leader.page)).toBe(0);
});

test('a state that is the same is told once', async () => {
  const { clients } = await open(1);
  const [client] = clients;
  const told = client?.states.length;
  client?.own?.listener.onState({ ...client.connection.state });
  expect(client?.states).toHaveLength(told ?? 0);
  expect(client?.leads).toEqual([true]);
});

test('keys differ with each part, and show none of them', () => {
  const keys = [
    ['wss://a', 'bert', '/t'],
    ['wss://a', 'bert', '/u'],
    ['wss://a', 'trev', '/t'],
    ['wss://a', '/t', 'bert'],
  ].map((parts) => sharingKey(...parts));
  expect(new Set(keys).size).toBe(4);
  for (const key of keys) expect(key).toMatch(/^[0-9a-z]{4,9}$/);
  expect(sharingKey('wss://a', 'bert', '/t')).toBe(keys[0]);
});

test('a follower that asks for a reconnect has the leader do it', async () => {
  const { origin, clients } = await open(3);
  const leader = onlyLeader(clients);
  clients.find((client) => client !== leader)?.connection.reconnect();
  await origin.advance(10);
  expect(leader.own?.reconnects).toBe(1);
  leader.connection.reconnect();
  expect(leader.own?.reconnects).toBe(2);
});

test('gaps and states of the leader are everybody’s, with via', async () => {
  const { origin, clients } = await open(3);
  const leader = onlyLeader(clients);
  const gap = { from: 1, to: 2, reason: 'dropped' };
  leader.own?.listener.onGap(gap);
  const waiting = { ...leader.connection.state, state: 'waiting', retryAt: 5, closeCode: 4500, attempt: 3 } as const;
  leader.own?.listener.onState(waiting);
  await origin.advance(10);
  for (const client of clients) {
    expect(client.gaps).toEqual([gap]);
    expect(client.connection.state).toEqual({ ...waiting, via: client === leader ? 'own' : 'shared' });
  }
});

test('test events reach every other page; what cannot be cloned hurts nobody', async () => {
  const { origin, clients } = await open(3);
  clients[1]?.connection.sendTest([{ kind: 'chat', text: 'hi' }]);
  clients[1]?.connection.sendTest([{ kind: 'chat', text: () => 1 }]);
  await origin.advance(10);
  expect(clients.map(({ tests }) => tests)).toEqual([
    [[{ kind: 'chat', text: 'hi' }]],
    [],
    [[{ kind: 'chat', text: 'hi' }]],
  ]);
});

test('two clients of one page share as two pages do; another key shares nothing', async () => {
  const origin = new FakeOrigin();
  const service = new FakeService();
  const page = origin.page();
  const clients = [
    new FakeClient(page, service),
    new FakeClient(page, service),
    new FakeClient(page, service, 'other'),
  ];
  for (const { connection } of clients) connection.connect();
  await origin.advance(500);
  expect(service.sockets.size).toBe(2);
  clients[0]?.connection.dispose();
  await origin.advance(500);
  expect(service.sockets.size).toBe(2);
  expect(clients[1]?.connection.isLeader).toBe(true);
});

test('frames that a follower never got are asked for again', async () => {
  const { origin, service, clients } = await open(2);
  const leader = onlyLeader(clients);
  const follower = clients.find((client) => client !== leader);
  service.send();
  await origin.advance(10);
  // The channel swallows one frame.
  const channel = [...origin.channels].find(({ page }) => page === follower?.page);
  const receive = channel?.onmessage ?? null;
  if (channel) channel.onmessage = null;
  service.send();
  await origin.advance(10);
  if (channel) channel.onmessage = receive;
  service.send();
  await origin.advance(10);
  expect(follower?.frames).toEqual(['frame 1', 'frame 2', 'frame 3']);
  // And if nothing follows it, the next heartbeat shows the hole.
  if (channel) channel.onmessage = null;
  service.send();
  await origin.advance(10);
  if (channel) channel.onmessage = receive;
  await origin.advance(2500);
  expect(follower?.frames.at(-1)).toBe('frame 4');
});

test('every method may be called from every listener', async () => {
  for (const method of ['connect', 'disconnect', 'reconnect', 'dispose'] as const) {
    const { origin, service, clients } = await open(2);
    for (const { connection, states, frames } of clients) {
      const once = { done: false };
      const call = (): number => {
        if (!once.done) {
          once.done = true;
          connection[method]();
        }
        return 0;
      };
      states.push = call;
      frames.push = call;
    }
    service.send();
    clients[0]?.own?.listener.onGap({ from: 0, to: 1, reason: 'x' });
    await origin.advance(60_000);
    expect(service.sockets.size).toBe(method === 'connect' || method === 'reconnect' ? 1 : 0);
    if (service.sockets.size === 0) for (const { page } of clients) expect(origin.tasksOf(page)).toBe(0);
  }
});

test('tokens go over the channel and nowhere else', async () => {
  const { origin, clients } = await open(3, { locks: false });
  await origin.advance(10_000);
  expect(JSON.stringify(origin.posted)).toContain('secret-token');
  expect(JSON.stringify([...origin.stored])).not.toContain('secret-token');
  for (const { states, gaps } of clients) expect(JSON.stringify([states, gaps])).not.toContain('secret-token');
});
