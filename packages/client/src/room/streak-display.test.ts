import { describe, expect, it } from 'vitest';
import { gift, person, run, START, type Frame } from '../testing/room-events.js';
import { expireStreaks, nextExpiry } from './room.js';

describe('streaks on display', () => {
  it('keeps a name and a picture that later frames leave out', () => {
    const bare = { giftName: undefined, giftPictureUrl: undefined };
    const { room, events } = run([gift(1, false, { giftPictureUrl: 'https://x/r.webp' }), gift(2, false, bare)]);
    expect(room.streaks).toMatchObject([{ gift: { name: 'Rose', imageUrl: 'https://x/r.webp' } }]);
    expect(events.at(-1)).toMatchObject({ gift: { name: 'Rose' } });
    expect(run([gift(1, false, bare), gift(2, false)]).room.streaks).toMatchObject([{ gift: { name: 'Rose' } }]);
    expect(run([gift(1, false, bare)]).room.streaks).toMatchObject([{ gift: { name: '' } }]);
    const pictured = run([gift(1, false), gift(2, false, { giftPictureUrl: 'https://x/s.webp' })]).room.streaks;
    expect(pictured).toMatchObject([{ gift: { imageUrl: 'https://x/s.webp' } }]);
  });

  it('says when a streak last grew', () => {
    const updatedAt = (...frames: Frame[]) => run(frames).room.streaks[0]?.updatedAt;
    expect(updatedAt(gift(1, false), gift(2, false, {}, 500), gift(2, true, {}, 3000))).toBe(START + 500);
  });

  it('C122 shows the newest 100 streaks', () => {
    const { room } = run(Array.from({ length: 120 }, (_, i) => gift(1, true, { user: person(`${i}`) })));
    expect([room.streaks.length, room.streaks[0]?.user.id]).toEqual([100, '20']);
  });

  it('gives up a streak whose end is lost, without adding anything', () => {
    const { memory, now } = run([gift(3, false)]);
    expect(nextExpiry(memory)).toBe(now + 10_000);
    expect(expireStreaks(memory, now + 9999)).toEqual({ memory, events: [] });
    const done = expireStreaks(memory, now + 10_000);
    expect(done.events).toMatchObject([
      { kind: 'gift', phase: 'end', added: 0, count: 3, streakId: memory.room.streaks[0]?.id },
    ]);
    expect(nextExpiry(done.memory)).toBeUndefined();
    expect(done.memory.room.streaks[0]?.endedAt).toBe(now + 10_000);
    expect(done.memory.room.gifts.count).toBe(3);
    // Its end comes after all: it ended once.
    const late = run([gift(3, true)], done.memory, now + 12_000);
    expect(late.room.gifts.count).toBe(3);
    expect(late.room.streaks[0]?.endedAt).toBe(now + 10_000);
    expect(late.events).toMatchObject([{ phase: 'update', added: 0 }]);
    const more = run([gift(4, false)], done.memory, now + 12_000);
    expect(more.room.streaks).toMatchObject([{ count: 4, endedAt: undefined }]);
  });

  it('gives up each streak in its own time', () => {
    const { memory, now } = run([gift(3, false), gift(1, false, { user: person('2') }, 4000)]);
    expect(nextExpiry(memory)).toBe(now + 6000);
    const { memory: rest } = expireStreaks(memory, now + 6000);
    expect(rest.room.streaks.map((streak) => streak.endedAt !== undefined)).toEqual([true, false]);
    expect(nextExpiry(rest)).toBe(now + 10_000);
  });
});
