import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChatEvent, GiftFrame, User, WireEvent } from '../protocol/live-event.js';
import { emptyMemory, reduceRoom, type RoomMemory } from '../room/room.js';
import { FakeOrigin } from '../sharing/testing/fake-origin.js';
import { restore, snapshot } from './room-snapshot.js';
import { createRoomStore } from './room-store.js';

const start = 1_700_000_000_000;
const user = (id: string, avatarUrl = `https://p16.example/${id}.webp`): User => ({
  ...{ id, handle: `h${id}`, nickname: `N ${id}`, roles: ['follower'], avatarUrl },
});
const chat = (id: string, more: Partial<ChatEvent> = {}): ChatEvent => ({
  ...{ kind: 'chat', id, time: start, user: user(id), text: `text ${id}`, emotes: [], ...more },
});
const gift = (id: string, count: number, more: Partial<GiftFrame> = {}): GiftFrame => ({
  ...{ kind: 'gift', id, time: start, user: user('7'), gift: { id: '5655', name: 'Rose', diamonds: 1 }, count },
  ...{ ended: false, streakable: true, ...more },
});
const room = (roomId: string): WireEvent => ({ kind: 'room', id: '', time: start, roomId, title: 'Title' });
const play = (events: readonly WireEvent[], memory: RoomMemory = emptyMemory, now = start): RoomMemory =>
  events.reduce((before, event) => reduceRoom(before, event, now).memory, memory);

/** As a page finds it that opens later. */
const restored = (saved: unknown, now = start): RoomMemory | undefined =>
  restore(JSON.parse(JSON.stringify(saved)), now);

const thrown = (): never => {
  throw new Error('QuotaExceededError');
};

function keep(creator = 'anna', origin = new FakeOrigin()) {
  const page = origin.page();
  return { origin, page, store: createRoomStore(creator, page.environment) };
}

/** The value once for each of its parts, with something else in the part's place. */
function parts(value: object, instead: unknown): { readonly path: string; readonly whole: object }[] {
  const copy = (key: string, part: unknown): object =>
    Object.assign(Array.isArray(value) ? [...(value as unknown[])] : { ...value }, { [key]: part });
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) => [
    { path: `/${key}`, whole: copy(key, instead) },
    ...(typeof part === 'object' && part !== null ? parts(part, instead) : []).map(({ path, whole }) => ({
      path: `/${key}${path}`,
      whole: copy(key, whole),
    })),
  ]);
}

const evening: readonly WireEvent[] = [
  room('100'),
  chat('1'),
  chat('2', { test: true }),
  gift('g1', 700, { ended: true }),
  gift('g2', 42, { user: user('8') }),
  gift('g3', 1000, { test: true }),
  { kind: 'like', id: 'l', time: start, count: 15, total: 900 },
  { kind: 'follow', id: 'f', time: start, user: user('9') },
];

