import { describe, expect, it } from 'vitest';
import { decodeFrames } from '../protocol/decode.js';
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
