import type { WireEvent } from '../protocol/live-event.js';
import { add, has, recentSet, type RecentSet } from './recent-set.js';

/** What is remembered to recognise an event that arrives again: after a reconnect, or from a stuttering service. */
export interface Duplicates {
  /** Ids and contents. */
  readonly seen: RecentSet;
  /** Grows with each reconnect. */
  readonly epoch: number;
  /** Slot of the newest event. */
  readonly slot: number;
  /** The same at the last reconnect. */
  readonly lastSlot: number;
  /** Receipt time of the last reconnect. */
  readonly reconnectedAt: number;
  readonly socials: readonly { readonly key: string; readonly time: number; readonly at: number }[];
}

export const noDuplicates: Duplicates = Object.freeze({
  seen: recentSet(2000),
  epoch: 0,
  slot: 0,
  lastSlot: 0,
  reconnectedAt: 0,
  socials: [],
});

/** Contents are remembered by slot of receipt time, ms. */
const SLOT = 10_000;
/** The minute before a break, in slots. */
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

/** The fields, at any depth, that make two events of one person equal. Names and pictures change between two deliveries. */
const CONTENT = 'kind user id text emote gift name count total ended groupId transactionId card months coins'.split(
  ' ',
);

/** Remembers an event. Nothing if it was there before. */
export function remember(memory: Duplicates, event: WireEvent, now: number): Duplicates | undefined {
  const { epoch } = memory;
  let { seen, socials } = memory;
  const slot = Math.floor(now / SLOT);
  const user = 'user' in event ? event.user : undefined;
  const gift = event.kind === 'gift' ? event : undefined;
  // Without a streak `repeatEnd` means nothing: a frame that says false and one that says true are the same gift.
  const ended = gift?.streakable === false || gift?.ended;
  // A transaction makes a gift without a streak, whatever message tells of it.
  const id =
    gift?.transactionId && !gift.streakable ? `${gift.user.id}|${gift.gift.id}|${gift.transactionId}` : event.id;
  if (id) {
    // A decoder that gives all frames of a streak one id must not lose the streak.
    const key = `${event.kind}|${id}|${gift?.count}|${ended}`;
    if (has(seen, key)) return;
    seen = add(seen, key);
  } else if (user) {
    const stamped = event.stamped && !gift?.transactionId;
    const content = `${JSON.stringify(gift ? { ...gift, ended } : event, CONTENT)}${stamped ? event.time : ''}`;
    const at = (era: number, n: number): string => `${era}.${n}${content}`;
    // Frames of a streak may be equal and yet new, and repeated ones add nothing: the streak rule judges them better.
    if (stamped && !gift?.streakable && (has(seen, at(epoch, slot)) || has(seen, at(epoch, slot - 1)))) return;
    if (epoch && now - memory.reconnectedAt < REPLAY_WINDOW)
      for (let back = 0; back <= LOOK_BACK; back++) if (has(seen, at(epoch - 1, memory.lastSlot - back))) return;
    seen = add(seen, at(epoch, slot));
  }
  if (user?.id && (event.kind === 'follow' || event.kind === 'share')) {
    const { time } = event;
    const key = event.kind + user.id;
    if (socials.some((s) => s.key === key && Math.max(Math.abs(time - s.time), now - s.at) < SAME_SOCIAL)) return;
    socials = [...socials.slice(-49), { key, time, at: now }];
  }
  return { ...memory, seen, socials, slot };
}
