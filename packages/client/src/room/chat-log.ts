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

/** By what a deletion may name it, besides its person. */
const idsOf = ({ id, uuid = '' }: { readonly id: string; readonly uuid?: string }): readonly string[] =>
  [id, uuid].filter(Boolean);

/**
 * Whether a line was deleted before it came. By message id always; by person only lines written before the deletion, since
 * a deletion removes what was said, not what that person says later.
 */
export const isDeleted = ({ deleted, deletions }: ChatMemory, line: Line, now: number): boolean =>
  idsOf(line).some((id) => has(deleted, id)) ||
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
  let { deleted } = memory;
  const kept = lines.filter(({ event }) => {
    const ids = idsOf(event);
    if (!ids.includes(targetId)) return event.user.id !== targetId;
    // Its pin may know it by the other id.
    deleted = ids.reduce(add, deleted);
    return false;
  });
  return [
    kept.length < lines.length ? Object.freeze(kept) : lines,
    {
      ...memory,
      deleted: add(deleted, targetId),
      deletions: [...memory.deletions.slice(-49), { targetId, time, at: now }],
    },
  ];
}
