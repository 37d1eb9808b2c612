import type { BattleEvent, BattleScoreEvent, BattleTeam } from '../protocol/live-event.js';
import type { Battle } from './room-state.js';

const scored = (teams: readonly BattleTeam[]): boolean => teams.some((team) => team.score > 0);

/** Frames that tell of the start or the end carry no teams, or teams with zeros: what is known stays. */
const newer = (told: readonly BattleTeam[], known: readonly BattleTeam[]): readonly BattleTeam[] =>
  told.length && (scored(told) || !scored(known)) ? told : known;

/**
 * A battle from its start, through its scores, to its end. Scores that arrive after the end are late and change nothing.
 *
 * @param now Client clock, ms.
 */
export function reduceBattle(known: Battle | null, event: BattleEvent | BattleScoreEvent, now: number): Battle | null {
  const other = Boolean(known?.battleId && event.battleId && known.battleId !== event.battleId);
  const ended = known?.endedAt !== undefined;
  if (ended && !other) {
    // Without an id, only a start tells that the next battle has begun.
    const restart = event.kind === 'battle' && !(known.battleId && event.battleId) && /^(act|st|pr)/.test(event.status);
    if (!restart) return known;
  }
  const base = known && !other && !ended ? known : undefined;
  const status = event.status === 'unknown' ? (base?.status ?? 'active') : event.status;
  const begun = event.kind === 'battle' ? event.startsAt : undefined;
  const startsAt = begun ?? base?.startsAt ?? (status === 'active' ? event.time : undefined);
  const length = event.kind === 'battle' ? event.duration : undefined;
  const endsAt = event.endsAt ?? base?.endsAt ?? (startsAt && length ? startsAt + length * 1000 : undefined);
  return Object.freeze({
    battleId: event.battleId || (base?.battleId ?? ''),
    status,
    teams: newer(event.teams, base?.teams ?? []),
    ...(startsAt && { startsAt }),
    ...(endsAt && { endsAt }),
    ...(status === 'ended' && { endedAt: now }),
  });
}
