import { describe, expect, it } from 'vitest';
import { decodeFrames } from './decode.js';
import type { LiveEventKind, WireEvent } from './live-event.js';

const NOW = 1_788_264_000_000;
const decode = (frame: unknown): readonly WireEvent[] => decodeFrames(JSON.stringify(frame), NOW).events;
const one = (event: string, data: unknown): WireEvent | undefined => decode({ event, data })[0];
const user = { userId: '6890000000000000001', uniqueId: 'kit', nickname: 'Kit' };

describe('kinds', () => {
  it('reads chat with its variants', () => {
    expect(one('chat', { user, text: 'a' })).toMatchObject({ text: 'a' });
    expect(one('chat', { user, content: 'a' })).toMatchObject({ text: 'a' });
    expect(one('chat', { user, comment: 12 })).toMatchObject({ text: '12' });
    expect(
      one('chat', {
        user,
        comment: 'a',
        messageUuid: 'm1',
        language: 'un',
        starred: { claps: 3, score: '120' },
        replyToUser: { uniqueId: 'x' },
      }),
    ).toMatchObject({ uuid: 'm1', language: 'un', starred: { claps: 3, score: 120 }, replyTo: { handle: 'x' } });
  });

  it('C09 puts an emote without a place first', () => {
    const emotes = [
      { emoteId: 'e1', image: 'https://p16.test/e.webp' },
      { emoteId: 'e2', imageUrl: 'https://p16.test/f.webp', placeInComment: 3 },
      { emoteId: 'e3' },
      null,
    ];
    expect(one('chat', { user, comment: 'hi there', emotes })).toMatchObject({
      emotes: [
        { id: 'e1', imageUrl: 'https://p16.test/e.webp', index: 0 },
        { id: 'e2', imageUrl: 'https://p16.test/f.webp', index: 3 },
      ],
    });
    expect(one('chat', { user, comment: 'a', emotes: Array.from({ length: 999 }, () => emotes[0]) })).toHaveProperty(
      'emotes.length',
      50,
    );
  });

  it('reads gifts from every shape', () => {
    const right = {
      kind: 'gift',
      gift: { id: '5655', name: 'Rose', diamonds: 5, imageUrl: 'https://p.test/r' },
      count: 3,
      ended: true,
      streakable: true,
    };
    for (const data of [
      {
        giftId: 5655,
        giftName: 'Rose',
        diamondCount: 5,
        repeatCount: 3,
        repeatEnd: true,
        giftType: 1,
        giftPictureUrl: 'https://p.test/r',
      },
      {
        gift_id: '5655',
        gift_name: 'Rose',
        diamond_count: '5',
        repeat_count: '3',
        repeat_end: 1,
        gift_type: 1,
        giftIconUrl: 'https://p.test/r',
      },
      {
        gift: { id: '5655', name: 'Rose', diamonds: 5, type: 1, icon: 'https://p.test/r' },
        count: 3,
        repeatEnd: 'true',
      },
      {
        giftId: 5655,
        giftDetails: { giftName: 'Rose', diamondCount: 5, giftType: 1, giftImage: { url: ['https://p.test/r'] } },
        repeatCount: 3,
        repeatEnd: '1',
      },
    ])
      expect(one('gift', { sender: user, ...data })).toMatchObject({ ...right, user: { id: user.userId } });
    expect(one('gift', { user, giftId: 1, repeatCount: -4, diamondCount: 'x' })).toMatchObject({
      count: 1,
      gift: { diamonds: 0 },
    });
    for (const repeatEnd of [0, '0', false, 'false'])
      expect(one('gift', { user, repeatEnd })).toMatchObject({ ended: false });
    const bare = one('gift', { user });
    expect(bare?.kind === 'gift' && [bare.ended, bare.streakable, bare.groupId, bare.recipient]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(one('gift', { user, relationship: { toUser: '99' } })).toMatchObject({ recipient: { id: '99' } });
    expect(one('gift', { user, relationship: { toUser: { userId: '99', uniqueId: 'g' } } })).toMatchObject({
      recipient: { id: '99', handle: 'g' },
    });
  });

  it.each<[string, object, LiveEventKind]>([
    ['member', { actionId: 1 }, 'join'],
    ['member', { action: 2 }, 'follow'],
    ['join', { actionId: '3' }, 'share'],
    ['follow', {}, 'follow'],
    ['share', {}, 'share'],
    ['social', { action: 'follow' }, 'follow'],
    ['social', { eventType: 'share' }, 'share'],
    ['social', { action: 3 }, 'share'],
    ['social', { displayType: 'pm_main_follow_message_viewer_2' }, 'follow'],
    ['social', { label: '{0:user} shared the LIVE' }, 'share'],
    ['social', { action: 'dance' }, 'unknown'],
    ['subscribe', { subMonth: 0 }, 'subscribe'],
    ['emote', { emoteId: '1' }, 'emote'],
    ['emoteChat', { emoteUrl: 'https://p.test/e' }, 'emote'],
    ['emoteChat', {}, 'unknown'],
    ['question', { questionText: 'why?' }, 'question'],
    ['questionNew', { questionText: 'why?' }, 'question'],
    ['control', { action: 3 }, 'stream-end'],
    ['control', { action: 1 }, 'room'],
    ['stream_end', {}, 'stream-end'],
    ['liveEnd', {}, 'stream-end'],
    ['linkMicBattle', {}, 'battle'],
    ['battleArmies', {}, 'battle-score'],
    ['linkMicOpponentGift', { diamondCount: 5 }, 'unknown'],
    ['rankUpdate', { rankList: [] }, 'rank'],
    ['envelope', {}, 'envelope'],
  ])('reads %s %j as %s', (name, data, kind) => {
    expect(one(name, { user, ...data })?.kind).toBe(kind);
  });

  it('looks under the other names of a text where the first one is empty', () => {
    expect(one('chat', { user, comment: '', content: 'hi' })).toMatchObject({ kind: 'chat', text: 'hi' });
    expect(one('question', { user, questionText: '', text: 'why?' })).toMatchObject({ text: 'why?' });
    expect(one('caption', { text: '', content: 'so' })).toMatchObject({ text: 'so' });
  });

  it('C44 reads like totals under three names, without a user too', () => {
    for (const total of [{ totalLikeCount: 9 }, { totalLikes: '9' }, { total_like_count: 9 }]) {
      const like = one('like', total);
      expect(like).toMatchObject({ kind: 'like', count: 0, total: 9 });
      expect(like?.kind === 'like' && like.user).toBeUndefined();
    }
  });

  it('C47 has no number where the frame has none', () => {
    const viewers = (data: object): unknown => {
      const event = one('roomUserSeq', data);
      return event?.kind === 'viewers' ? event.viewers : 'none';
    };
    for (const data of [{}, { viewerCount: null }, { viewerCount: 'NaN' }, { viewerCount: -1 }, { viewerCount: {} }])
      expect(viewers(data)).toBeUndefined();
    for (const data of [{ viewerCount: '12' }, { viewer_count: 12 }, { roomUser: 12 }, { totalUser: 12 }])
      expect(viewers(data)).toBe(12);
  });

  it('reads both forms of roomInfo', () => {
    const room = {
      kind: 'room',
      roomId: '7123',
      title: 'T',
      viewers: 12,
      likes: 34,
      host: { handle: 'kit', nickname: 'Kit' },
    };
    const owner = { nickname: 'Kit', uniqueId: 'kit' };
    expect(
      decode({
        event: 'roomInfo',
        roomId: '7123',
        uniqueId: 'kit',
        roomInfo: { title: 'T', user_count: 12, like_count: 34, owner },
      })[0],
    ).toMatchObject(room);
    expect(
      one('roomInfo', { roomId: 7123, roomInfo: { title: 'T', viewerCount: 12, likeCount: 34, owner } }),
    ).toMatchObject(room);
    expect(one('roomInfo', { roomId: '7123', ownerUserId: '99' })).toMatchObject({ host: { id: '99' } });
    expect(one('roomInfo', { owner: { id: '99' } })).toMatchObject({ host: { id: '99' } });
    expect(one('streamEnd', { reason: 'creator_offline' })).toMatchObject({ reason: 'creator_offline' });
    expect(one('offline', {})).toMatchObject({ kind: 'stream-end', reason: 'ended' });
    const zero = one('roomInfo', { roomId: '0', roomInfo: { user_count: 0 } });
    expect(zero?.kind === 'room' && [zero.roomId, zero.viewers, zero.host]).toEqual([undefined, undefined, undefined]);
  });

  it('does not let liveIntro name the room', () => {
    const intro = one('liveIntro', { roomId: '7', title: 'T' });
    expect(intro?.kind === 'room' && [intro.title, intro.roomId]).toEqual(['T', undefined]);
  });

  it('C48 C49 reads battles, with empty teams too', () => {
    expect(one('battle', { status: 2, teams: [] })).toMatchObject({ status: 'starting', teams: [] });
    expect(one('battle', { status: 1, battleSettings: { startTimeMs: NOW, duration: 300 } })).toMatchObject({
      startsAt: NOW,
      endsAt: NOW + 300_000,
    });
    expect(one('linkMicBattle', { battleUsers: [{ uniqueId: 'a', score: 5 }], battleStatus: 1 })).toMatchObject({
      status: 'active',
      teams: [{ hostId: 'a', score: 5, contributors: [] }],
    });
    const armies = one('battleArmies', {
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

  it('reads pins, unpins and deletions', () => {
    expect(
      one('roomPin', {
        action: 1,
        user,
        comment: 'a',
        originalMsgType: 'WebcastChatMessage',
        originalMsgId: '5',
        durationSeconds: 60,
      }),
    ).toMatchObject({ kind: 'pin', text: 'a', of: 'chat', messageId: '5', duration: 60 });
    expect(one('roomPin', { pinnedMessage: 'Welcome', user })).toMatchObject({
      kind: 'pin',
      text: 'Welcome',
      of: 'chat',
    });
    expect(one('roomPin', { pinnedMessage: { comment: 'Welcome' } })).toMatchObject({ kind: 'pin', text: 'Welcome' });
    expect(one('roomPin', { action: 1, originalMsgType: 'WebcastGiftMessage' })).toMatchObject({
      kind: 'pin',
      of: 'gift',
      text: '',
    });
    expect(one('roomPin', { action: 2, user: null, originalMsgId: '5' })).toMatchObject({
      kind: 'unpin',
      messageId: '5',
    });
    expect(one('roomPin', {})).toMatchObject({ kind: 'unpin' });
  });

  it('C55 reads the deleted id as text', () => {
    for (const deletedMsgId of ['7648470000000001', 7648470000000001])
      expect(one('imDelete', { deletedMsgId })).toMatchObject({ kind: 'delete', targetId: '7648470000000001' });
    expect(one('imDelete', { deletedUserId: '5' })).toMatchObject({ targetId: '5' });
    expect(one('imDelete', { msgId: 'm1' })).toMatchObject({ targetId: 'm1' });
    expect(one('imDelete', { msgId: 'own', deletedMsgId: 'm1' })).toMatchObject({ targetId: 'm1' });
  });

  it('has the time of the service, or that of receipt', () => {
    expect(one('follow', { user, timestamp: 1_780_798_747_292 })).toMatchObject({
      time: 1_780_798_747_292,
      stamped: true,
    });
    expect(one('follow', { user, timestamp: '1780798747292' })?.time).toBe(1_780_798_747_292);
    for (const timestamp of [0, 5, null, 'x', 1e30, 18446744168556807651n.toString()]) {
      const event = one('follow', { user, timestamp });
      expect([event?.time, event?.stamped]).toEqual([NOW, undefined]);
    }
  });
});
