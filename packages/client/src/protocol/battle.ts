import { count, fields, id, isFields, list, moment, number, text, type Fields } from './fields.js';
import type { BattleEvent, BattleTeam, User } from './live-event.js';
import type { Reader } from './reader.js';
import { readOptionalUser, readUser } from './user.js';

const STATUS: readonly BattleEvent['status'][] = ['unknown', 'active', 'starting', 'ended', 'preparing', 'ended'];
const readStatus = (value: unknown): BattleEvent['status'] => STATUS[number(value) ?? 0] ?? 'unknown';

interface Member {
  readonly user: User;
  readonly score: number;
}

function readMember(value: unknown): Member | undefined {
  const row = fields(value);
  const user = readOptionalUser(isFields(row.user) ? row.user : row);
  return user && { user, score: count(row.score) ?? 0 };
}

/** A team of `teams`, or a bare battle user of the first documentation (protocol section 4.6). */
function readTeam(value: unknown, fallbackScore: unknown): BattleTeam | undefined {
  if (!isFields(value)) return;
  const bare = value.hostUserId === undefined && value.users === undefined;
  const members = list(value.users, 100, readMember);
  const named = bare ? readOptionalUser(value) : readOptionalUser(value.hostUser);
  const hostId = id(value.hostUserId) || named?.id || members[0]?.user.id || '';
  const host = named ?? members.find((m) => m.user.id === hostId)?.user;
  return {
    hostId,
    ...(host && { host }),
    score: count(value.score ?? value.teamTotalScore) || count(fallbackScore) || 0,
    contributors: members.filter((m) => m.user.id !== hostId),
  };
}

function readTeams(data: Fields): BattleTeam[] {
  const scores: readonly unknown[] = Array.isArray(data.scores) ? data.scores : [];
  const rows = Array.isArray(data.teams) && data.teams.length ? data.teams : data.battleUsers;
  return list(rows, 20, (row, i) => readTeam(row, scores[i]));
}

/** `hosts` has each person's own score, `teams` may repeat the team's; pictures are in `teams` only. */
function readHosts(data: Fields): BattleTeam[] {
  const teams = readTeams(data);
  const hosts = list(data.hosts, 20, (row) => {
    const h = fields(row);
    const hostId = id(h.hostUserId);
    const twin = teams.find((team) => team.hostId === hostId);
    const contributors = list(h.contributors, 100, readMember).map((member) => ({
      user: twin?.contributors.find((c) => c.user.id === member.user.id)?.user ?? member.user,
      score: member.score,
    }));
    const host = readOptionalUser(h.hostUser) ?? twin?.host;
    return {
      hostId,
      ...(host && { host }),
      score: count(h.teamTotalScore ?? h.score) ?? twin?.score ?? 0,
      contributors,
    };
  });
  return hosts.length ? hosts : teams;
}

export const readBattle: Reader = (data, msgId, time) => {
  const settings = fields(data.battleSettings);
  const duration = count(data.battleDuration ?? settings.duration);
  const startsAt = moment(settings.startTimeMs);
  const endsAt = moment(settings.endTimeMs) ?? (startsAt && duration ? startsAt + duration * 1000 : undefined);
  return {
    kind: 'battle',
    id: msgId,
    time,
    battleId: id(data.battleId),
    status: readStatus(data.status ?? data.battleStatus),
    teams: readTeams(data),
    ...(startsAt && { startsAt }),
    ...(endsAt && { endsAt }),
    ...(duration && { duration }),
  };
};

export const readBattleScore: Reader = (data, msgId, time) => {
  const startsAt = moment(data.startedAtMs);
  const duration = count(data.durationSec);
  const left = count(data.secsRemaining);
  const endsAt =
    startsAt && duration
      ? startsAt + duration * 1000
      : left === undefined
        ? undefined
        : (moment(data.serverTsMs) ?? time) + left * 1000;
  return {
    kind: 'battle-score',
    id: msgId,
    time,
    battleId: id(data.battleId),
    status: readStatus(data.status),
    teams: readHosts(data),
    ...(endsAt && { endsAt }),
  };
};

const CARDS: Readonly<Record<number, string>> = {
  2: 'gloves',
  3: 'mist',
  4: 'match_guide',
  10: 'booster_x2',
  11: 'booster_x3',
};

export const readBattleCard: Reader = (data, msgId, time) => {
  const sender = readUser(
    data.user ?? {
      userId: data.senderUserId,
      uniqueId: data.senderUniqueId,
      nickname: data.senderNickname,
      avatar: data.senderAvatarUrl,
    },
  );
  const multiplier = count(data.multiplier);
  const endsAt = moment(data.endsAtSec, 1000);
  return {
    kind: 'battle-card',
    id: msgId,
    time,
    battleId: id(data.battleId),
    card: text(data.effect) || CARDS[number(data.cardType) ?? 0] || 'unknown',
    ...((sender.id || sender.nickname) && { user: sender }),
    ...(multiplier && { multiplier }),
    ...(endsAt && { endsAt }),
  };
};
