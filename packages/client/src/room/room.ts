import { isReal } from '../protocol/decode.js';
import type { GiftEvent, LiveEvent, RoomEvent, User, WireEvent } from '../protocol/live-event.js';
import { reduceBattle } from './battle.js';
import { appendLine, deleteLines, isDeleted, noChat, type ChatMemory } from './chat-log.js';
import { noDuplicates, reconnected, remember, type Duplicates } from './duplicates.js';
import { credit } from './gifters.js';
import { isForHost, isHost, mergeHost } from './host.js';
import { reduceLikes } from './likes.js';
import { release } from './pins.js';
import { add, has, recentSet, type RecentSet } from './recent-set.js';
import type { Gifter, RoomState } from './room-state.js';
import { giveUp, nextSilence, noStreaks, placeGift, shownStreaks, type StreakMemory } from './streaks.js';

/** A room of which nothing is known yet. */
export const emptyRoom: RoomState = Object.freeze({
  roomId: '',
  title: '',
  host: null,
  viewers: null,
  totalViewers: null,
  likes: 0,
  gifts: Object.freeze({ count: 0, diamonds: 0 }),
  guestGifts: Object.freeze({ count: 0, diamonds: 0 }),
  gifters: Object.freeze([]),
  chat: Object.freeze([]),
  streaks: Object.freeze([]),
  pin: null,
  battle: null,
  caption: null,
  goal: null,
  follows: 0,
  shares: 0,
  subscribes: 0,
  joins: 0,
  stream: 'unknown',
});

/** The public room and what the reducers need besides. An immutable value; treat everything but `room` as opaque. */
export interface RoomMemory {
  readonly room: RoomState;
  readonly duplicates: Duplicates;
  readonly streaks: StreakMemory;
  readonly chat: ChatMemory;
  /** All gifters that are kept; the room shows the first 500. */
  readonly board: readonly Gifter[];
  /** Whether a like frame has had a total. */
  readonly likeTotals: boolean;
  readonly followers: RecentSet;
  /** The host as put together from all events; shown once it has a name. */
  readonly host: User | null;
  /** Counts keys and streak ids; never starts again, so they stay unique in the client's life. */
  readonly serial: number;
}

export const emptyMemory: RoomMemory = Object.freeze({
  room: emptyRoom,
  duplicates: noDuplicates,
  streaks: noStreaks,
  chat: noChat,
  board: Object.freeze([]),
  likeTotals: false,
  followers: recentSet(10_000),
  host: null,
  serial: 0,
});

export interface RoomStep {
  readonly memory: RoomMemory;
  /** The event as pages see it; null if it was dropped: it was there before, or was deleted before it came. */
  readonly event: LiveEvent | null;
}

const SHOWN_GIFTERS = 500;

const withRoom = (memory: RoomMemory, room: Partial<RoomState>, rest?: Partial<RoomMemory>): RoomMemory => ({
  ...memory,
  ...rest,
  room: Object.freeze({ ...memory.room, ...room }),
});

/**
 * One event into the room. Pure. Test events show, but are in no total; events from before count like others.
 *
 * @param now Receipt time on the client's clock, ms.
 */
export function reduceRoom(memory: RoomMemory, event: WireEvent, now: number): RoomStep {
  if (event.test) return apply(memory, event, now);
  const duplicates = remember(memory.duplicates, event, now);
  if (!duplicates) return { memory, event: null };
  const known = duplicates === memory.duplicates ? memory : { ...memory, duplicates };
  const { stream } = known.room;
  const revived = isReal(event) && (stream === 'unknown' || stream === 'ended');
  return apply(revived ? withRoom(known, { stream: 'live' }) : known, event, now);
}

function apply(memory: RoomMemory, raw: WireEvent, now: number): RoomStep {
  const event = markHost(raw, memory.host);
  const { room } = memory;
  if (event.kind === 'gift') return applyGift(memory, event, now);
  if ((event.kind === 'chat' || event.kind === 'emote') && isDeleted(memory.chat, event, now))
    return { memory, event: null };
  return { memory: reduce(memory, room, event, now), event };
}

/** Says of the host's own events that they are. */
function markHost<E extends WireEvent>(event: E, host: User | null): E {
  const user = 'user' in event ? event.user : undefined;
  return user && host && isHost(user, host) ? { ...event, user: { ...user, roles: [...user.roles, 'host'] } } : event;
}

function applyGift(memory: RoomMemory, frame: Extract<WireEvent, { kind: 'gift' }>, now: number): RoomStep {
  const forHost = isForHost(frame.recipient, memory.host);
  const { memory: streaks, event, diamonds } = placeGift(memory.streaks, frame, forHost, memory.serial, now);
  const counted = !event.test && (event.added > 0 || diamonds > 0);
  const slice = forHost ? 'gifts' : 'guestGifts';
  const total = memory.room[slice];
  const board = counted && forHost ? credit(memory.board, event.user, event.added, diamonds) : memory.board;
  return {
    memory: withRoom(
      memory,
      {
        streaks: Object.freeze(shownStreaks(streaks)),
        ...(counted && {
          [slice]: Object.freeze({ count: total.count + event.added, diamonds: total.diamonds + diamonds }),
        }),
        ...(board !== memory.board && { gifters: Object.freeze(board.slice(0, SHOWN_GIFTERS)) }),
      },
      { streaks, board, serial: memory.serial + 1 },
    ),
    event,
  };
}

