import { describe, expect, it } from 'vitest';
import { createLiveClient, type LiveClient } from './live-client.js';

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
