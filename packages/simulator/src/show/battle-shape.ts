import type { BattleSide } from './show-event.js';
import { picture, userOf, type EventOf, type Fields, type ShapeContext } from './user-shape.js';

/** `battle`: a battle starts, runs or is over. */
export function battle(event: EventOf<'battle'>, context: ShapeContext): Fields {
  const startTimeMs = event.start;
  return {
    battleId: event.id,
    status: event.status,
    battleDuration: event.length,
    teams: event.sides.map(({ host, score }) => ({
      hostUserId: host.userId,
      score,
      users: [{ user: userOf(host, context), score }],
    })),
    scores: event.sides.map(({ score }) => score),
    ...(event.status !== 3 && {
      battleSettings: { startTimeMs, duration: event.length, endTimeMs: startTimeMs + event.length * 1000 },
    }),
  };
}

/** The documented form names contributors; the older one lists users who all carry their team's total. */
export function armies(event: EventOf<'armies'>, context: ShapeContext): Fields {
  const { id, sides, length } = event;
  if (context.shape === 'sdk') {
    const users = ({ givers, score }: BattleSide): Fields[] =>
      givers.map(({ person }) => ({ user: userOf(person, context), score }));
    return {
      battleId: '',
      status: 1,
      teams: sides.map((side) => ({ hostUserId: side.host.userId, score: side.score, users: users(side) })),
    };
  }
  return {
    battleId: id,
    status: 1,
    matchId: id,
    startedAtMs: event.start,
    serverTsMs: context.time,
    durationSec: length,
    secsRemaining: Math.max(0, length - Math.round((context.time - event.start) / 1000)),
    hosts: sides.map(({ host, score, givers }, teamIdx) => ({
      hostUserId: host.userId,
      teamTotalScore: score,
      teamIdx,
      contributors: givers.map(({ person, score: own }) => ({
        userId: person.userId,
        score: own,
        nickname: person.nickname,
      })),
    })),
  };
}

const cards = {
  gloves: { cardType: 2, effectKey: 'pm_mt_boost_crit_name', multiplier: 0, accentColor: '#607A53' },
  mist: { cardType: 3, effectKey: 'pm_mt_mist_name', multiplier: 0, accentColor: '#5A6078' },
  booster_x3: {
    cardType: 11,
    effectKey: 'ttlive_match_announcement_userSentBooster_no3',
    multiplier: 3,
    accentColor: '#E0D4BC',
  },
} as const;

/** `battleItemCard`. */
export function card(event: EventOf<'card'>, context: ShapeContext): Fields {
  const now = Math.floor(context.time / 1000);
  const { person, length } = event;
  return {
    battleId: event.id,
    effect: event.card,
    ...cards[event.card],
    senderUserId: person.userId,
    senderNickname: person.nickname,
    senderUniqueId: person.handle,
    ...picture('senderAvatarUrl', 'avatar', person.avatar, context),
    activatedAtSec: now,
    durationSec: length,
    endsAtSec: now + length,
  };
}