describe('C84 a page that ends and opens again', () => {
  test('shows totals, board and rows again, as history', async () => {
    const { origin, page, store } = keep();
    const before = play(evening);
    store.save(before);
    page.close();
    await origin.advance(60_000);
    const memory = createRoomStore('anna', origin.page().environment).load();
    const { room: shown } = memory ?? emptyMemory;
    expect(shown).toMatchObject({ roomId: '100', title: 'Title', likes: 900, follows: 1 });
    expect(shown.gifts).toEqual({ count: 742, diamonds: 742 });
    expect(shown.gifters).toEqual(before.room.gifters);
    expect(shown.chat.map(({ event, key }) => [key, event.id, event.history])).toEqual([['c0', '1', true]]);
    expect(shown.streaks.map(({ count, history }) => [count, history])).toEqual([
      [700, true],
      [42, true],
    ]);
  });

  test('credits a streak that is still running from where it was', () => {
    const memory = restore(JSON.parse(JSON.stringify(snapshot(play(evening), start))), start + 3000);
    const after = play([gift('g4', 45, { user: user('8') })], memory, start + 3000);
    expect(after.room.gifts.diamonds).toBe(745);
    // What a page catches up on is history still; what comes after that is not.
    const more = (count: number, history?: true) => gift(`g${count}`, count, { user: user('8'), history });
    expect(play([more(46, true)], memory, start + 3000).room.streaks.at(-1)).toMatchObject({
      count: 46,
      history: true,
    });
    expect(after.room.streaks.at(-1)?.history).toBeUndefined();
  });

  test('still knows that the group ids of this room are no streaks', () => {
    const group = (id: string, who: string, groupId: string) => gift(id, 2, { user: user(who), groupId, ended: true });
    const before = play([group('a', '1', 'A'), group('b', '2', 'A'), group('c', '3', 'B')]);
    const after = play([group('d', '5', 'C'), group('e', '7', 'A')], restored(snapshot(before, start)), start + 1000);
    expect(play([group('f', '7', 'A')], after, start + 8000).room.gifts.diamonds).toBe(12);
  });

  test('does not greet the same follower or speaker again', () => {
    const memory = restore(JSON.parse(JSON.stringify(snapshot(play(evening), start))), start + 3000);
    const follow: WireEvent = { kind: 'follow', id: 'f2', time: start + 60_000, user: user('9') };
    const after = play([follow, chat('1b', { user: user('1') })], memory, start + 60_000);
    expect(after.room.follows).toBe(1);
    expect(after.room.chat.at(-1)?.first).toBe(false);
  });

  test('starts afresh in another room, and keys stay unique', () => {
    const memory = restore(snapshot(play(evening), start), start);
    const after = play([room('200'), chat('3')], memory);
    expect(after.room).toMatchObject({ roomId: '200', likes: 0, gifts: { count: 0, diamonds: 0 }, gifters: [] });
    expect(after.room.chat).toHaveLength(1);
    expect(after.serial).toBeGreaterThan(memory?.serial ?? Infinity);
  });

  test('knows who hosts, shown once there is a name', () => {
    const told = (host: Partial<User>): WireEvent => ({
      ...{ kind: 'room', id: '', time: start, roomId: '1', host: { ...user('5', undefined), ...host } },
    });
    const memory = restored(snapshot(play([told({ handle: '' })]), start));
    expect(memory?.room.host?.nickname).toBe('N 5');
    expect(play([chat('1', { user: user('5') })], memory).room.chat[0]?.event.user.roles).toContain('host');
    const nameless = restored(snapshot(play([told({ handle: '', nickname: '' })]), start));
    expect(nameless?.room.host).toBeNull();
    expect(play([chat('1', { user: user('5') })], nameless).room.chat[0]?.event.user.roles).toContain('host');
  });

  test('shows no rows of more than half an hour ago', () => {
    const saved = snapshot(play(evening), start);
    expect(restored(saved, start + 1_799_000)?.room).toMatchObject({ chat: [{}], streaks: [{}, {}] });
    expect(restored(saved, start + 1_801_000)?.room).toMatchObject({ chat: [], streaks: [], gifts: { count: 742 } });
  });

  test('remembers the newest 200 speakers, and the pictures of the first 20 gifters', () => {
    let memory = play([room('1')]);
    for (let i = 0; i < 300; i++)
      memory = play([chat(`c${i}`, { user: user(`${i}`) }), gift(`g${i}`, 1, { user: user(`${i}`) })], memory);
    const after = restored(snapshot(memory, start));
    const speaksFirst = (id: string) => play([chat('x', { user: user(id) })], after).room.chat.at(-1)?.first;
    expect([speaksFirst('99'), speaksFirst('100'), speaksFirst('299')]).toEqual([true, false, false]);
    expect(after?.room.gifters.map(({ user }) => !!user.avatarUrl).lastIndexOf(true)).toBe(19);
  });

  test('a room without an id is the same one only for ten minutes, one with an id for a day', () => {
    const saved = snapshot(play(evening.slice(1)), start);
    expect(restore(saved, start + 599_000)?.room.likes).toBe(900);
    expect(restore(saved, start + 601_000)).toBeUndefined();
    const named = snapshot(play(evening), start);
    expect(restore(named, start + 23 * 3_600_000)).toBeDefined();
    expect(restore(named, start + 25 * 3_600_000)).toBeUndefined();
    expect(restore(named, start - 1)).toBeUndefined();
  });
});

