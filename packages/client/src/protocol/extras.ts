import { count, fields, flag, id, list, text, type Fields } from './fields.js';
import type { GoalEvent, RankEvent } from './live-event.js';
import type { Reader } from './reader.js';
import { readOptionalUser } from './user.js';

/** Older decoders read wrong fields as text for `envelope` and `rankUpdate`: bytes, not words. */
const word = (value: unknown): string => {
  const plain = text(value);
  return /^[\w.:-]*$/.test(plain) ? plain : '';
};

export const readCaption: Reader = (data, msgId, time) => {
  const language = text(data.language, 20);
  return {
    kind: 'caption',
    id: msgId,
    time,
    text: text(data.text ?? data.content, 2000),
    final: flag(data.isFinal ?? data.is_final) ?? true,
    ...(language && { language }),
  };
};

/** Progress and target travel as JSON inside a text field. */
function readMetadata(value: unknown): Fields {
  try {
    return fields(typeof value === 'string' && value.length < 65_536 ? JSON.parse(value) : value);
  } catch {
    return fields(undefined);
  }
}

function readSubGoal(value: unknown): GoalEvent['goals'][number] {
  const g = fields(value);
  return {
    giftId: id(g.giftId) || id(g.gift_id),
    giftName: text(g.giftName ?? g.gift_name),
    diamonds: count(g.diamondCount ?? g.diamond_count) ?? 0,
    progress: count(g.progress) ?? 0,
    target: count(g.target) ?? 0,
  };
}

export const readGoal: Reader = (data, msgId, time) => ({
  kind: 'goal',
  id: msgId,
  time,
  key: text(data.goalKey),
  creatorId: id(data.creatorUserId),
  goals: list(readMetadata(data.metadataJson).sub_goals, 50, readSubGoal),
});

export const readEnvelope: Reader = (data, msgId, time) => {
  const raw = id(data.envelopeId);
  const envelopeId = word(raw);
  const user = readOptionalUser(data.user);
  // With a broken id, the older decoder's `diamondCount` is the show/hide flag.
  const coins = count(data.coins ?? (raw === envelopeId ? (data.diamondCount ?? data.diamonds) : undefined));
  return { kind: 'envelope', id: msgId, time, envelopeId, ...(user && { user }), ...(coins && { coins }) };
};

export const readQuestion: Reader = (data, msgId, time) => {
  const words = text(data.questionText ?? data.question_text ?? data.text ?? data.content, 2000);
  const user = readOptionalUser(data.user, data);
  return words ? { kind: 'question', id: msgId, time, ...(user && { user }), text: words } : undefined;
};

function readRankRow(value: unknown, index: number): RankEvent['ranks'][number] | undefined {
  const row = fields(value);
  const user = readOptionalUser(row.user, row);
  return user && { user, rank: count(row.rank) || index + 1, score: count(row.score) ?? 0 };
}

export const readRank: Reader = (data, msgId, time) => ({
  kind: 'rank',
  id: msgId,
  time,
  rankType: word(data.rankType),
  ranks: list(data.rankList ?? data.ranks, 100, readRankRow),
});
