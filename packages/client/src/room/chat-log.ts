import type { ChatEvent, DeleteEvent, EmoteEvent } from '../protocol/live-event.js';
import { add, has, recentSet, type RecentSet } from './recent-set.js';
import type { ChatEntry } from './room-state.js';

const KEPT = 500;
/** How long after a deletion by person that person's older lines may still be on their way, ms. */
const STRAGGLERS = 2000;

export interface ChatMemory {
  /** Who has spoken in this session. */
  readonly speakers: RecentSet;
  /** Deleted ids whose message may still come. */
  readonly deleted: RecentSet;
  /** The newest deletions, for lines of a deleted person that arrive late. */
  readonly deletions: readonly { readonly targetId: string; readonly time: number; readonly at: number }[];
}

export const noChat: ChatMemory = Object.freeze({
  speakers: recentSet(10_000),
  deleted: recentSet(1000),
  deletions: [],
});

type Line = ChatEvent | EmoteEvent;

const isNamed = (line: Line, targetId: string): boolean =>
  line.id === targetId || (line.kind === 'chat' && line.uuid === targetId);

/**
 * Whether a line was deleted before it came. By message id always; by person only lines written before the deletion, since
 * a deletion removes what was said, not what that person says later.
 */
export const isDeleted = ({ deleted, deletions }: ChatMemory, line: Line, now: number): boolean =>
  has(deleted, line.id) ||
  (line.kind === 'chat' && has(deleted, line.uuid ?? '')) ||
  deletions.some((d) => d.targetId === line.user.id && line.time < d.time && now - d.at <= STRAGGLERS);

/** The log and its memory with one more line. */
export function append(
  lines: readonly ChatEntry[],
  memory: ChatMemory,
  event: Line,
  key: string,
  receivedAt: number,
): [readonly ChatEntry[], ChatMemory] {
  const who = event.user.id || event.user.nickname;
  const first = !event.test && who !== '' && !has(memory.speakers, who);
  return [
    Object.freeze([...lines.slice(1 - KEPT), Object.freeze({ key, event, receivedAt, first })]),
    first ? { ...memory, speakers: add(memory.speakers, who) } : memory,
  ];
}

/** Without every line that the id names: as message, as message uuid or as person. */
export function remove(
  lines: readonly ChatEntry[],
  memory: ChatMemory,
  { targetId, time }: DeleteEvent,
  now: number,
): [readonly ChatEntry[], ChatMemory] {
  const kept = lines.filter(({ event }) => event.user.id !== targetId && !isNamed(event, targetId));
  return [
    kept.length < lines.length ? Object.freeze(kept) : lines,
    {
      ...memory,
      deleted: add(memory.deleted, targetId),
      deletions: [...memory.deletions.slice(-49), { targetId, time, at: now }],
    },
  ];
}
