import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frame, gift, person, run, type Frame } from '../testing/room-events.js';

const info = (roomId: string, rest: object = {}): Frame => frame('roomInfo', { roomId, ...rest });

describe('numbers', () => {
  it('C44 shows the largest like total, without users too', () => {
    const like = (totalLikeCount: number | undefined, likeCount = 15) => frame('like', { likeCount, totalLikeCount });
    expect(run([like(500), like(420), like(510), like(undefined)]).room.likes).toBe(510);
    expect(run([like(undefined), like(undefined)]).room.likes).toBe(30);
    expect(run([info('7', { roomInfo: { like_count: 100 } }), like(undefined)]).room.likes).toBe(115);
  });

  it('C44 adds up the batches where the total is a zero that nobody filled in', () => {
    const like = (likeCount: number, totalLikeCount: unknown) => frame('like', { likeCount, totalLikeCount });
    expect(run([like(5, 0), like(7, '0')]).room.likes).toBe(12);
    expect(run([like(5, 900), like(7, 0)]).room.likes).toBe(900);
  });

  it('C47 keeps the last good viewer count', () => {
    const viewers = (...frames: Frame[]) => run(frames).room.viewers;
    const seq = (data: object) => frame('roomUserSeq', data);
    expect(viewers()).toBeNull();
    expect(viewers(seq({}), seq({ viewerCount: null }))).toBeNull();
    expect(viewers(info('7', { roomInfo: { user_count: 0 } }))).toBeNull();
    expect(viewers(info('7', { roomInfo: { user_count: 9 } }))).toBe(9);
    expect(
      viewers(
        seq({ viewerCount: 1234 }),
        seq({}),
        seq({ viewerCount: 'x' }),
        seq({ viewerCount: '1,300' }),
        seq({ viewerCount: '1.3K' }),
        seq({ viewerCount: ' ' }),
        info('7', { roomInfo: { user_count: 9 } }),
      ),
    ).toBe(1234);
  });

  it('C50 keeps equal scores in the order in which they were reached', () => {
    const give = (user: string, n: number) => gift(n, true, { user: person(user), giftId: n, giftType: 2 });
    const order = (...frames: Frame[]) => run(frames).room.gifters.map((row) => row.user.id);
    expect(order(give('a', 100), give('b', 100), give('c', 1), give('c', 2))).toEqual(['a', 'b', 'c']);
    expect(order(give('a', 60), give('b', 100), give('a', 40))).toEqual(['b', 'a']);
    expect(order(give('a', 100), give('b', 100), give('b', 1))).toEqual(['b', 'a']);
  });

  it('has one row for each gifter, with the newest name', () => {
    const named = (nickname: string) => gift(1, true, { user: person('1', { nickname }), giftType: 2 });
    expect(run([named('old'), named('new')]).room.gifters).toMatchObject([{ count: 2, user: { nickname: 'new' } }]);
  });

  it('counts a gift of nobody, who gets no row', () => {
    const { room } = run([gift(2, true, { user: {} })]);
    expect([room.gifts.count, room.gifters]).toEqual([2, []]);
  });

  it('C122 shows 500 gifters, and keeps a bounded number', () => {
    const { memory } = run(
      Array.from({ length: 2010 }, (_, i) => gift(1, true, { user: person(`${i}`), giftType: 2 })),
    );
    expect([memory.room.gifters.length, memory.board.length]).toEqual([500, 2000]);
  });

  it('keeps the board sorted and complete', () => {
    const gifts = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 50 })), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(gifts, (list) => {
        const { room } = run(
          list.map(([who, n], i) => gift(n, true, { user: person(String(who)), giftType: 2, msgId: `m${i}` })),
        );
        const sums = new Map<string, number>();
        for (const [who, n] of list) sums.set(String(who), (sums.get(String(who)) ?? 0) + n);
        expect(Object.fromEntries(room.gifters.map((row) => [row.user.id, row.diamonds]))).toEqual(
          Object.fromEntries(sums),
        );
        expect(room.gifters.map((row) => row.diamonds)).toEqual([...sums.values()].sort((a, b) => b - a));
        expect(room.gifts.diamonds).toBe([...sums.values()].reduce((a, b) => a + b, 0));
      }),
    );
  });

  it('C41 counts a follower once, and drops the second telling of a follow', () => {
    const twice = run([
      frame('follow', { user: person('1') }),
      frame('social', { user: person('1'), action: 'follow' }, 800),
    ]);
    expect([twice.room.follows, twice.events.length]).toEqual([1, 1]);
    const again = run([frame('follow', { user: person('1') }), frame('follow', { user: person('1') }, 8000)]);
    expect([again.room.follows, again.events.length]).toEqual([1, 2]);
    const others = run([
      frame('follow', { user: person('1') }),
      frame('follow', { user: person('2') }),
      frame('share', { user: person('1') }),
    ]);
    expect(others.room).toMatchObject({ follows: 2, shares: 1 });
  });
});
