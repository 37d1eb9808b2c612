import { describe, expect, it } from 'vitest';
import { decodeFrames } from './decode.js';

const NOW = 1_788_264_000_000;
const read = (event: string, data: object) => decodeFrames(JSON.stringify({ event, data }), NOW).events[0];

describe('viewers and their numbers', () => {
  it('reads top viewers in either shape', () => {
    const topViewers = [{ user: { userId: '1' }, coinCount: 700 }, { userId: '2', nickname: 'Two' }, {}, null];
    expect(read('roomUserSeq', { viewerCount: 5, totalViewers: '900', topViewers })).toMatchObject({
      viewers: 5,
      totalViewers: 900,
      topViewers: [
        { user: { id: '1' }, coins: 700 },
        { user: { id: '2', nickname: 'Two' }, coins: 0 },
      ],
    });
  });

  it('reads numbers as whole ones of a bounded size, and nothing else as one', () => {
    const viewers = (viewerCount: unknown) => read('roomUserSeq', { viewerCount });
    expect(viewers(0)).toMatchObject({ viewers: 0 });
    expect(viewers('2.7')).toMatchObject({ viewers: 2 });
    expect(viewers(1e300)).toMatchObject({ viewers: Number.MAX_SAFE_INTEGER });
    for (const none of ['', ' ', true, '1,234', '1.2K']) expect(viewers(none)).toMatchObject({ viewers: undefined });
  });

  it('takes a person for one who has no more than a name', () => {
    expect(read('like', { user: { nickname: 'Kit' } })).toMatchObject({ user: { id: '', nickname: 'Kit' } });
  });

  it('reads months and likes, and none where a decoder found none', () => {
    expect(read('subscribe', { subMonth: 3, userId: '5' })).toMatchObject({ months: 3, user: { id: '5' } });
    expect(read('subscribe', { subMonth: 0 })).toMatchObject({ months: undefined });
    expect(read('like', { likeCount: 15, count: 2, userId: '5' })).toMatchObject({
      ...{ count: 15, total: undefined, user: { id: '5' } },
    });
    expect(read('like', { count: '2', totalLikes: 0 })).toMatchObject({ count: 2, total: undefined });
  });

  it.each([
    ['2', 'follow'],
    [2, 'follow'],
    [3, 'share'],
    [12, 'unknown'],
    [13, 'unknown'],
  ])('reads the social action %j as %s', (action, kind) => {
    expect(read('social', { action, user: { userId: '1' } })?.kind).toBe(kind);
  });

  it('names who is named beside the event', () => {
    expect(read('member', { userId: '5', nickname: 'Five' })).toMatchObject({ kind: 'join', user: { id: '5' } });
  });
});
