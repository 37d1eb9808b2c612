import type { ChatEntry } from '@tiktool-widgets/client';

/** How long a leaving row is still drawn, ms. */
export const leaveTime = 180;

/** Consecutive lines of one person share a header when no more time than this lies between them, ms. */
const mergeTime = 120_000;

/** What `chatRows` needs to know; times in ms. */
export interface ChatRowOptions<L> {
  /** What of an entry is shown; null for an entry that a filter rejects. */
  readonly line: (entry: ChatEntry) => L | null;
  readonly maxMessages: number;
  /** Time between arrival and showing. */
  readonly hold: number;
  /** Time between showing and leaving; 0: never leaves. */
  readonly hideAfter: number;
  readonly merge: boolean;
  readonly newestFirst: boolean;
}

export interface ChatRow<L> {
  readonly entry: ChatEntry;
  readonly line: L;
  readonly shownAt: number;
  /** Continues the row above it, which has the header. */
  readonly merged: boolean;
  /** On its way out; gone after `leaveTime`. */
  readonly leaving: boolean;
}

export interface ChatRows<L> {
  /** From above to below. */
  readonly rows: readonly ChatRow<L>[];
  /** When the rows change without a new event, ms since 1970; `Infinity` if never. */
  readonly next: number;
}

/**
 * The rows on screen as a function of the log and the time. A line that the log does not hold any more (it was deleted,
 * or the room is another one) has no row, whatever it was doing: so a deletion also reaches a held line.
 */
export function chatRows<L>(log: readonly ChatEntry[], options: ChatRowOptions<L>, now: number): ChatRows<L> {
  const { maxMessages, hold, hideAfter } = options;
  const rows: Omit<ChatRow<L>, 'merged'>[] = [];
  let next = Infinity;
  for (let i = log.length - 1; i >= 0 && rows.length < maxMessages; i--) {
    const entry = log[i];
    if (!entry) continue;
    const shownAt = entry.receivedAt + hold;
    const leavesAt = hideAfter > 0 ? shownAt + hideAfter : Infinity;
    const phases = [shownAt, leavesAt, leavesAt + leaveTime];
    const waiting = phases.find((time) => time > now) ?? Infinity;
    // Filters are the dear part; lines that are long gone never reach them.
    if (now >= leavesAt + leaveTime) continue;
    const line = options.line(entry);
    if (!line) continue;
    next = Math.min(next, waiting);
    if (now >= shownAt) rows.push({ entry, line, shownAt, leaving: now >= leavesAt });
  }
  if (!options.newestFirst) rows.reverse();
  return { rows: rows.map((row, i) => ({ ...row, merged: options.merge && continues(rows[i - 1], row) })), next };
}

function continues<R extends Pick<ChatRow<unknown>, 'entry' | 'leaving'>>(above: R | undefined, row: R): boolean {
  const [a, b] = [above?.entry, row.entry];
  return (
    a !== undefined &&
    a.event.user.id !== '' &&
    a.event.user.id === b.event.user.id &&
    Math.abs(b.receivedAt - a.receivedAt) < mergeTime &&
    // A header that fades away would leave its lines without a name.
    above?.leaving === row.leaving
  );
}
