import type { GiftEvent, GiftFrame } from '../protocol/live-event.js';
import { add, has, recentSet, type RecentSet } from './recent-set.js';
import type { Streak } from './room-state.js';

/** A frame this long after an end belongs to the next streak, ms. */
const AFTER_END = 5000;
/** Silence after which a streak without an end frame is given up, and a lower count begins a new one, ms. */
const SILENCE = 10_000;
/** Even a group id that can be trusted is not one streak for longer than this after its end, ms. */
const GROUP_LIFE = 60_000;
/** How long a streak that never ended can be continued, ms. */
const OPEN_LIFE = 600_000;
const KEPT = 2000;

/** One streak and what is needed to place the next frame. Times on both clocks: a replay can freeze either. */
interface Tracked {
  readonly key: string;
  readonly group: string;
  readonly streak: Streak;
  /** The newest stamp of its frames. */
  readonly time: number;
  /** When its last frame came. */
  readonly at: number;
  readonly end?: { readonly time: number; readonly at: number; readonly transactionId: string };
}

export interface StreakMemory {
  readonly tracked: readonly Tracked[];
  /** Group ids, alone and with the person and gift they came with. */
  readonly groups: RecentSet;
  readonly firstGroup: string;
  /** Several group ids were seen. */
  readonly manyGroups: boolean;
  /** One group id was seen with two persons or gifts: it is the receiver's id, not the streak's. */
  readonly sharedGroup: boolean;
}

export const noStreaks: StreakMemory = Object.freeze({
  tracked: Object.freeze([]),
  groups: recentSet(1000),
  firstGroup: '',
  manyGroups: false,
  sharedGroup: false,
});

export interface Placed {
  readonly memory: StreakMemory;
  readonly event: GiftEvent;
  /** What the frame adds in diamonds; more than `added` × price where a streak's price becomes known late. */
  readonly diamonds: number;
}

function learnGroup(memory: StreakMemory, group: string, owner: string): StreakMemory {
  if (!group || memory.sharedGroup || has(memory.groups, `${group}|${owner}`)) return memory;
  return {
    ...memory,
    groups: add(add(memory.groups, group), `${group}|${owner}`),
    firstGroup: memory.firstGroup || group,
    manyGroups: memory.manyGroups || (memory.firstGroup !== '' && memory.firstGroup !== group),
    sharedGroup: has(memory.groups, group),
  };
}

/** Whether a frame begins a new streak although its person has one of the same gift (and group): protocol section 5. */
function isNext(old: Tracked, frame: GiftFrame, ended: boolean, trusted: boolean, now: number): boolean {
  const { end, streak } = old;
  const since = (then: { readonly time: number; readonly at: number }): number =>
    Math.max(frame.time - then.time, now - then.at);
  if (!end) return !trusted && since(old) > SILENCE && (frame.count < streak.count || (frame.count === 1 && !ended));
  if (trusted) return since(end) > GROUP_LIFE;
  // Written before the end: a late frame, however late.
  if (frame.stamped && frame.time < end.time) return false;
  if (since(end) > AFTER_END) return true;
  // No frame of the ended streak has a higher count than its end.
  if (frame.count > streak.count) return true;
  return frame.count === 1 && !ended && (!end.transactionId || frame.transactionId !== end.transactionId);
}

/** The newest streak of a key; a frame or streak without a group matches any. */
function lastPlace(tracked: readonly Tracked[], key: string, group: string): number {
  for (let i = tracked.length; i--;) {
    const t = tracked[i];
    if (t?.key === key && (t.group === group || !t.group || !group)) return i;
  }
  return -1;
}

/**
 * Places a frame in its streak and says what it adds. Frames carry running totals, repeat, skip and come out of order, so
 * the largest count is the truth.
 *
 * @param serial Makes the id of a new streak unique.
 */
