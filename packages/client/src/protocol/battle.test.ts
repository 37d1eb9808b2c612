import { describe, expect, it } from 'vitest';
import { decodeFrames } from './decode.js';

const NOW = 1_788_264_000_000;
const read = (event: string, data: object) => decodeFrames(JSON.stringify({ event, data }), NOW).events[0];

describe('battles on the wire', () => {
  it.each([
    [1, 'active'],
    ['2', 'starting'],
    [3, 'ended'],
    [4, 'preparing'],
    [5, 'ended'],
    [9, 'unknown'],
    [1.5, 'unknown'],
    [null, 'unknown'],
  ])('reads status %j as %s', (status, word) => {
    expect(read('battle', { status })).toMatchObject({ status: word });
    expect(read('battleArmies', { status })).toMatchObject({ status: word });
  });

  it('takes the host out of the contributors, and a score from either list', () => {
    const users = [
      { user: { userId: '8', nickname: 'Host' }, score: 20 },
      { user: { userId: '5', nickname: 'Fan' }, score: 15 },
      { score: 3 },
    ];
    expect(
      read('battle', { scores: [7], teams: [{ hostUserId: '8', users }, null, { hostUserId: '9', score: 4 }] }),
    ).toMatchObject({
      teams: [
        { hostId: '8', score: 7, host: { nickname: 'Host' }, contributors: [{ score: 15, user: { id: '5' } }] },
        { hostId: '9', score: 4, host: undefined, contributors: [] },
      ],
    });
    expect(read('battle', { teams: [{ hostUser: { userId: '8', nickname: 'H' }, score: 4 }] })).toMatchObject({
      teams: [{ hostId: '8', host: { nickname: 'H' } }],
    });
    expect(read('battle', { battleUsers: [{ uniqueId: 'a' }], scores: ['6'] })).toMatchObject({
      teams: [{ hostId: 'a', host: { handle: 'a' }, score: 6 }],
    });
    expect(read('battle', { teams: [{ id: 'team', hostUserId: '8' }] })).toMatchObject({
      teams: [{ hostId: '8', host: undefined }],
    });
    expect(read('battle', { teams: [{}] })).toMatchObject({ teams: [{ hostId: '', host: undefined, score: 0 }] });
  });

  it('C48 C49 reads battles, with empty teams too', () => {
    expect(read('battle', { status: 2, teams: [] })).toMatchObject({ status: 'starting', teams: [] });
    expect(read('battle', { status: 1, battleSettings: { startTimeMs: NOW, duration: 300 } })).toMatchObject({
      startsAt: NOW,
      endsAt: NOW + 300_000,
    });
    expect(read('linkMicBattle', { battleUsers: [{ uniqueId: 'a', score: 5 }], battleStatus: 1 })).toMatchObject({
      status: 'active',
      teams: [{ hostId: 'a', score: 5, contributors: [] }],
    });
    const armies = read('battleArmies', {
      secsRemaining: 10,
      serverTsMs: NOW,
      hosts: [{ hostUserId: '1', teamTotalScore: 30, contributors: [{ userId: '5', score: 20, nickname: 'n' }] }],
      teams: [
        {
          hostUserId: '1',
          score: 30,
          users: [{ user: { id: '5', profilePictureUrl: 'https://p.test/5' }, score: 30 }],
        },
      ],
    });
    expect(armies).toMatchObject({
      endsAt: NOW + 10_000,
      teams: [
        { hostId: '1', score: 30, contributors: [{ score: 20, user: { id: '5', avatarUrl: 'https://p.test/5' } }] },
      ],
    });
  });

  it('names the battle, and no end where it has no start', () => {
    expect(read('battle', { battleId: '77', battleDuration: 300 })).toMatchObject({
      ...{ battleId: '77', duration: 300, endsAt: undefined },
    });
  });

  it('prefers hosts, with faces and names from teams', () => {
    const armies = read('battleArmies', {
      battleId: '77',
      hosts: [
        { hostUserId: '8', teamTotalScore: 30, score: 1 },
        { hostUserId: '9', teamTotalScore: 5, contributors: [{ userId: '6', score: 5, nickname: 'six' }] },
      ],
      teams: [{ hostUserId: '9', hostUser: { userId: '9', nickname: 'Nine' } }, { hostUserId: '8' }],
    });
    expect(armies).toMatchObject({
      battleId: '77',
      teams: [
        { hostId: '8', score: 30, host: undefined },
        { hostId: '9', score: 5, host: { nickname: 'Nine' }, contributors: [{ user: { nickname: 'six' } }] },
      ],
    });
  });

  it('has the end from what the frame knows: stamps, a length, the seconds that remain', () => {
    const battleSettings = { startTimeMs: NOW, endTimeMs: NOW + 60_000, duration: 300 };
    expect(read('battle', { battleSettings })).toMatchObject({ startsAt: NOW, endsAt: NOW + 60_000, duration: 300 });
    expect(read('battle', { battleSettings, battleDuration: 200 })).toMatchObject({ duration: 200 });
    const none = { startsAt: undefined, endsAt: undefined, duration: undefined };
    expect(read('battle', { battleDuration: 0 })).toMatchObject(none);
    const ends = (data: object) => {
      const event = read('battleArmies', data);
      return event?.kind === 'battle-score' && event.endsAt;
    };
    expect(ends({ startedAtMs: NOW - 5000, durationSec: 300, secsRemaining: 7 })).toBe(NOW + 295_000);
    expect(ends({ serverTsMs: NOW - 1000, secsRemaining: 10 })).toBe(NOW + 9000);
    expect(ends({ secsRemaining: 10 })).toBe(NOW + 10_000);
    expect(ends({ startedAtMs: NOW, secsRemaining: 0 })).toBeUndefined();
  });

  it('reads a card, with or without its sender', () => {
    const card = { battleId: '7', cardType: 2, effect: 'gloves', multiplier: 0, endsAtSec: NOW / 1000 };
    const sender = { senderUserId: '5', senderUniqueId: 'fan', senderNickname: 'Fan', senderAvatarUrl: 'https://x/f' };
    expect(read('battleItemCard', { ...card, ...sender })).toEqual({
      ...{ kind: 'battle-card', id: '', time: NOW, battleId: '7', card: 'gloves', endsAt: NOW },
      user: { id: '5', handle: 'fan', nickname: 'Fan', avatarUrl: 'https://x/f', roles: [] },
    });
    expect(read('battleItemCard', { cardType: 11, multiplier: 3 })).toMatchObject({
      ...{ card: '11', multiplier: 3, user: undefined, endsAt: undefined },
    });
  });
});