function reduce(
  memory: RoomMemory,
  room: RoomState,
  event: Exclude<WireEvent, { kind: 'gift' }>,
  now: number,
): RoomMemory {
  switch (event.kind) {
    case 'chat':
    case 'emote': {
      const { log, memory: chat } = appendLine(room.chat, memory.chat, event, `c${memory.serial}`, now);
      return withRoom(memory, { chat: Object.freeze(log) }, { chat, serial: memory.serial + 1 });
    }
    case 'delete': {
      const { log, memory: chat } = deleteLines(room.chat, memory.chat, event, now);
      const pin = release(room.pin, event);
      return log === room.chat && pin === room.pin
        ? { ...memory, chat }
        : withRoom(memory, { chat: Object.freeze(log), pin }, { chat });
    }
    case 'viewers': {
      const { viewers = room.viewers, totalViewers = room.totalViewers } = event;
      return viewers === room.viewers && totalViewers === room.totalViewers
        ? memory
        : withRoom(memory, { viewers, totalViewers });
    }
    case 'pin':
      return event.messageId && has(memory.chat.deleted, event.messageId) ? memory : withRoom(memory, { pin: event });
    case 'unpin':
      return withRoom(memory, { pin: release(room.pin, event) });
    case 'battle':
    case 'battle-score': {
      const battle = reduceBattle(room.battle, event, now);
      return battle === room.battle ? memory : withRoom(memory, { battle });
    }
    case 'caption':
      return event.text ? withRoom(memory, { caption: event }) : memory;
    case 'goal': {
      const next =
        event.creatorId && !event.test ? learnHost(memory, { ...NOBODY, id: event.creatorId }, false) : memory;
      return event.goals.length || !room.goal ? withRoom(next, { goal: event }) : next;
    }
    default:
      return event.test ? memory : count(memory, room, event);
  }
}

/** What adds to a number, and so ignores test events. */
function count(memory: RoomMemory, room: RoomState, event: WireEvent): RoomMemory {
  switch (event.kind) {
    case 'like': {
      const likes = reduceLikes(room.likes, memory.likeTotals, event);
      const likeTotals = memory.likeTotals || event.total !== undefined;
      return likes === room.likes && likeTotals === memory.likeTotals
        ? memory
        : withRoom(memory, { likes }, { likeTotals });
    }
    case 'join':
      return withRoom(memory, { joins: room.joins + 1 });
    case 'share':
      return withRoom(memory, { shares: room.shares + 1 });
    case 'subscribe':
      return withRoom(memory, { subscribes: room.subscribes + 1 });
    case 'follow': {
      // Following, leaving and following again is one follower.
      const who = event.user.id || event.user.nickname;
      if (who && has(memory.followers, who)) return memory;
      return withRoom(
        memory,
        { follows: room.follows + 1 },
        who ? { followers: add(memory.followers, who) } : undefined,
      );
    }
    case 'room':
      return applyInfo(memory, event);
    case 'stream-end':
      return room.stream === 'ended' ? memory : withRoom(memory, { stream: 'ended' });
    default:
      return memory;
  }
}

const NOBODY: User = Object.freeze({ id: '', handle: '', nickname: '', roles: Object.freeze([]) });

/** @param sure Goals name the host too, but a guest's goal names the guest: they only fill a gap. */
function learnHost(memory: RoomMemory, told: User, sure: boolean): RoomMemory {
  if (!sure && memory.host && /^\d+$/.test(memory.host.id)) return memory;
  const host = mergeHost(memory.host, told);
  if (host === memory.host) return memory;
  return host.handle || host.nickname ? withRoom(memory, { host }, { host }) : { ...memory, host };
}

function applyInfo(memory: RoomMemory, event: RoomEvent): RoomMemory {
  const { roomId, title, viewers, likes = 0, host, status } = event;
  let next = memory;
  if (roomId && memory.room.roomId && roomId !== memory.room.roomId)
    next = { ...emptyMemory, duplicates: memory.duplicates, serial: memory.serial };
  if (host) next = learnHost(next, host, true);
  const { room } = next;
  const patch: Partial<RoomState> = {
    ...(roomId && { roomId }),
    ...(title && { title }),
    ...(viewers && room.viewers === null && { viewers }),
    ...(likes > room.likes && { likes }),
    ...(status && { stream: status }),
  };
  return Object.keys(patch).length ? withRoom(next, patch) : next;
}

/** Ends streaks that have been silent for ten seconds: their end frame was lost. */
export function expireStreaks(memory: RoomMemory, now: number): { memory: RoomMemory; events: GiftEvent[] } {
  const { memory: streaks, events } = giveUp(memory.streaks, now);
  return events.length
    ? { memory: withRoom(memory, { streaks: Object.freeze(shownStreaks(streaks)) }, { streaks }), events }
    : { memory, events };
}

/** When `expireStreaks` has something to do next, on the clock of `now`; undefined if no streak runs. */
export const nextExpiry = (memory: RoomMemory): number | undefined => nextSilence(memory.streaks);

/** Says that the connection was lost and is back: what comes now may have been there before. */
export const markReconnect = (memory: RoomMemory, now: number): RoomMemory => ({
  ...memory,
  duplicates: reconnected(memory.duplicates, now),
});
