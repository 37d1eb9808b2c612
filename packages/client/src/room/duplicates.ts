import type { User, WireEvent } from '../protocol/live-event.js';
import { add, has, recentSet, type RecentSet } from './recent-set.js';

/** What is remembered to recognise an event that arrives again: after a reconnect, or from a stuttering service. */
export interface Duplicates {
  readonly seen: RecentSet;
  /** Grows with each reconnect. */
  readonly epoch: number;
  /** Slot of the last event before the last reconnect. */
  readonly lastSlot: number;
  /** Slot of the newest event. */
  readonly slot: number;
  /** Receipt time of the last reconnect. */
  readonly reconnectedAt: number;
  readonly socials: readonly Social[];
}

interface Social {
  readonly key: string;
  readonly time: number;
  readonly at: number;
}

export const noDuplicates: Duplicates = Object.freeze({
  // Ids and contents of about 2,000 events.
  seen: recentSet(4000),
  epoch: 0,
  lastSlot: -1,
  slot: -1,
  reconnectedAt: -Infinity,
  socials: Object.freeze([]),
});

const SLOT = 10_000;
/** A minute before the break, in slots. */
const LOOK_BACK = 6;
/** How long after a reconnect equal content counts as re-delivered, ms. */
const REPLAY_WINDOW = 15_000;
/** `follow` and `social` can both tell of one follow, ms apart. */
const SAME_SOCIAL = 5000;

export const reconnected = (memory: Duplicates, now: number): Duplicates => ({
  ...memory,
  epoch: memory.epoch + 1,
  lastSlot: memory.slot,
  reconnectedAt: now,
});

const who = (user: User | undefined): string => (user ? user.id || user.nickname : '');

/** What makes two events without ids equal; nothing for kinds in which a repetition does no harm. */
function content(event: WireEvent): string | undefined {
  const { kind } = event;
  switch (kind) {
    case 'chat':
      return [kind, who(event.user), event.text].join('|');
    case 'emote':
      return [kind, who(event.user), event.emote.id, event.emote.imageUrl].join('|');
    case 'gift':
      return [
        kind,
        who(event.user),
        event.gift.id || event.gift.name,
        event.count,
        event.ended,
        event.groupId,
        event.transactionId,
      ].join('|');
    case 'like':
      return [kind, who(event.user), event.count, event.total].join('|');
    case 'join':
    case 'follow':
    case 'share':
    case 'subscribe':
      return [kind, who(event.user)].join('|');
    case 'question':
      return [kind, who(event.user), event.text].join('|');
    case 'envelope':
      return [kind, event.envelopeId, event.coins].join('|');
    case 'battle-card':
      return [kind, event.battleId, event.card, event.endsAt].join('|');
    default:
      return undefined;
  }
}

/** Remembers an event. Nothing if it was there before. */
export function remember(memory: Duplicates, event: WireEvent, now: number): Duplicates | undefined {
  let { seen, socials } = memory;
  const slot = Math.floor(now / SLOT);
  if (event.id) {
    // A decoder that gives all frames of a streak one id must not lose the streak.
    const key = event.kind === 'gift' ? `${event.id}|${event.count}|${event.ended}` : `${event.kind}|${event.id}`;
    if (has(seen, key)) return;
    seen = add(seen, key);
  } else {
    const what = content(event);
    if (what !== undefined) {
      const gift = event.kind === 'gift' ? event : undefined;
      const key = event.stamped && !gift?.transactionId ? `${what}@${event.time}` : what;
      const at = (epoch: number, n: number): string => `${key}#${epoch}.${n}`;
      const { epoch, lastSlot } = memory;
      // Frames of a streak may be equal and yet new, and repeated ones add nothing: the streak rule judges them better.
      const telling = gift ? !gift.streakable && (gift.stamped || gift.transactionId) : event.stamped;
      if (telling && (has(seen, at(epoch, slot)) || has(seen, at(epoch, slot - 1)))) return;
      if (epoch && now - memory.reconnectedAt < REPLAY_WINDOW)
        for (let n = lastSlot; n >= lastSlot - LOOK_BACK; n--) if (has(seen, at(epoch - 1, n))) return;
      seen = add(seen, at(epoch, slot));
    }
  }
  if (event.kind === 'follow' || event.kind === 'share') {
    const key = `${event.kind}|${who(event.user)}`;
    const { time } = event;
    const near = (s: Social): boolean =>
      s.key === key && Math.max(Math.abs(time - s.time), Math.abs(now - s.at)) < SAME_SOCIAL;
    if (who(event.user) && socials.some(near)) return;
    socials = [...socials.slice(-49), { key, time, at: now }];
  }
  return seen === memory.seen && socials === memory.socials && slot === memory.slot
    ? memory
    : { ...memory, seen, socials, slot };
}
