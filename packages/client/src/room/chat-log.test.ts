import { describe, expect, it } from 'vitest';
import { decodeFrames } from '../protocol/decode.js';
import type { WireEvent } from '../protocol/live-event.js';
import { asTest, frame, person, run, START, type Frame } from '../testing/room-events.js';
import { emptyMemory, reduceRoom } from './room.js';

const chat = (comment: string, rest: object = {}, after = 0): Frame =>
  frame('chat', { user: person('1'), comment, ...rest }, after);
const lines = (...frames: Frame[]): string[] =>
  run(frames).room.chat.map(({ event }) => (event.kind === 'chat' ? event.text : 'emote'));

describe('chat log', () => {
  it('keeps arrival order, keys and the first line of each person', () => {
    const { room } = run([chat('a'), chat('b', { user: person('2') }), chat('c', {}, 5)]);
    expect(room.chat.map((entry) => [entry.first, entry.receivedAt])).toEqual([
      [true, START],
      [true, START],
      [false, START + 5],
    ]);
    expect(new Set(room.chat.map((entry) => entry.key)).size).toBe(3);
  });

  it('C122 keeps the last 500 lines', () => {
    const many = lines(...Array.from({ length: 700 }, (_, i) => chat(String(i))));
    expect([many.length, many[0], many[499]]).toEqual([500, '200', '699']);
  });

  it('C54 removes a deleted message at once', () => {
    expect(lines(chat('a', { messageUuid: 'm1' }), chat('b'), frame('imDelete', { deletedMsgId: 'm1' }))).toEqual([
      'b',
    ]);
  });

  it('C55 matches message id, uuid and person, as number or text', () => {
    const del = (deletedMsgId: unknown) => frame('imDelete', { deletedMsgId });
    expect(lines(chat('a', { msgId: '12' }), del(12))).toEqual([]);
    expect(lines(chat('a', { msgId: 12 }), del('12'))).toEqual([]);
    expect(lines(chat('a'), chat('b', { user: person('2') }), chat('c'), del('1'))).toEqual(['b']);
    expect(lines(chat('a', { user: { uniqueId: 'kit' } }), del('kit'))).toEqual([]);
    expect(lines(chat('a'), del(''), del('0'), del('99'))).toEqual(['a']);
  });

  it('C55 drops a message whose deletion came first', () => {
    const { room, events } = run([
      frame('imDelete', { deletedMsgId: 'm1' }),
      chat('a', { messageUuid: 'm1' }),
      chat('b', { msgId: 'm1' }),
    ]);
    expect(room.chat).toEqual([]);
    expect(events.map((e) => e.kind)).toEqual(['delete']);
  });

  it('C55 drops late lines of a deleted person, not later ones', () => {
    const del = frame('imDelete', { deletedMsgId: '1', timestamp: START });
    const said = (comment: string, at: number, after: number) => chat(comment, { timestamp: START + at }, after);
    expect(lines(del, said('late', -500, 1000), said('later', 500, 1), said('far', -500, 5000))).toEqual([
      'later',
      'far',
    ]);
    expect(lines(del, chat('other', { user: person('2'), timestamp: START - 500 }, 100))).toEqual(['other']);
  });

  it('C55 drops an emote whose deletion came first', () => {
    const emote = frame('emote', { msgId: '5', user: person('1'), emoteId: '9' });
    expect(lines(frame('imDelete', { deletedMsgId: '5' }), emote)).toEqual([]);
    expect(lines(emote)).toEqual(['emote']);
  });

  it('C55 a deletion that names nothing, or nobody here, takes nothing away', () => {
    const before = run([chat('a', { user: { nickname: 'X' } }), frame('roomPin', { action: 1, comment: 'p' })]).memory;
    const del: WireEvent = { kind: 'delete', id: '', time: START, targetId: '' };
    const { memory } = reduceRoom(before, del, START);
    expect(memory.room).toBe(before.room);
    expect(run([frame('roomPin', { action: 1, comment: 'q' })], memory).room.pin).toMatchObject({ text: 'q' });
    expect(run([frame('imDelete', { deletedMsgId: '99' })], before).room).toBe(before.room);
  });

  it('tells the first line also by nickname, of nobody without a name, and of no test', () => {
    const said = (user: object) => chat('a', { user });
    const first = (...frames: Frame[]) => run(frames).room.chat.map((entry) => entry.first);
    expect(first(said({ nickname: 'X' }), said({ nickname: 'Y' }), said({ nickname: 'X' }))).toEqual([
      ...[true, true, false],
    ]);
    expect(first(said({}), said({}))).toEqual([false, false]);
    const [event] = decodeFrames(JSON.stringify(chat('a')), START).events;
    const { memory } = reduceRoom(emptyMemory, asTest(event as WireEvent), START);
    expect(run([chat('b')], memory).room.chat.map((entry) => entry.first)).toEqual([false, true]);
  });

  it('C54 takes the pin of a deleted message away, whichever of its ids the deletion names', () => {
    const line = chat('a', { msgId: '5', messageUuid: 'm5' });
    const other = chat('b', { msgId: '6', messageUuid: 'm6' });
    const pin = (originalMsgId: string) => frame('roomPin', { action: 1, comment: 'a', originalMsgId });
    const del = (deletedMsgId: string) => frame('imDelete', { deletedMsgId });
    for (const [pinned, deleted] of [
      ['5', 'm5'],
      ['m5', '5'],
    ] as const) {
      expect(run([line, other, pin(pinned), del(deleted)]).room.pin).toBeNull();
      expect(run([line, other, del(deleted), pin(pinned)]).room.pin).toBeNull();
    }
    expect(run([line, other, pin('5'), del('m6')]).room.pin).toMatchObject({ messageId: '5' });
    // Lines without an id are many, and none of them is meant.
    expect(lines(chat('c', { messageUuid: 'm7' }), del('m7'), chat('d'))).toEqual(['d']);
  });

  it('unpins with the pinned message', () => {
    const pin = frame('roomPin', { action: 1, user: person('1'), comment: 'a', originalMsgId: '5', msgId: '77' });
    expect(run([pin]).room.pin).toMatchObject({ text: 'a' });
    for (const off of [
      frame('imDelete', { deletedMsgId: '5' }),
      frame('imDelete', { deletedMsgId: '1' }),
      frame('imDelete', { deletedMsgId: '77' }),
      frame('roomPin', { action: 2 }),
      frame('roomPin', { action: 2, originalMsgId: '5' }),
    ])
      expect(run([pin, off]).room.pin).toBeNull();
    expect(run([pin, frame('roomPin', { action: 2, originalMsgId: '4' })]).room.pin).toMatchObject({ text: 'a' });
    expect(run([frame('imDelete', { deletedMsgId: '5' }), pin]).room.pin).toBeNull();
  });
});
