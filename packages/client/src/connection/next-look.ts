import type { MachineState } from './machine-state.js';

/** How often a visible page looks whether the machine has slept. A hidden page's chained timers are throttled. */
const lookEvery = 3000;
/** The same during a wait, where a wake only hastens. */
const lookWhileWaiting = 15_000;

/**
 * When the one timer of a connection is due: what comes first, Infinity for never.
 *
 * @param silentAt When the socket counts as dead, if nothing arrives; Infinity without one.
 */
export function nextLook({ stage, due }: MachineState, silentAt: number, hidden: boolean, now: number): number {
  const open = stage === 'open';
  const at = Math.min(due || Infinity, silentAt);
  if (hidden || !(open || stage === 'wait')) return at;
  return Math.min(at, now + (open ? lookEvery : lookWhileWaiting));
}
