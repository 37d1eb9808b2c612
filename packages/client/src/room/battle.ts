import { endOf } from '../protocol/battle.js';
import type { BattleEvent, BattleScoreEvent, BattleTeam } from '../protocol/live-event.js';
import type { Battle } from './room-state.js';

const hasScore = (team: BattleTeam): boolean => team.score > 0;

/**
 * A battle from its start, through its scores, to its end. Scores that arrive after the end are late and change nothing.
 *
 * @param now Client clock, ms.
 */
export function reduceBattle(known: Battle | null, event: BattleEvent | BattleScoreEvent, now: number): Battle | null {
  const named = known?.battleId && event.battleId;
  // A real battle and one of a test have nothing of each other.
  const other = (named && known.battleId !== event.battleId) || (known && known.test !== event.test);
  const begins = event.kind === 'battle' && event.status !== 'ended' && event.status !== 'unknown';
  // Without an id, only a beginning tells that the next battle is on.
  if (known?.endedAt && !other && (named || !begins)) return known;
  const old = other || known?.endedAt ? null : known;
  const battle = event.kind === 'battle' ? event : undefined;
  const status = event.status === 'unknown' ? (old?.status ?? 'active') : event.status;
  const startsAt = battle?.startsAt ?? old?.startsAt ?? (status === 'active' ? event.time : undefined);
  const { teams } = event;
  return {
    battleId: event.battleId || (old?.battleId ?? ''),
    status,
    // Frames of a start or an end carry no teams, or teams with zeros.
    teams: old && !teams.some(hasScore) && (!teams.length || old.teams.some(hasScore)) ? old.teams : teams,
    startsAt,
    endsAt: event.endsAt ?? old?.endsAt ?? endOf(startsAt, battle?.duration),
    endedAt: status === 'ended' ? now : undefined,
    test: event.test,
  };
}
