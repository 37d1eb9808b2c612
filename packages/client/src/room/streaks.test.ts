import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frame, gift, person, run, START, type Frame } from '../testing/room-events.js';
import { markReconnect, reduceRoom } from './room.js';

const diamonds = (...frames: Frame[]): number => run(frames).room.gifts.diamonds;
const trail = (...frames: Frame[]): string =>
  run(frames)
    .events.flatMap((e) => (e.kind === 'gift' ? `${e.phase}+${e.added}=${e.count}` : []))
    .join(' ');

describe('gift streaks', () => {
  it('C22 counts a combo 1, 2, 3, 3 end as 3', () => {
    const frames = [1, 2, 3].map((n) => gift(n, false, { groupId: '17', transactionId: `a${n}` }));
    const end = gift(3, true, { groupId: '17', transactionId: 'a3' });
    const { room } = run([...frames, end]);
    expect(room.gifts).toEqual({ count: 3, diamonds: 3 });
    expect(room.gifters).toMatchObject([{ user: { id: '1' }, count: 3, diamonds: 3 }]);
    expect(room.streaks).toMatchObject([{ count: 3, user: { nickname: 'N1' } }]);
    expect(trail(...frames, end)).toBe('start+1=1 update+1=2 update+1=3 end+0=3');
  });

  it('C23 counts a single streak gift once', () => {
    expect(trail(gift(1, false), gift(1, true, {}, 3500))).toBe('start+1=1 end+0=1');
  });

  it('C25 takes the largest count of skipped and disordered frames', () => {
    expect(diamonds(gift(1, false), gift(5, false), gift(4, false), gift(9, true))).toBe(9);
  });

  it('C26 counts a gift that cannot repeat once where both an open and an end frame tell of it', () => {
    const lion = { giftId: 9, giftType: 2, diamondCount: 100, transactionId: 'a' };
    const { room } = run([
      gift(1, false, lion),
      gift(1, true, lion, 300),
      gift(1, true, { ...lion, transactionId: 'b' }),
    ]);
    expect(room.gifts).toEqual({ count: 2, diamonds: 200 });
  });

  it('C26 counts a gift that cannot repeat at once, each time', () => {
    const lion = (rest = {}) => gift(1, false, { giftType: 2, giftId: 6, diamondCount: 29_999, ...rest });
    expect(trail(lion())).toBe('end+1=1');
    expect(diamonds(lion(), lion())).toBe(59_998);
    expect(diamonds(lion({ giftType: 4 }), lion({ giftType: '4' }))).toBe(59_998);
    expect(diamonds(lion({ transactionId: 'a' }), lion({ transactionId: 'a' }))).toBe(29_999);
    expect(diamonds(lion({ msgId: '5' }), lion({ msgId: '6' }))).toBe(59_998);
  });

  it('C26 counts a gift that cannot repeat once where two messages tell of its transaction', () => {
    const lion = (msgId: string, rest: object = {}) =>
      gift(1, false, { giftType: 2, giftId: 6, diamondCount: 100, transactionId: 'a', msgId, ...rest });
    expect(diamonds(lion('5'), lion('6'), lion('7', { repeatEnd: true }))).toBe(100);
    expect(diamonds(lion('5'), lion('6', { transactionId: 'b' }))).toBe(200);
    expect(diamonds(lion('5'), lion('6', { user: person('2') }), lion('7', { giftId: 7 }))).toBe(300);
    expect(diamonds(lion('5', { repeatCount: 2 }), lion('6', { repeatCount: 1 }))).toBe(300);
  });

  it('C29 keeps the amount of a batch', () => {
    expect(trail(gift(188, true))).toBe('end+188=188');
    expect(diamonds(gift(188, true))).toBe(188);
  });

  it('credits a streak that began before', () => {
    expect(trail(gift(34, false), gift(35, false))).toBe('start+34=34 update+1=35');
  });

  it('C30 keeps interleaved streaks apart', () => {
    const finger = { giftId: 5487, giftName: 'Finger Heart', diamondCount: 5 };
    const { room } = run([
      gift(1, false),
      gift(1, false, finger),
      gift(2, false),
      gift(2, true, finger),
      gift(3, true),
    ]);
    expect(room.streaks.map((s) => [s.gift.name, s.count])).toEqual([
      ['Rose', 3],
      ['Finger Heart', 2],
    ]);
    expect(room.gifts).toEqual({ count: 5, diamonds: 13 });
  });

  it('C32 keeps people with neighbouring ids apart', () => {
    const by = (userId: string) => gift(1, true, { user: person(userId) });
    expect(run([by('7678907398077074696'), by('7678907398077074001')]).room.gifters).toHaveLength(2);
  });

  it('begins anew soon after an end only with 1 and another transaction', () => {
    expect(diamonds(gift(1, true), gift(1, false, {}, 700))).toBe(2);
    expect(diamonds(gift(1, true, { transactionId: 'a' }), gift(1, false, { transactionId: 'b' }, 700))).toBe(2);
    expect(diamonds(gift(1, true, { transactionId: 'a' }), gift(1, false, { transactionId: 'a' }, 700))).toBe(1);
    expect(diamonds(gift(3, true), gift(3, true, {}, 4900))).toBe(3);
    expect(diamonds(gift(3, true), gift(2, false, {}, 4900))).toBe(3);
    expect(diamonds(gift(3, true), gift(2, false, {}, 5100))).toBe(5);
  });

  it('begins anew after ten seconds of silence with a lower count', () => {
    expect(diamonds(gift(3, false), gift(2, false, {}, 9900))).toBe(3);
    expect(diamonds(gift(3, false), gift(2, false, {}, 10_100))).toBe(5);
    expect(diamonds(gift(3, false), gift(5, false, {}, 60_000))).toBe(5);
    // The end frame of the first was lost.
    expect(diamonds(gift(1, false), gift(1, false, {}, 60_000))).toBe(2);
  });

  it('a streak without an end is over after ten minutes, whether or not somebody else gave', () => {
    const other = gift(1, true, { user: person('2') }, 300_000);
    expect(diamonds(gift(3, false), gift(5, false, {}, 601_000))).toBe(8);
    expect(diamonds(gift(3, false), other, gift(5, false, {}, 301_000))).toBe(9);
  });

  it('begins anew after an end with a higher count, which no late frame has', () => {
    expect(diamonds(gift(1, true), gift(5, false, {}, 700))).toBe(6);
  });

  it('keeps people and gifts without an id apart', () => {
    const by = (nickname: string, n: number) => gift(n, false, { user: { nickname } });
    expect(diamonds(by('X', 1), by('Y', 1), by('X', 2), by('Y', 2))).toBe(4);
    const named = (giftName: string, n: number) => gift(n, false, { giftId: undefined, giftName });
    expect(diamonds(named('Rose', 1), named('Lion', 1), named('Rose', 2), named('Lion', 2))).toBe(4);
  });

  it('C122 keeps a bounded number of streaks', () => {
    const { memory } = run(Array.from({ length: 1010 }, (_, i) => gift(1, false, { user: person(`${i}`) })));
    expect(memory.streaks.tracked).toHaveLength(1000);
  });

  it('measures time on either clock', () => {
    const at = (n: number, end: boolean, ms: number) => gift(n, end, { timestamp: START + ms });
    expect(diamonds(at(3, true, 0), at(3, true, 6000))).toBe(6);
    const still = { timestamp: START };
    expect(diamonds(gift(3, true, still), gift(3, true, still, 6000))).toBe(6);
  });

  it('knows a late frame by its stamp', () => {
    const at = (n: number, end: boolean, ms: number) => gift(n, end, { timestamp: START + ms });
    expect(diamonds(at(1, true, 3000), at(1, false, 0))).toBe(1);
    // Of the streak before the last.
    expect(diamonds(at(3, true, 0), at(1, true, 6000), at(2, false, -10))).toBe(4);
  });

  it('trusts group ids that differ', () => {
    const g = (n: number, end: boolean, groupId: string, after = 0) => gift(n, end, { groupId }, after);
    expect(diamonds(g(2, true, '17'), g(2, true, '18'), g(1, false, '17', 20_000), g(3, false, '18', 1))).toBe(5);
    expect(diamonds(g(2, true, '17'), g(2, true, '18'), g(2, true, '17', 61_000))).toBe(6);
    // Beside them, frames without a group are placed by time.
    const bare = gift(2, true, { user: person('2') });
    const later = (rest = {}) => gift(2, true, { user: person('2'), ...rest }, 6000);
    expect(diamonds(g(1, true, '17'), g(1, true, '18'), bare, later())).toBe(6);
    expect(diamonds(g(1, true, '17'), g(1, true, '18'), bare, later({ groupId: '19' }))).toBe(6);
  });

  it('distrusts a group id that is the id of who receives', () => {
    const to = (id: string, from: string, after = 0) =>
      gift(2, true, { groupId: id, relationship: { toUser: id }, user: person(from) }, after);
    expect(diamonds(to('88', '1'), to('99', '2'), to('88', '1', 6000))).toBe(6);
  });

  it('distrusts a group id that people share', () => {
    const g = (n: number, end: boolean, after = 0) => gift(n, end, { groupId: '6700694075186166240' }, after);
    const other = gift(1, true, { groupId: '6700694075186166240', user: person('2') });
    expect(diamonds(g(2, true), other, g(2, true, 6000))).toBe(5);
    // Two receivers, so two ids, and neither is a streak's.
    const guest = gift(1, true, { groupId: '6800000000000000001', user: person('2') });
    expect(diamonds(g(2, true), other, guest, g(2, true, 6000))).toBe(6);
    expect(diamonds(g(2, true), g(2, true, 6000))).toBe(4);
  });

  it('takes a frame without type and end for a gift of its own', () => {
    const bare = { giftType: undefined, repeatEnd: undefined };
    expect(trail(gift(1, false, bare))).toBe('end+1=1');
    expect(trail(gift(1, false, { repeatEnd: undefined }))).toBe('start+1=1');
    expect(diamonds(gift(2, false, { giftType: undefined }), gift(3, false, { giftType: undefined }))).toBe(3);
  });

  it('survives a missing price, and corrects the total once it is known', () => {
    const free = { diamondCount: undefined };
    const { room } = run([gift(2, false, free), gift(3, false, { diamondCount: 5 }), gift(4, true, free)]);
    expect(room.gifts).toEqual({ count: 4, diamonds: 20 });
    expect(run([gift(2, true, free)]).room.gifts).toEqual({ count: 2, diamonds: 0 });
  });

  it('C31 keeps gifts to guests and to the opponent out of the numbers of the host', () => {
    const info = frame('roomInfo', {
      roomId: '7',
      roomInfo: { owner: { userId: '99', uniqueId: 'host', nickname: 'H' } },
    });
    const to = (toUser: unknown, count = 1) =>
      gift(count, true, { relationship: { toUser }, user: person(String(count)) });
    const opponent = frame('linkMicOpponentGift', { senderUserId: '1', giftId: 1, diamondCount: 500, repeatCount: 1 });
    const { room, events } = run([
      info,
      to('99', 2),
      to('88', 30),
      to({ userId: '88' }, 400),
      to({ uniqueId: 'Host' }, 5000),
      opponent,
    ]);
    expect(room.gifts.diamonds).toBe(5002);
    expect(room.guestGifts).toEqual({ count: 430, diamonds: 430 });
    expect(room.gifters.map((row) => row.diamonds)).toEqual([5000, 2]);
    expect(events.flatMap((e) => (e.kind === 'gift' ? e.forHost : []))).toEqual([true, false, false, true]);
    // The goal names the host where roomInfo has the handle alone.
    const handle = frame('roomInfo', { roomId: '7', roomInfo: { owner: { uniqueId: 'host', nickname: 'H' } } });
    expect(run([handle, to('88')]).room.guestGifts.count).toBe(0);
    expect(run([handle, frame('goalUpdate', { creatorUserId: '99' }), to('88')]).room.guestGifts.count).toBe(1);
    expect(run([to('88')]).room.gifts.count).toBe(1);
  });

  it('shows test gifts, counts none, and keeps them apart from real ones', () => {
    const { memory } = run([gift(2, false)]);
    const { room, events } = run([], memory);
    expect(events).toEqual([]);
    const wire = run([gift(50, false)]).events[0];
    if (wire?.kind !== 'gift') throw new Error('no gift');
    const step = reduceRoom(memory, { ...wire, test: true }, START);
    expect(step.memory.room.gifts).toEqual(room.gifts);
    expect(step.memory.room.gifters).toEqual(room.gifters);
    expect(step.memory.room.streaks.map((s) => [s.count, s.test])).toEqual([
      [2, undefined],
      [50, true],
    ]);
    expect(run([gift(3, false)], step.memory).room.gifts.count).toBe(3);
  });

  it('C38 adds nothing when streaks come again after a reconnect, without ids and stamps', () => {
    const frames = [
      gift(1, false),
      gift(2, false, {}, 500),
      gift(2, true, {}, 3000),
      gift(1, true, { giftType: 2, giftId: 9 }),
    ];
    const { memory, now } = run(frames);
    const again = run(frames, markReconnect(memory, now + 30_000), now + 31_000);
    expect(again.room.gifts).toEqual(memory.room.gifts);
    expect(again.events).toEqual([]);
  });

  it('counts the largest count of a streak in any order, with any repetition', () => {
    const streak = fc
      .record({
        counts: fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 8 }),
        order: fc.array(fc.nat(), { maxLength: 12 }),
      })
      .map(({ counts, order }) => {
        const up = [...counts].sort((a, b) => a - b);
        const frames = up.map((n, i) => gift(n, false, { timestamp: START + i * 300, transactionId: `a${n}` }));
        const max = Math.max(...up);
        frames.push(gift(max, true, { timestamp: START + up.length * 300 + 3000, transactionId: `a${max}` }));
        const shuffled = [
          ...frames.map((f, i) => ({ f, key: order[i] ?? i })),
          ...order.map((n) => ({ f: frames[n % frames.length], key: n })),
        ];
        return { max, frames: shuffled.sort((a, b) => a.key - b.key).flatMap(({ f }) => f ?? []) };
      });
    fc.assert(
      fc.property(streak, ({ max, frames }) => {
        expect(run(frames).room.gifts).toEqual({ count: max, diamonds: max });
      }),
    );
  });

  it('never counts backwards, and never to NaN, whatever comes', () => {
    const any = fc.record(
      {
        user: fc.constantFrom(person('1'), person('2'), null, {}),
        giftId: fc.constantFrom(1, 2, null),
        diamondCount: fc.constantFrom(1, 100, null, 'x', -5),
        repeatCount: fc.oneof(fc.nat(20), fc.constantFrom(null, 'x', -1, 1e300)),
        repeatEnd: fc.constantFrom(true, false, null),
        giftType: fc.constantFrom(1, 2, 4, null),
        groupId: fc.constantFrom('17', '18', '', null),
        transactionId: fc.constantFrom('a', 'b', null),
        timestamp: fc.option(fc.integer({ min: START, max: START + 60_000 })),
        relationship: fc.constantFrom(null, { toUser: '5' }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(any, fc.nat(20_000)), { maxLength: 40 }), (frames) => {
        let { memory, now } = run([]);
        let sum = 0;
        for (const [data, after] of frames) {
          const next = run([frame('gift', data, after)], memory, now);
          for (const e of next.events) if (e.kind === 'gift' && e.forHost) sum += e.added;
          for (const key of ['count', 'diamonds'] as const)
            expect(next.room.gifts[key]).toBeGreaterThanOrEqual(memory.room.gifts[key]);
          ({ memory, now } = next);
        }
        expect(memory.room.gifts.count).toBe(sum);
      }),
    );
  });
});
