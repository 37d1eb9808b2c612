import { describe, expect, it } from 'vitest';
import { frame, gift, person, run, START, type Frame } from '../testing/room-events.js';
import { markReconnect } from './room.js';

const chat = (comment: string, rest: object = {}, after = 0): Frame =>
  frame('chat', { user: person('1'), comment, ...rest }, after);
const lines = (...frames: Frame[]): string[] =>
  run(frames).room.chat.map(({ event }) => (event.kind === 'chat' ? event.text : 'emote'));

describe('duplicates', () => {
  it('C38 drops what is sent again after a reconnect, by id', () => {
    const event = (i: number) => chat(`c${i}`, { msgId: String(i) });
    const { memory, now } = run([1, 2, 3, 4, 5].map(event));
    const { events } = run([3, 4, 5, 6].map(event), markReconnect(memory, now), now);
    expect(events.map((e) => e.id)).toEqual(['6']);
  });

  it('C38 drops what is sent again after a reconnect, by stamp and content', () => {
    const event = (i: number) => chat('lol', { msgId: '', timestamp: START + i * 1000 }, 1000);
    const { memory, now } = run([1, 2, 3, 4, 5].map(event));
    const { events } = run([3, 4, 5, 6].map(event), markReconnect(memory, now + 40_000), now + 41_000);
    expect(events.map((e) => e.time - START)).toEqual([6000]);
  });

  it('C38 drops what is sent again after a reconnect, by content alone, for a short while', () => {
    const { memory, now } = run([chat('a'), chat('b', {}, 5000)]);
    const back = markReconnect(memory, now + 30_000);
    const again = run([chat('a'), chat('b'), chat('c'), chat('c')], back, now + 31_000);
    expect(again.events.map((e) => e.kind === 'chat' && e.text)).toEqual(['c', 'c']);
    expect(run([chat('a')], back, now + 50_000).events).toHaveLength(1);
  });

  it('C38 looks further back than the last seconds before the break', () => {
    const { memory, now } = run([chat('a'), chat('b', {}, 40_000)]);
    const back = markReconnect(memory, now + 5000);
    expect(run([chat('a'), chat('b')], back, now + 6000).events).toEqual([]);
  });

  it('C38 drops what a stuttering service sends twice, by stamp and content', () => {
    const twice = (after: number) => [
      chat('a', { timestamp: START }, 9000),
      chat('a', { timestamp: START }, after),
      chat('a', { timestamp: START }, after),
    ];
    expect(lines(...twice(10))).toHaveLength(1);
    expect(lines(...twice(2000))).toHaveLength(1);
  });

  it('after a reconnect takes other gifts, and news of the room that come again, for what they are', () => {
    const { memory, now } = run([gift(1, true), frame('streamEnd', {}), chat('a')]);
    const back = markReconnect(memory, now + 1000);
    expect(run([gift(2, true, { user: person('2') })], back, now + 2000).room.gifts.count).toBe(3);
    expect(run([frame('streamEnd', {})], back, now + 2000).room.stream).toBe('ended');
  });

  it('C41 drops the second telling of a share, not a second follow in one delivery', () => {
    const share = frame('social', { user: person('1'), action: 'share' }, 800);
    expect(run([frame('share', { user: person('1') }), share]).room.shares).toBe(1);
    const follow = (timestamp: number) => frame('follow', { user: person('1'), timestamp });
    expect(run([follow(START), follow(START + 8000)]).events).toHaveLength(2);
  });

  it('lets people say the same twice', () => {
    expect(lines(chat('lol'), chat('lol'), chat('lol', {}, 10))).toHaveLength(3);
    expect(lines(chat('lol', { timestamp: START }), chat('lol', { timestamp: START + 1 }))).toHaveLength(2);
    expect(lines(chat('lol', { msgId: '1' }), chat('lol', { msgId: '2' }))).toHaveLength(2);
    expect(lines(chat('lol', { timestamp: START }), chat('lol', { timestamp: START }, 60_000))).toHaveLength(2);
  });

  it('does not drop frames of a streak that share a message id', () => {
    const one = { msgId: '5' };
    const { room, events } = run([gift(1, false, one), gift(2, false, one), gift(3, false, one), gift(3, true, one)]);
    expect(room.gifts.count).toBe(3);
    expect(events.at(-1)).toMatchObject({ phase: 'end' });
  });
});