describe('C85 storage', () => {
  test('has one key per creator, beside whatever else is there', async () => {
    const { origin, store } = keep('anna');
    origin.stored.set('room', 'another app');
    store.save(play(evening));
    createRoomStore('bert', origin.page().environment).save(play([room('5')]));
    await origin.advance(5001);
    expect([...origin.stored.keys()].sort()).toEqual(['room', 'tiktool:1:room:anna', 'tiktool:1:room:bert']);
    expect(origin.stored.get('room')).toBe('another app');
  });

  test.each(['', '{', 'null', '[]', '{"version":1}', '{"version":2}', '"text"', '1e999', '{"room":{}}'])(
    'damaged: %j is as good as nothing, and is written over',
    async (text) => {
      const { origin, store } = keep();
      origin.stored.set('tiktool:1:room:anna', text);
      origin.stored.set('tiktool:1:room:bert', 'untouched');
      expect(store.load()).toBeUndefined();
      store.save(play(evening));
      await origin.advance(5001);
      expect(store.load()?.room.likes).toBe(900);
      expect(origin.stored.get('tiktool:1:room:bert')).toBe('untouched');
    },
  );

  test('each part that is missing or of another type makes it unusable', () => {
    const emote = { id: 'e', imageUrl: 'https://p16.example/e.webp' };
    const rich = play([
      ...evening,
      { ...room('100'), host: { ...user('5'), level: 3 } } as WireEvent,
      chat('3', { uuid: 'u3', emotes: [{ ...emote, index: 0 }], replyTo: user('1') }),
      { kind: 'emote', id: '4', time: start, user: user('6'), emote: { ...emote, name: 'Wave' } },
      { kind: 'delete', id: '', time: start, targetId: 'gone' },
    ]);
    const saved = snapshot(rich, start);
    expect(restored(saved)?.room.chat).toHaveLength(3);
    const damaged = parts(JSON.parse(JSON.stringify(saved)) as object, null).filter(
      ({ path, whole }) => path !== '/room/host' && restored(whole) !== undefined,
    );
    expect(damaged.map(({ path }) => path)).toEqual([]);
    expect(restored({ ...saved, version: 2 })).toBeUndefined();
    const lines = rich.room.chat.slice(-2).map(({ event }) => event);
    for (const event of [
      { ...lines[0], emotes: undefined },
      { ...lines[0], text: undefined },
      { ...lines[1], emote: undefined },
      { ...lines[1], kind: 'gift' },
      { ...lines[0], kind: 'emote' },
    ])
      expect(restored({ ...saved, room: { ...saved.room, chat: [{ ...saved.room.chat[0], event }] } })).toBeUndefined();
  });

  test('any damage to a good text is survived by reducers too', () => {
    const good = JSON.stringify(snapshot(play(evening), start));
    fc.assert(
      fc.property(
        fc.nat(good.length),
        fc.nat(30),
        fc.constantFrom('', '0', 'null', '"x"', '{}', '[]'),
        (at, cut, put) => {
          let value: unknown;
          try {
            value = JSON.parse(good.slice(0, at) + put + good.slice(at + cut));
          } catch {
            return;
          }
          const memory = restore(value, start + 1000);
          if (memory) play([...evening, gift('g9', 50, { user: user('8') })], memory, start + 2000);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('full, forbidden or missing storage costs the memory and nothing else', async () => {
    for (const storage of [{ getItem: thrown, setItem: thrown }, undefined]) {
      const { origin, page } = keep();
      Object.assign(page.environment, { storage });
      const store = createRoomStore('anna', page.environment);
      expect(store.load()).toBeUndefined();
      store.save(play(evening));
      await origin.advance(6000);
      page.fire('pagehide');
      expect(origin.tasksOf(page)).toBe(0);
      expect(page.listeners.size).toBe(0);
    }
  });

  test('stays within 64 kB however long names, texts and addresses are', () => {
    const { origin, store } = keep();
    let memory = play([room('1')]);
    for (let i = 0; i < 600; i++) {
      const someone = user(String(i), `https://p16.example/${'x'.repeat(900)}`);
      memory = play(
        [chat(`c${i}`, { user: someone, text: '😀'.repeat(150) }), gift(`g${i}`, 2, { user: someone })],
        memory,
      );
    }
    store.save(memory);
    store.flush();
    expect(origin.stored.get('tiktool:1:room:anna')?.length).toBeLessThanOrEqual(65_536);
    expect(store.load()?.room.gifts.count).toBe(1200);
    expect(store.load()?.room.chat.length).toBeGreaterThan(5);
  });
});

test('writes at most every five seconds, and when the page goes', async () => {
  const { origin, page, store } = keep();
  let writes = 0;
  const { storage } = page.environment;
  Object.assign(page.environment, {
    storage: { ...storage, setItem: (key: string, text: string) => (writes++, storage?.setItem(key, text)) },
  });
  const counted = createRoomStore('anna', page.environment);
  for (let i = 0; i < 100; i++) {
    counted.save(play([chat(String(i))]));
    await origin.advance(100);
  }
  expect(writes).toBeGreaterThanOrEqual(1);
  expect(writes).toBeLessThanOrEqual(2);
  counted.save(play([chat('last')]));
  page.fire('pagehide');
  expect(store.load()?.room.chat.map(({ event }) => event.id)).toEqual(['last']);
  expect(origin.tasksOf(page)).toBe(0);
  expect(page.listeners.size).toBe(0);
});

test('writes over what a clock that was wrong has dated into the future', async () => {
  const { origin, store } = keep();
  origin.stored.set('tiktool:1:room:anna', JSON.stringify(snapshot(play([room('1')]), Date.now() * 2)));
  store.save(play(evening));
  await origin.advance(5001);
  expect(store.load()?.room.likes).toBe(900);
});

test('R49 a leader that hung does not write over what its successor wrote', async () => {
  const { origin, page, store } = keep();
  store.save(play([room('1'), gift('a', 5)]));
  page.freeze();
  await origin.advance(12_000);
  const successor = createRoomStore('anna', origin.page().environment);
  successor.save(play([room('1'), gift('a', 9)]));
  successor.flush();
  page.thaw();
  await origin.advance(10_000);
  expect(store.load()?.room.gifts.count).toBe(9);
});
