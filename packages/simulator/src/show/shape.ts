import { armies, battle, card } from './battle-shape.js';
import type { Person } from './people.js';
import { withEmoji } from './phrases.js';
import type { ShowEvent } from './show-event.js';
import type { Frame } from './timed-frame.js';
import { picture, userOf, type EventOf, type Fields, type ShapeContext } from './user-shape.js';

/** The frame of an event, in the shape that is asked for. */
export function frameOf(event: ShowEvent, context: ShapeContext): Frame {
  if (event.kind === 'roomInfo') return roomInfo(event, context);
  const [name, fields] = bodyOf(event, context);
  const { shape, time, messageId } = context;
  return {
    event: name,
    data: { type: name, ...fields, timestamp: time, msgId: shape === 'sdk' ? '' : messageId },
  };
}

/** Event name and the fields of `data`. */
function bodyOf(event: Exclude<ShowEvent, { kind: 'roomInfo' }>, context: ShapeContext): [string, Fields] {
  const sdk = context.shape === 'sdk';
  const user = (person: Person): Fields => userOf(person, context);
  switch (event.kind) {
    case 'chat':
      return ['chat', chat(event, context)];
    case 'gift':
      return ['gift', gift(event, context)];
    case 'like': {
      const total = sdk ? { totalLikes: event.total } : { totalLikeCount: event.total };
      return ['like', { user: user(event.person), likeCount: event.count, ...total }];
    }
    case 'join':
      return ['member', { user: user(event.person), ...(sdk ? { action: 1 } : { actionId: 1 }) }];
    case 'follow':
    case 'share':
      return sdk
        ? ['social', { user: user(event.person), action: event.kind }]
        : [event.kind, { user: user(event.person) }];
    case 'subscribe':
      return ['subscribe', { user: user(event.person), subMonth: sdk ? 0 : event.months }];
    case 'viewers':
      return ['roomUserSeq', viewers(event, context)];
    case 'emote':
      return [
        'emoteChat',
        {
          user: user(event.person),
          emoteId: emoteId(event.number),
          ...picture('emoteUrl', 'emote', event.number, context),
        },
      ];
    case 'question':
      return [sdk ? 'question' : 'questionNew', { user: user(event.person), questionText: event.text }];
    case 'pin':
    case 'unpin':
      return ['roomPin', pin(event, context)];
    case 'delete':
      return ['imDelete', { deletedMsgId: event.target }];
    case 'caption':
      return [
        'caption',
        {
          text: event.text,
          isFinal: event.final,
          startedAtMs: context.time - event.since,
          endsAtMs: context.time,
          language: 'en',
        },
      ];
    case 'goal':
      return ['goalUpdate', goal(event, context)];
    case 'envelope':
      return ['envelope', envelope(event, context)];
    case 'rank':
      return [
        'rankUpdate',
        {
          rankType: 'rank_1',
          rankList: sdk
            ? []
            : event.ranks.map(({ person, score }, index) => ({ user: user(person), rank: index + 1, score })),
        },
      ];
    case 'battle':
      return ['battle', battle(event, context)];
    case 'armies':
      return ['battleArmies', armies(event, context)];
    case 'card':
      return ['battleItemCard', card(event, context)];
  }
}

const emoteId = (number: number): string => `70166254315${String(number).padStart(8, '0')}`;

function roomInfo(event: EventOf<'roomInfo'>, { host }: ShapeContext): Frame {
  return {
    event: 'roomInfo',
    roomId: event.roomId,
    uniqueId: host.handle,
    roomInfo: {
      title: event.title,
      user_count: event.viewers,
      like_count: event.likes,
      owner: { nickname: host.nickname, uniqueId: host.handle },
    },
  };
}

function chat(event: EventOf<'chat'>, context: ShapeContext): Fields {
  const user = userOf(event.person, context);
  if (context.shape === 'sdk') return { user, comment: withEmoji(event.text) };
  const emotes = event.emotes.map(({ number, index }) => ({
    emoteId: emoteId(number),
    ...picture('imageUrl', 'emote', number, context),
    placeInComment: index,
  }));
  return {
    user,
    comment: event.text,
    // An emote without a picture shows nothing: none is sent where no pictures are served.
    emotes: context.assetBase === undefined ? [] : emotes,
    language: event.language,
    messageUuid: event.id,
    ...(event.replyTo && { replyToUser: userOf(event.replyTo, context) }),
    ...(event.starred && { starred: event.starred }),
  };
}

function gift(event: EventOf<'gift'>, context: ShapeContext): Fields {
  const { person, count, ended, groupId, transactionId } = event;
  const { id, name, diamonds, type } = event.gift;
  const sdk = context.shape === 'sdk';
  return {
    user: userOf(person, context),
    giftId: id,
    giftName: name,
    diamondCount: diamonds,
    repeatCount: count,
    repeatEnd: ended,
    giftType: type,
    ...picture('giftPictureUrl', 'gift', id, context),
    // The older decoder reads the receiver's id there: the same for all gifts of the room.
    ...(sdk
      ? { combo: count > 1 && !ended, groupId: context.host.userId }
      : { ...(groupId && { groupId }), transactionId, senderUserId: person.userId }),
  };
}

function viewers(event: EventOf<'viewers'>, context: ShapeContext): Fields {
  if (context.shape === 'sdk') return { totalViewers: event.now, viewerCount: event.now };
  const topViewers = event.top.map(({ person, coins }) => ({ user: userOf(person, context), coinCount: coins }));
  return { viewerCount: event.now, totalViewers: event.total, topViewers };
}

function pin(event: EventOf<'pin'> | EventOf<'unpin'>, context: ShapeContext): Fields {
  const pinned = event.kind === 'pin';
  return {
    user: pinned ? userOf(event.person, context) : null,
    comment: pinned ? event.text : '',
    action: pinned ? 1 : 2,
    durationSeconds: pinned ? 60 : 0,
    pinnedAt: context.time,
    originalMsgType: `Webcast${event.of}Message`,
    originalMsgId: event.messageId,
    operatorUserId: context.host.userId,
  };
}

function goal(event: EventOf<'goal'>, { host }: ShapeContext): Fields {
  const { id, name, diamonds } = event.gift;
  const { progress, target } = event;
  const step = { type: 1, giftId: id, progress, target, giftName: name, diamondCount: diamonds };
  return {
    goalKey: 'live_goal_indicator_stream_goal',
    creatorUserId: host.userId,
    contributionLevel: 1,
    metadataJson: JSON.stringify({
      is_first_contribute: false,
      challenge_type: 0,
      update_source: 0,
      sub_goals: [step],
    }),
  };
}

function envelope(event: EventOf<'envelope'>, context: ShapeContext): Fields {
  const amount = context.shape === 'sdk' ? 'diamondCount' : 'coins';
  if (event.coins === undefined) return { envelopeId: event.id };
  return {
    envelopeId: event.id,
    [amount]: event.coins,
    ...(context.shape === 'docs' && { canOpen: 25, user: userOf(event.person, context) }),
  };
}
