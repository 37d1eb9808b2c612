import { count, fields, id, isFields, list, moment, number, text, type Fields } from './fields.js';
import type { BattleEvent, BattleTeam } from './live-event.js';
import type { Reader } from './reader.js';
import { readOptionalUser, readRowUser } from './user.js';

const STATUS: readonly BattleEvent['status'][] = ['unknown', 'active', 'starting', 'ended', 'preparing', 'ended'];
const readStatus = (value: unknown): BattleEvent['status'] => STATUS[number(value) ?? 0] ?? 'unknown';

function readMember(value: unknown): BattleTeam['contributors'][number] | undefined {
  const row = fields(value);
  const user = readRowUser(row);
  return user && { user, score: count(row.score) ?? 0 };
}

/** A team of `teams` or `hosts`, or a bare battle user of the first documentation (protocol section 4.6). */
function readTeam(value: unknown, score: unknown): BattleTeam | undefined {
  if (!isFields(value)) return;
  const members = list(value.contributors ?? value.users, 100, readMember);
  const told = readOptionalUser(value.hostUser, value.hostUserId === undefined ? value : undefined);
  const hostId = id(value.hostUserId) || told?.id || '';
  return {
    hostId,
    host: told ?? members.find(({ user }) => user.id === hostId)?.user,
    score: count(value.teamTotalScore ?? value.score) || count(score) || 0,
    contributors: members.filter(({ user }) => user.id !== hostId),
  };
}

/** `hosts` has each person's own score, where `teams` may repeat the team's; but only `teams` has pictures. */
function readTeams(data: Fields): readonly BattleTeam[] {
  const scores: readonly unknown[] = Array.isArray(data.scores) ? data.scores : [];
  const read = (rows: unknown): BattleTeam[] => list(rows, 20, (row, i) => readTeam(row, scores[i]));
  const [hosts, teams] = [read(data.hosts), read(data.teams)];
  if (!hosts.length) return teams.length ? teams : read(data.battleUsers);
  const pictured = new Map(teams.flatMap((team) => team.contributors).map(({ user }) => [user.id, user]));
  return hosts.map((team) => ({
    ...team,
    host: team.host ?? teams.find(({ hostId }) => hostId === team.hostId)?.host,
    contributors: team.contributors.map(({ user, score }) => ({ user: pictured.get(user.id) ?? user, score })),
  }));
}

/** The end, where the frame has a start and a length in seconds. */
export const endOf = (startsAt: number | undefined, seconds: number | undefined): number | undefined =>
  startsAt && seconds ? startsAt + seconds * 1000 : undefined;

export const readBattle: Reader = (data) => {
  const settings = fields(data.battleSettings);
  const duration = count(data.battleDuration ?? settings.duration) || undefined;
  const startsAt = moment(settings.startTimeMs);
  return {
    kind: 'battle',
    battleId: id(data.battleId),
    status: readStatus(data.status ?? data.battleStatus),
    teams: readTeams(data),
    startsAt,
    endsAt: moment(settings.endTimeMs) ?? endOf(startsAt, duration),
    duration,
  };
};

export const readBattleScore: Reader = (data, _, time) => ({
  kind: 'battle-score',
  battleId: id(data.battleId),
  status: readStatus(data.status),
  teams: readTeams(data),
  endsAt:
    endOf(moment(data.startedAtMs), count(data.durationSec)) ??
    endOf(moment(data.serverTsMs) ?? time, count(data.secsRemaining)),
});

export const readBattleCard: Reader = (data) => ({
  kind: 'battle-card',
  battleId: id(data.battleId),
  card: text(data.effect) || text(data.cardType),
  user: readOptionalUser(data.user, {
    userId: data.senderUserId,
    uniqueId: data.senderUniqueId,
    nickname: data.senderNickname,
    avatar: data.senderAvatarUrl,
  }),
  multiplier: count(data.multiplier) || undefined,
  endsAt: moment(data.endsAtSec, 1000),
});
