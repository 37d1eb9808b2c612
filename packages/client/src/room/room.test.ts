import { describe, expect, it } from 'vitest';
import { decodeFrames } from '../protocol/decode.js';
import type { WireEvent } from '../protocol/live-event.js';
import { asTest, frame, gift, person, run, START, type Frame } from '../testing/room-events.js';
import { emptyMemory, emptyRoom, reduceRoom } from './room.js';

const chat = (comment: string, rest: object = {}, after = 0): Frame =>
  frame('chat', { user: person('1'), comment, ...rest }, after);
const info = (roomId: string, rest: object = {}): Frame => frame('roomInfo', { roomId, ...rest });

describe('room', () => {
  it('starts afresh with another room id, and runs on with the same', () => {
    const before = run([info('7', { roomInfo: { title: 'T' } }), chat('a'), gift(3, true)]);
    expect(run([info('7')], before.memory).room).toMatchObject({ roomId: '7', title: 'T', gifts: { count: 3 } });
    expect(run([frame('liveIntro', { roomId: '8', title: 'U' })], before.memory).room).toMatchObject({
      roomId: '7',
      title: 'U',
      gifts: { count: 3 },
    });
    const after = run([info('8'), chat('b')], before.memory).room;
    expect(after).toMatchObject({ ...emptyRoom, roomId: '8', stream: 'live', chat: [{ first: true }] });
    expect(after.chat[0]?.key).not.toBe(before.room.chat[0]?.key);
    expect(run([gift(3, true), info('7')]).room.gifts.count).toBe(3);
  });

  it('follows the stream', () => {
    const stream = (...frames: Frame[]) => run(frames).room.stream;
    const control = (action: number) => frame('control', { action });
    expect(stream(info('7'), frame('roomUserSeq', { viewerCount: 5 }))).toBe('unknown');
    expect(stream(chat('a'))).toBe('live');
    expect(stream(chat('a'), control(1), chat('b'))).toBe('paused');
    expect(stream(control(1), control(2))).toBe('live');
    expect(stream(chat('a'), control(3))).toBe('ended');
    expect(stream(chat('a'), frame('streamEnd', {}), chat('b'))).toBe('live');
  });

  it('marks the host', () => {
    const { room } = run([
      info('7', { roomInfo: { owner: { uniqueId: 'U1', nickname: 'H' } } }),
      chat('a'),
      chat('b', { user: person('2') }),
    ]);
    expect(room.chat.map(({ event }) => event.user.roles)).toEqual([['host'], []]);
    expect(room.host).toMatchObject({ nickname: 'H' });
  });

  it('puts the host together from what each event knows', () => {
    const told = (owner: object) => info('7', { roomInfo: { owner } });
    const whole = { userId: '99', uniqueId: '1host', nickname: 'H', profilePictureUrl: 'https://x/h.webp' };
    const host = (...frames: Frame[]) => run(frames).room.host;
    const known = { id: '99', handle: '1host', nickname: 'H', avatarUrl: 'https://x/h.webp' };
    expect(host(told(whole), told({ uniqueId: '1host' }))).toMatchObject(known);
    expect(host(told(whole), told({ userId: '99' }))).toMatchObject(known);
    expect(host(told({ uniqueId: '1host' }), told(whole))).toMatchObject(known);
    expect(host(told(whole), told({ ...whole, nickname: 'New', uniqueId: 'new' }))).toMatchObject({
      ...{ ...known, handle: 'new', nickname: 'New' },
    });
    expect(host(told({ nickname: 'H' }))).toMatchObject({ nickname: 'H' });
    expect(host(told({ userId: '99' }))).toBeNull();
    const named = run([told({ uniqueId: '1host' }), chat('a', { user: whole })]);
    expect(named.room.chat[0]?.event.user.roles).toEqual(['host']);
  });

  it('learns the id of the host from a goal only where nothing else has told it', () => {
    const told = (owner: object) => info('7', { roomInfo: { owner } });
    const goal = (creatorUserId?: string) => frame('goalUpdate', { creatorUserId });
    const id = (...frames: Frame[]) => run(frames).memory.host?.id;
    expect(id(goal('99'))).toBe('99');
    expect(id(told({ uniqueId: 'host1' }), goal('99'))).toBe('99');
    expect(id(told({ uniqueId: 'host1' }), goal())).toBe('host1');
    expect(id(told({ userId: '99', uniqueId: 'host1' }), goal('88'))).toBe('99');
    expect(id(told({ userId: '99' }), told({ userId: '98' }))).toBe('98');
    expect(run([goal('99')]).room.host).toBeNull();
  });

  it('shows the newest caption with words, and a goal until the next one with figures', () => {
    const caption = (text: string) => frame('caption', { text });
    expect(run([caption('a'), caption('b'), caption('')]).room.caption).toMatchObject({ text: 'b' });
    const goal = (...progress: number[]) =>
      frame('goalUpdate', { metadataJson: JSON.stringify({ sub_goals: progress.map((n) => ({ progress: n })) }) });
    expect(run([goal()]).room.goal).toMatchObject({ goals: [] });
    expect(run([goal(), goal(5), goal()]).room.goal).toMatchObject({ goals: [{ progress: 5 }] });
    expect(run([goal(5), goal(6)]).room.goal).toMatchObject({ goals: [{ progress: 6 }] });
  });

  it('remembers no test event: neither a second one nor the real one is a duplicate', () => {
    const [wire] = decodeFrames(JSON.stringify(chat('a', { msgId: '1' })), START).events;
    let { memory } = reduceRoom(emptyMemory, asTest(wire as WireEvent), START);
    ({ memory } = reduceRoom(memory, asTest(wire as WireEvent), START));
    expect([memory.room.chat.length, memory.room.stream]).toEqual([2, 'unknown']);
    expect(run([chat('a', { msgId: '1' })], memory).room.chat).toHaveLength(3);
  });

  it('C122 remembers a bounded number of deletions and follows', () => {
    const { memory } = run(
      Array.from({ length: 60 }, (_, i) => [
        frame('imDelete', { deletedMsgId: `${i}` }),
        frame('follow', { user: person(`${i}`) }),
      ]).flat(),
    );
    expect([memory.chat.deletions.length, memory.duplicates.socials.length]).toEqual([50, 50]);
  });

  it('shows test events and counts none', () => {
    const frames = [
      chat('a'),
      frame('like', { totalLikes: 5 }),
      frame('follow', { user: person('1') }),
      info('9'),
      frame('streamEnd', {}),
      frame('member', { user: person('1') }),
    ];
    let memory = run([info('7')]).memory;
    for (const { event, data } of frames)
      for (const wire of decodeFrames(JSON.stringify({ event, data }), START).events) {
        const step = reduceRoom(memory, asTest(wire), START);
        expect(step.event).toMatchObject({ test: true });
        memory = step.memory;
      }
    expect({ ...memory.room, chat: memory.room.chat.length }).toEqual({ ...emptyRoom, roomId: '7', chat: 1 });
  });

  it('is replaced only if something changed, and is frozen', () => {
    const { memory } = run([info('7'), frame('roomUserSeq', { viewerCount: 5 }), frame('like', { totalLikes: 9 })]);
    const same = run(
      [info('7'), frame('roomUserSeq', { viewerCount: 5 }), frame('like', { totalLikes: 8 }), frame('poll', {})],
      memory,
    );
    expect(same.room).toBe(memory.room);
    expect(Object.isFrozen(memory.room) && Object.isFrozen(run([chat('a')]).room.chat)).toBe(true);
  });

  it('is a pure function, also from an older memory', () => {
    const start = run([info('7'), chat('a', { msgId: '1' })]).memory;
    const long = run(
      Array.from({ length: 5000 }, (_, i) => chat(String(i), { msgId: `x${i}` })),
      start,
    );
    expect(long.room.chat).toHaveLength(500);
    const b = run([chat('x7', { msgId: 'x7' }), chat('a', { msgId: '1' })], start);
    expect(b.room.chat.map(({ event }) => event.id)).toEqual(['1', 'x7']);
    expect(emptyMemory.duplicates.seen.places.size + emptyMemory.chat.speakers.places.size).toBe(0);
  });
});
