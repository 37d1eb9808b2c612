import { describe, expect, it } from 'vitest';
import { createLiveClient, type LiveClient } from './live-client.js';
import type { LiveEvent } from './protocol/live-event.js';

const idle = (): LiveClient => createLiveClient({ creator: 'someone', share: 'page' });

describe('test events of any form', () => {
  it('C47 takes test numbers as text too, and no others for a number', () => {
    const made = idle();
    const counted: number[] = [];
    made.on('gift', ({ count }) => counted.push(count));
    made.inject({ kind: 'viewers', viewers: '1234' });
    for (const viewers of [NaN, Infinity, -1, 'many', [], null, true]) made.inject({ kind: 'viewers', viewers });
    expect(made.room.viewers).toBe(1234);
    for (const [i, count] of ['3', Infinity, -2, 'x', {}].entries())
      made.inject({ kind: 'gift', count, user: `U${i}` });
    expect(counted).toEqual([3, 1, 1, 1, 1]);
    made.dispose();
  });

  it('gives what is missing a default, and each name its own person', () => {
    const made = idle();
    const events: LiveEvent[] = [];
    made.on('*', (event) => events.push(event));
    made.inject({ kind: 'gift' });
    expect(events[0]).toMatchObject({
      ...{ gift: { id: '5655', name: 'Rose', diamonds: 1 }, count: 1, phase: 'end', id: '', test: true },
      user: { id: 'test-Test', nickname: 'Test', handle: '', roles: [] },
    });
    made.inject([
      { kind: 'chat', user: 'Ann', time: 5 },
      { kind: 'chat', user: { handle: 'bob' } },
      { kind: 'chat', user: { id: '7', nickname: 'Cid', handle: 'cid' } },
      { kind: 'like' },
      { kind: 'pin', text: 'p', user: 'Ann' },
      { kind: 'caption', text: 7 },
      { kind: 'emote' },
    ]);
    expect(events.slice(1)).toMatchObject([
      { time: 5, text: '', emotes: [], user: { id: 'test-Ann', nickname: 'Ann' } },
      { user: { id: 'test-bob', nickname: 'bob', handle: 'bob' } },
      { user: { id: '7', nickname: 'Cid', handle: 'cid' } },
      { count: 1, user: { nickname: 'Test' } },
      { text: 'p', of: 'chat', duration: 0, messageId: '', user: { nickname: 'Ann' } },
      { text: '7', final: true },
      { emote: { id: '', imageUrl: '', name: '' }, user: { nickname: 'Test' } },
    ]);
    expect(events[6]).not.toHaveProperty('user');
    made.dispose();
  });

  it('takes gifts as pages see them: phases and streaks', () => {
    const made = idle();
    const told: unknown[] = [];
    made.on('gift', ({ phase, count, added }) => told.push([phase, count, added]));
    const gift = (phase: string, count: number, streakId: string) =>
      made.inject({ kind: 'gift', phase, count, streakId, user: 'Ann' });
    gift('start', 1, 'a');
    gift('update', 3, 'a');
    gift('end', 3, 'a');
    gift('start', 2, 'b');
    expect(told).toEqual([
      ['start', 1, 1],
      ['update', 3, 2],
      ['end', 3, 0],
      ['start', 2, 2],
    ]);
    made.dispose();
  });

  it('takes a frame as text', () => {
    const made = idle();
    made.inject('{"event":"chat","data":{"comment":"hi","user":{"userId":"1"}}}' as never);
    expect(made.room.chat[0]?.event).toMatchObject({ text: 'hi', test: true });
    made.dispose();
  });

  it('C48 survives lists of test events that hold anything', () => {
    const made = idle();
    const odd = [null, undefined, 5, 'x', [], {}, { hostId: 7, score: '9', contributors: [null, { score: 1 }] }];
    for (const kind of ['battle', 'battle-score', 'goal', 'rank', 'viewers'] as const)
      made.inject({ kind, teams: odd, goals: odd, ranks: odd, topViewers: odd, startsAt: 'x', endsAt: {} });
    const user = { id: '', handle: '', nickname: '', roles: [] };
    expect(made.room.battle?.teams.at(-1)).toEqual({
      hostId: '7',
      score: 9,
      contributors: [
        { user, score: 0 },
        { user, score: 1 },
      ],
    });
    expect(made.room.battle?.endsAt).toBeUndefined();
    made.inject({ kind: 'chat', user: { roles: ['moderator', 5, null] } });
    expect(made.room.chat[0]?.event.user.roles).toEqual(['moderator']);
    made.dispose();
  });

  it('C55 a test deletion forbids no real message', () => {
    const made = idle();
    made.inject({ kind: 'delete', targetId: 'm1' });
    // As a frame, so that it has the id that was named.
    made.inject({ event: 'chat', data: { msgId: 'm1', comment: 'shown', user: { userId: '1' } } } as never);
    expect(made.room.chat).toHaveLength(1);
    made.inject({ kind: 'delete', targetId: 'm1' });
    expect(made.room.chat).toEqual([]);
    made.dispose();
  });
});