export function placeGift(
  memory: StreakMemory,
  frame: GiftFrame,
  forHost: boolean,
  serial: number,
  now: number,
): Placed {
  const { user, recipient, streakable } = frame;
  const owner = `${user.id || user.nickname}|${frame.gift.id || frame.gift.name}`;
  const key = `${owner}|${forHost ? '' : recipient?.id}|${frame.test ?? ''}`;
  const single = streakable === false;
  // Where a frame says neither type nor end, it is a gift of its own.
  const ended = single || (frame.ended ?? streakable === undefined);
  const group = single ? '' : (frame.groupId ?? '');
  const learned = frame.test ? memory : learnGroup(memory, group, owner);
  const trusted = group !== '' && learned.manyGroups && !learned.sharedGroup && group !== recipient?.id;

  const at = single ? -1 : lastPlace(learned.tracked, key, group);
  const found = learned.tracked[at];
  const old = found && !isNext(found, frame, ended, trusted && found.group === group, now) ? found : undefined;

  const before = old?.streak.count ?? 0;
  const count = old?.end && !trusted ? before : Math.max(before, frame.count);
  const priceBefore = old?.streak.gift.diamonds ?? 0;
  const price = priceBefore || frame.gift.diamonds;
  const gift = {
    id: frame.gift.id,
    name: frame.gift.name || (old?.streak.gift.name ?? ''),
    diamonds: price,
    ...((frame.gift.imageUrl ?? old?.streak.gift.imageUrl) && {
      imageUrl: frame.gift.imageUrl ?? old?.streak.gift.imageUrl,
    }),
  };
  const over = old?.streak.endedAt !== undefined && count === before;
  const endedAt = over ? old.streak.endedAt : ended ? now : undefined;
  const streak: Streak = Object.freeze({
    id: old?.streak.id ?? `s${serial}`,
    eventId: old ? old.streak.eventId : frame.id,
    user,
    gift,
    count,
    forHost,
    startedAt: old?.streak.startedAt ?? now,
    updatedAt: old && count === before ? old.streak.updatedAt : now,
    ...(endedAt !== undefined && { endedAt }),
    ...(frame.test && { test: frame.test }),
    ...((old ? old.streak.history : frame.history) && { history: true as const }),
  });
  const end = old?.end ?? (ended ? { time: frame.time, at: now, transactionId: frame.transactionId ?? '' } : undefined);
  const next: Tracked = {
    key,
    group: group || (old?.group ?? ''),
    streak,
    time: Math.max(frame.time, old?.time ?? 0),
    at: now,
    ...(end && { end }),
  };
  return {
    memory: {
      ...learned,
      tracked: old ? learned.tracked.map((t, i) => (i === at ? next : t)) : [...pruned(learned.tracked, now), next],
    },
    event: {
      ...frame,
      gift,
      count,
      added: count - before,
      phase: over || !(ended || !old) ? 'update' : ended ? 'end' : 'start',
      streakId: streak.id,
      forHost,
    },
    diamonds: price * count - priceBefore * before,
  };
}

const pruned = (tracked: readonly Tracked[], now: number): readonly Tracked[] =>
  tracked.filter((t) => now - t.at < (t.end ? GROUP_LIFE : OPEN_LIFE)).slice(1 - KEPT);

/** Running and recent streaks for display, oldest first, at most 100. */
export const shownStreaks = ({ tracked }: StreakMemory): readonly Streak[] => tracked.slice(-100).map((t) => t.streak);

const isRunning = (t: Tracked): boolean => t.streak.endedAt === undefined;

/** When the next silent streak is due to be given up, on the clock that `now` came from. */
export const nextSilence = ({ tracked }: StreakMemory): number | undefined => {
  const due = tracked.filter(isRunning).map((t) => t.at + SILENCE);
  return due.length ? Math.min(...due) : undefined;
};

/**
 * Gives up streaks whose end frame never came. For display only: a frame that comes after all is still placed in its streak.
 */
export function giveUp(memory: StreakMemory, now: number): { memory: StreakMemory; events: GiftEvent[] } {
  const events: GiftEvent[] = [];
  const tracked = memory.tracked.map((t) => {
    if (!isRunning(t) || now - t.at < SILENCE) return t;
    const streak = Object.freeze({ ...t.streak, endedAt: now });
    const { id: streakId, user, gift, count, forHost, test, history } = streak;
    events.push({
      kind: 'gift',
      id: '',
      time: now,
      user,
      gift,
      count,
      added: 0,
      phase: 'end',
      streakId,
      forHost,
      ...(test && { test }),
      ...(history && { history }),
    });
    return { ...t, streak };
  });
  return events.length ? { memory: { ...memory, tracked }, events } : { memory, events };
}
