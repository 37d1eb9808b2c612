import { count, fields, flag, id, list, text, type Fields } from './fields.js';
import type { GoalEvent, RankEvent } from './live-event.js';
import type { Reader } from './reader.js';
import { readOptionalUser, readRowUser } from './user.js';

export const readCaption: Reader = (data) => ({
  kind: 'caption',
  text: text(data.text || data.content, 2000),
  final: flag(data.isFinal) ?? true,
  language: text(data.language, 20) || undefined,
});

/** Progress and target travel as JSON inside a text field. */
function readMetadata(value: unknown): Fields {
  try {
    return fields(JSON.parse(text(value, 65_536)));
  } catch {
    return {};
  }
}

function readSubGoal(value: unknown): GoalEvent['goals'][number] {
  const goal = fields(value);
  return {
    giftId: id(goal.giftId),
    giftName: text(goal.giftName),
    diamonds: count(goal.diamondCount) ?? 0,
    progress: count(goal.progress) ?? 0,
    target: count(goal.target) ?? 0,
  };
}

export const readGoal: Reader = (data) => ({
  kind: 'goal',
  key: text(data.goalKey),
  creatorId: id(data.creatorUserId),
  goals: list(readMetadata(data.metadataJson).sub_goals, 50, readSubGoal),
});

export const readEnvelope: Reader = (data) => ({
  kind: 'envelope',
  envelopeId: id(data.envelopeId),
  user: readOptionalUser(data.user),
  coins: count(data.coins ?? data.diamondCount ?? data.diamonds) || undefined,
});

export const readQuestion: Reader = (data) => {
  const words = text(data.questionText || data.text || data.content, 2000);
  return words ? { kind: 'question', user: readOptionalUser(data.user, data), text: words } : undefined;
};

function readRank(value: unknown, index: number): RankEvent['ranks'][number] | undefined {
  const row = fields(value);
  const user = readRowUser(row);
  return user && { user, rank: count(row.rank) || index + 1, score: count(row.score) ?? 0 };
}

export const readRanks: Reader = (data) => {
  const rankType = text(data.rankType);
  return {
    kind: 'rank',
    // Older decoders read a wrong field: bytes, not a word.
    rankType: /^[\w.-]*$/.test(rankType) ? rankType : '',
    ranks: list(data.rankList, 100, readRank),
  };
};
