import type { ConnectionPhase, ConnectionState } from './connection-state.js';
import type { MachineState } from './machine-state.js';
import { stateMessage } from './state-message.js';

/** A state without a history. `now` in ms since 1970. */
export const plainState = (state: ConnectionPhase, now: number, reason: string = state): ConnectionState => ({
  state,
  reason,
  message: stateMessage(reason),
  attempt: 0,
  since: now,
  via: 'own',
});

/** Whether a page could not tell the two apart. */
export const looksAlike = (before: MachineState, after: MachineState): boolean =>
  after.phase === before.phase &&
  after.reason === before.reason &&
  after.closeCode === before.closeCode &&
  after.attempt === before.attempt &&
  (after.due === before.due || after.stage !== 'wait');

/**
 * What a page sees of the machine.
 *
 * @param now ms since 1970
 * @param left ms until what the machine waits for
 */
export const shownState = (
  { phase, reason, closeCode, attempt, stage }: MachineState,
  last: ConnectionState,
  now: number,
  left: number,
): ConnectionState => ({
  state: phase,
  reason,
  message: stateMessage(reason),
  attempt,
  since: phase === last.state ? last.since : now,
  via: 'own',
  ...(closeCode !== undefined && { closeCode }),
  ...(stage === 'wait' && { retryAt: Math.round(now + left) }),
});
