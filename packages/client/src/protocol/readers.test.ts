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

  it('reads chat and emotes without what they do not have', () => {
    const person = { id: user.userId, handle: 'kit', nickname: 'Kit', roles: [] };
    expect(one('chat', { user, comment: 'a', starred: {} })).toEqual({
      ...{ kind: 'chat', id: '', time: NOW, user: person, text: 'a', emotes: [], starred: { claps: 0, score: 0 } },
    });
    const emotes = [{ id: 'e1', imageUrl: 'https://p.test/e', index: 2 }];
    expect(one('chat', { user, emotes })).toMatchObject({ text: '', emotes });
    const emote = { id: 'e1', imageUrl: 'https://p.test/e', name: 'wave' };
    for (const address of ['emoteUrl', 'imageUrl'])
      expect(one('emote', { user, emoteId: 'e1', [address]: emote.imageUrl, emoteName: 'wave' })).toEqual({
        ...{ kind: 'emote', id: '', time: NOW, user: person, emote },
      });
    expect(one('emote', { emoteId: 'e1', userId: '5' })).toMatchObject({ user: { id: '5' }, emote: { imageUrl: '' } });
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
        gift: { name: 'Rose', diamondCount: 5, imageUrl: 'https://p.test/r' },
        giftDetails: { giftId: 5655, giftType: 1 },
        repeatCount: 3,
        repeatEnd: true,
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
    expect(one('gift', { user, sender: { userId: '5' } })).toMatchObject({ user: { id: user.userId } });
    expect(one('gift', { userId: '5' })).toMatchObject({ user: { id: '5' } });
    expect(one('gift', { user, repeatCount: 1e12, groupId: 7, transactionId: 't' })).toMatchObject({
      ...{ count: 1e9, groupId: '7', transactionId: 't' },
    });
    for (const repeatEnd of [0, '0', false, 'false'])
      expect(one('gift', { user, repeatEnd })).toMatchObject({ ended: false });
    const bare = one('gift', { user });
    expect(
      bare?.kind === 'gift' && [bare.ended, bare.streakable, bare.groupId, bare.transactionId, bare.recipient],
    ).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(one('gift', { user, relationship: { toUser: '99' } })).toMatchObject({
      recipient: { id: '99', handle: '' },
    });
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
    ['social', { action: 'Follow' }, 'follow'],
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
    for (const named of [{ uniqueId: 'kit' }, { roomInfo: { uniqueId: 'kit' } }])
      expect(one('roomInfo', named)).toMatchObject({ host: { handle: 'kit' } });
    expect(decode({ event: 'roomInfo', roomId: '7123', uniqueId: 'kit', data: { viewerCount: 1 } })[0]).toMatchObject({
      ...{ roomId: '7123', host: { handle: 'kit' } },
    });
    expect(one('roomInfo', { owner: { userId: '98', id: '99' }, ownerUserId: '97' })).toMatchObject({
      host: { id: '98' },
    });
    expect(one('control', { action: 1 })).toMatchObject({ status: 'paused' });
    expect(one('control', { action: 2 })).toMatchObject({ status: 'live' });
    expect(one('control', { action: 4 })).toMatchObject({ status: undefined });
    expect(one('streamEnd', { reason: 'creator_offline' })).toMatchObject({ reason: 'creator_offline' });
    expect(one('offline', {})).toMatchObject({ kind: 'stream-end', reason: 'ended' });
    expect(one('roomInfo', { roomId: '0', roomInfo: { user_count: 0, like_count: 0, title: '' } })).toEqual({
      ...{ kind: 'room', id: '', time: NOW },
    });
    expect(one('room', { title: '' })).toEqual({ kind: 'room', id: '', time: NOW });
  });

  it('does not let liveIntro name the room', () => {
    const intro = one('liveIntro', { roomId: '7', title: 'T' });
    expect(intro?.kind === 'room' && [intro.title, intro.roomId]).toEqual(['T', undefined]);
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
    expect(one('roomPin', { user })).toMatchObject({
      ...{ kind: 'pin', user: { id: user.userId }, of: 'unknown', text: '', duration: 0 },
    });
    expect(one('roomPin', {})).toMatchObject({ kind: 'unpin' });
  });

  it('C55 reads the deleted id as text', () => {
    for (const deletedMsgId of ['7648470000000001', 7648470000000001])
      expect(one('imDelete', { deletedMsgId })).toMatchObject({ kind: 'delete', targetId: '7648470000000001' });
    for (const name of ['messageUuid', 'messageId', 'deletedUserId', 'userId'])
      expect(one('imDelete', { [name]: '5' })).toMatchObject({ targetId: '5' });
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
