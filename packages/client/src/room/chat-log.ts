import type { ChatEvent, DeleteEvent, EmoteEvent } from '../protocol/live-event.js';
import { add, has, recentSet, type RecentSet } from './recent-set.js';
import type { ChatEntry } from './room-state.js';

const LOG = 500;
/** How long after a deletion by person older lines of that person are still on their way, ms. */
const STRAGGLERS = 2000;

export interface ChatMemory {
  /** Who has spoken in this session. */
  readonly speakers: RecentSet;
  /** Deleted ids whose message may still come. */
  readonly deleted: RecentSet;
  /** Recent deletions, for lines of a deleted person that arrive late. */
  readonly recent: readonly { readonly targetId: string; readonly time: number; readonly at: number }[];
}

export const noChat: ChatMemory = Object.freeze({
  speakers: recentSet(10_000),
  deleted: recentSet(1000),
  recent: Object.freeze([]),
});

type Line = ChatEvent | EmoteEvent;

const idsOf = (line: Line): readonly string[] => [line.id, (line.kind === 'chat' && line.uuid) || ''];

/**
 * Whether a line was deleted before it came. By message id always; by person only lines written before the deletion, since
 * a deletion removes what was said, not what that person says later.
 */
export const isDeleted = (memory: ChatMemory, line: Line, now: number): boolean =>
  idsOf(line).some((id) => id && has(memory.deleted, id)) ||
  memory.recent.some((d) => d.targetId === line.user.id && line.time < d.time && now - d.at <= STRAGGLERS);

export function appendLine(
  log: readonly ChatEntry[],
  memory: ChatMemory,
  event: Line,
  key: string,
  receivedAt: number,
): { log: readonly ChatEntry[]; memory: ChatMemory } {
  const who = event.user.id || event.user.nickname;
  const first = !event.test && who !== '' && !has(memory.speakers, who);
  const entry: ChatEntry = Object.freeze({ key, event, receivedAt, first });
  return {
    log: [...(log.length < LOG ? log : log.slice(1 - LOG)), entry],
    memory: first ? { ...memory, speakers: add(memory.speakers, who) } : memory,
  };
}

/** Removes every line that the id names: as message, as message uuid or as person. */
export function deleteLines(
  log: readonly ChatEntry[],
  memory: ChatMemory,
  { targetId, time }: DeleteEvent,
  now: number,
): { log: readonly ChatEntry[]; memory: ChatMemory } {
  const kept = log.filter(({ event }) => event.user.id !== targetId && !idsOf(event).includes(targetId));
  return {
    log: kept.length < log.length ? kept : log,
    memory: {
      ...memory,
      deleted: add(memory.deleted, targetId),
      recent: [...memory.recent.filter((d) => now - d.at <= STRAGGLERS).slice(-49), { targetId, time, at: now }],
    },
  };
}
