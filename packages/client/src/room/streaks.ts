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
const KEPT = 1000;
const SHOWN = 100;

/** A moment on both clocks, the service's and ours: a replay can freeze either. */
interface Moment {
  readonly time: number;
  readonly at: number;
}

/** One streak, the moment of its last frame, and what else is needed to place the next one. */
interface Tracked extends Moment {
  readonly key: string;
  readonly group: string;
  readonly streak: Streak;
  readonly end?: Moment & { readonly transactionId: string };
}

export interface StreakMemory {
  readonly tracked: readonly Tracked[];
  /** Group ids, alone and with the person and gift they came with. */
  readonly groups: RecentSet;
  readonly firstGroup: string;
  /** Several group ids were seen, so they may be TikTok's own: one a streak. */
  readonly manyGroups: boolean;
  /** One was seen with two persons or gifts: older decoders fill in the receiver's id, which says nothing of streaks. */
  readonly sharedGroup: boolean;
}

export const noStreaks: StreakMemory = Object.freeze({
  tracked: [],
  groups: recentSet(1000),
  firstGroup: '',
  manyGroups: false,
  sharedGroup: false,
});

function learnGroup(memory: StreakMemory, group: string, owner: string): StreakMemory {
  const { groups } = memory;
  const owned = `${group}|${owner}`;
  if (!group || has(groups, owned)) return memory;
  const firstGroup = memory.firstGroup || group;
  return {
    ...memory,
    groups: add(add(groups, group), owned),
    firstGroup,
    manyGroups: memory.manyGroups || group !== firstGroup,
    sharedGroup: memory.sharedGroup || has(groups, group),
  };
}

/** Whether a frame begins a new streak although its person has one of the same gift (and group): protocol section 5. */
function isNext(old: Tracked, frame: GiftFrame, ended: boolean, trusted: boolean, now: number): boolean {
  const { end, streak } = old;
  const since = (then: Moment): number => Math.max(frame.time - then.time, now - then.at);
  const isFirst = frame.count === 1 && !ended;
  if (!end) return !trusted && since(old) > (isFirst || frame.count < streak.count ? SILENCE : OPEN_LIFE);
  if (trusted) return since(end) > GROUP_LIFE;
  // Written before the end: a late frame, however late.
  if (frame.stamped && frame.time < end.time) return false;
  // No frame of an ended streak has a higher count than its end.
  if (since(end) > AFTER_END || frame.count > streak.count) return true;
  return isFirst && !(end.transactionId && end.transactionId === frame.transactionId);
}

/** The newest streak of a key; a frame or streak without a group matches any. */
function placeOf(tracked: readonly Tracked[], key: string, group: string): number {
  for (let i = tracked.length; i--;) {
    const t = tracked[i];
    if (t?.key === key && (t.group === group || !t.group || !group)) return i;
  }
  return -1;
}

const alive = (tracked: readonly Tracked[], now: number): readonly Tracked[] =>
  tracked.filter((t) => now - t.at < (t.end ? GROUP_LIFE : OPEN_LIFE)).slice(1 - KEPT);

export interface Placed {
  readonly memory: StreakMemory;
  readonly event: GiftEvent;
  /** What the frame adds in diamonds; more than `added` × price where a streak's price becomes known late. */
  readonly diamonds: number;
}

/**
 * Places a frame in its streak and says what it adds. Frames carry running totals, repeat, skip and come out of order, so
 * the largest count is the truth.
 *
 * @param newId Id of the streak, if the frame begins one.
 */
export function placeGift(known: StreakMemory, frame: GiftFrame, forHost: boolean, newId: string, now: number): Placed {
  const { user, recipient, streakable, test, history, time } = frame;
  const owner = `${user.id || user.nickname}|${frame.gift.id || frame.gift.name}`;
  const key = `${owner}|${forHost ? '' : recipient?.id}|${test}`;
  const single = streakable === false;
  // Where a frame says neither type nor end, it is a gift of its own.
  const ended = single || (frame.ended ?? streakable === undefined);
  const group = single ? '' : (frame.groupId ?? '');
  const memory = test ? known : learnGroup(known, group, owner);
  const trusted = group !== '' && group !== recipient?.id && memory.manyGroups && !memory.sharedGroup;

  const at = single ? -1 : placeOf(memory.tracked, key, group);
  const found = memory.tracked[at];
  const old = found && !isNext(found, frame, ended, trusted && found.group === group, now) ? found : undefined;
  const before = old?.streak;

  const countBefore = before?.count ?? 0;
  const count = old?.end && !trusted ? countBefore : Math.max(countBefore, frame.count);
  const added = count - countBefore;
  const priceBefore = before?.gift.diamonds ?? 0;
  const diamonds = priceBefore || frame.gift.diamonds;
  const gift = {
    id: frame.gift.id,
    name: frame.gift.name || (before?.gift.name ?? ''),
    diamonds,
    imageUrl: frame.gift.imageUrl ?? before?.gift.imageUrl,
  };
  const stillOver = !added && before?.endedAt;
  const streak: Streak = Object.freeze({
    id: before?.id ?? newId,
    eventId: before?.eventId ?? frame.id,
    user,
    gift,
    count,
    forHost,
    startedAt: before?.startedAt ?? now,
    updatedAt: added || !before ? now : before.updatedAt,
    endedAt: stillOver || (ended ? now : undefined),
    test,
    history: before ? before.history && history : history,
  });
  const next: Tracked = {
    key,
    group: group || (old?.group ?? ''),
    streak,
    time: Math.max(time, old?.time ?? 0),
    at: now,
    end: old?.end ?? (ended ? { time, at: now, transactionId: frame.transactionId ?? '' } : undefined),
  };
  const tracked = old ? [...memory.tracked] : [...alive(memory.tracked, now), next];
  if (old) tracked[at] = next;
  return {
    memory: { ...memory, tracked },
    event: {
      ...frame,
      gift,
      count,
      added,
      phase: ended && !stillOver ? 'end' : before ? 'update' : 'start',
      streakId: streak.id,
      forHost,
    },
    diamonds: diamonds * count - priceBefore * countBefore,
  };
}

/** Running and recent streaks for display, oldest first. */
export const shownStreaks = ({ tracked }: StreakMemory): readonly Streak[] =>
  Object.freeze(tracked.slice(-SHOWN).map((t) => t.streak));

/** When a streak is to be given up; never, if it is over. */
const dueAt = ({ streak, at }: Tracked): number => (streak.endedAt === undefined ? at + SILENCE : Infinity);

/** When the next silent streak is due to be given up, on the clock that `now` came from; `Infinity` if none runs. */
export const nextSilence = ({ tracked }: StreakMemory): number => Math.min(...tracked.map(dueAt));

/**
 * Gives up streaks whose end frame never came. For display only: a frame that comes after all is still placed in its streak.
 */
export function giveUp(memory: StreakMemory, now: number): { memory: StreakMemory; events: GiftEvent[] } {
  const events: GiftEvent[] = [];
  const tracked = memory.tracked.map((t) => {
    if (dueAt(t) > now) return t;
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
      test,
      history,
    });
    return { ...t, streak };
  });
  return { memory: events.length ? { ...memory, tracked } : memory, events };
}
