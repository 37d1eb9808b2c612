import { isReal } from '../protocol/decode.js';
import type { GiftEvent, GiftFrame, LiveEvent, RoomEvent, User, WireEvent } from '../protocol/live-event.js';
import { reduceBattle } from './battle.js';
import { append, isDeleted, noChat, remove, type ChatMemory } from './chat-log.js';
import { noDuplicates, reconnected, remember, type Duplicates } from './duplicates.js';
import { credit } from './gifters.js';
import { isSame, mergeHost } from './host.js';
import { reduceLikes } from './likes.js';
import { release } from './pins.js';
import { add, has, recentSet, type RecentSet } from './recent-set.js';
import type { Gifter, RoomState } from './room-state.js';
import { giveUp, nextSilence, noStreaks, placeGift, shownStreaks, type StreakMemory } from './streaks.js';

const NO_GIFTS: RoomState['gifts'] = Object.freeze({ count: 0, diamonds: 0 });
const NONE: readonly never[] = Object.freeze([]);

/** A room of which nothing is known yet. */
export const emptyRoom: RoomState = Object.freeze({
  roomId: '',
  title: '',
  host: null,
  viewers: null,
  totalViewers: null,
  likes: 0,
  gifts: NO_GIFTS,
  guestGifts: NO_GIFTS,
  gifters: NONE,
  chat: NONE,
  streaks: NONE,
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
  /** The host as put together from all events; shown once there is a name. */
  readonly host: User | null;
  /** Makes row keys and streak ids; never starts again, so they stay unique in the client's life. */
  readonly serial: number;
}

export const emptyMemory: RoomMemory = Object.freeze({
  room: emptyRoom,
  duplicates: noDuplicates,
  streaks: noStreaks,
  chat: noChat,
  board: NONE,
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

/** The room is replaced only if something in it changes: each replacement is news to every widget. */
function put(memory: RoomMemory, patch: Partial<RoomState>, rest?: Partial<RoomMemory>): RoomMemory {
  const room = Object.freeze({ ...memory.room, ...patch });
  const changed = Object.entries(patch).some(([name, value]) => Reflect.get(memory.room, name) !== value);
  return { ...memory, ...rest, room: changed ? room : memory.room };
}

/**
 * One event into the room. Pure. Test events show, but are in no total; events from before count like others.
 *
 * @param now Receipt time on the client's clock, ms.
 */
export function reduceRoom(memory: RoomMemory, wire: WireEvent, now: number): RoomStep {
  let next = memory;
  if (!wire.test) {
    const duplicates = remember(memory.duplicates, wire, now);
    if (!duplicates) return { memory, event: null };
    const { stream } = memory.room;
    next = { ...memory, duplicates };
    if (isReal(wire) && (stream === 'unknown' || stream === 'ended')) next = put(next, { stream: 'live' });
  }
  const event = markHost(wire, memory.host);
  if (event.kind === 'gift') return reduceGift(next, event, now);
  if ((event.kind === 'chat' || event.kind === 'emote') && isDeleted(next.chat, event, now))
    return { memory: next, event: null };
  return { memory: event.test ? show(next, event, now) : count(show(next, event, now), event), event };
}

/** Says of the host's own events that they are. */
function markHost<E extends WireEvent>(event: E, host: User | null): E {
  const user = 'user' in event ? event.user : undefined;
  return user && host && isSame(user, host) ? { ...event, user: { ...user, roles: [...user.roles, 'host'] } } : event;
}

function reduceGift(memory: RoomMemory, frame: GiftFrame, now: number): RoomStep {
  const { room, host, serial } = memory;
  // A gift is for the host unless it certainly is not.
  const forHost = !frame.recipient || !host || isSame(frame.recipient, host) !== false;
  const { memory: streaks, event, diamonds } = placeGift(memory.streaks, frame, forHost, `s${serial}`, now);
  const next = put(memory, { streaks: shownStreaks(streaks) }, { streaks, serial: serial + 1 });
  const { user, added } = event;
  if (event.test || !(added || diamonds)) return { memory: next, event };
  const plus = (sum: RoomState['gifts']): RoomState['gifts'] =>
    Object.freeze({ count: sum.count + added, diamonds: sum.diamonds + diamonds });
  if (!forHost) return { memory: put(next, { guestGifts: plus(room.guestGifts) }), event };
  const board = credit(memory.board, user, added, diamonds);
  const gifters = Object.freeze(board.slice(0, SHOWN_GIFTERS));
  return { memory: put(next, { gifts: plus(room.gifts), gifters }, { board }), event };
}

/** What is on display, test events included. */
function show(memory: RoomMemory, event: WireEvent, now: number): RoomMemory {
  const { room, serial } = memory;
  switch (event.kind) {
    case 'chat':
    case 'emote': {
      const [chat, rest] = append(room.chat, memory.chat, event, `c${serial}`, now);
      return put(memory, { chat }, { chat: rest, serial: serial + 1 });
    }
    case 'delete': {
      // Lines without an id are many, and none of them is meant.
      if (!event.targetId) return memory;
      const [chat, rest] = remove(room.chat, memory.chat, event, now);
      const pin = release(room.pin, event, rest.deleted);
      // A test forbids nothing that is still to come, and is not stored.
      return put(memory, { chat, pin }, event.test ? {} : { chat: rest });
    }
    case 'viewers': {
      const { viewers = room.viewers, totalViewers = room.totalViewers } = event;
      return put(memory, { viewers, totalViewers });
    }
    case 'pin':
      return has(memory.chat.deleted, event.messageId) ? memory : put(memory, { pin: event });
    case 'unpin':
      return put(memory, { pin: release(room.pin, event, memory.chat.deleted) });
    case 'battle':
    case 'battle-score':
      return put(memory, { battle: reduceBattle(room.battle, event, now) });
    case 'caption':
      return event.text ? put(memory, { caption: event }) : memory;
    case 'goal':
      return event.goals.length || !room.goal ? put(memory, { goal: event }) : memory;
    default:
      return memory;
  }
}

/** What is in a total or says something of the room. */
function count(memory: RoomMemory, event: WireEvent): RoomMemory {
  const { room, likeTotals, followers } = memory;
  switch (event.kind) {
    case 'like': {
      const likes = reduceLikes(room.likes, likeTotals, event);
      return put(memory, { likes }, { likeTotals: likeTotals || event.total !== undefined });
    }
    case 'join':
    case 'share':
    case 'subscribe':
    case 'follow': {
      const total = `${event.kind}s` as const;
      // Following, leaving and following again is one follower.
      const follower = event.kind === 'follow' ? event.user.id : '';
      if (has(followers, follower)) return memory;
      return put(memory, { [total]: room[total] + 1 }, follower ? { followers: add(followers, follower) } : {});
    }
    case 'goal':
      // A guest's goal names the guest, so goals only fill a gap.
      return event.creatorId && !/^\d/.test(memory.host?.id ?? '')
        ? learnHost(memory, { id: event.creatorId, handle: '', nickname: '', roles: NONE })
        : memory;
    case 'room':
      return reduceInfo(memory, event);
    case 'stream-end':
      return put(memory, { stream: 'ended' });
    default:
      return memory;
  }
}

function learnHost(memory: RoomMemory, told: User): RoomMemory {
  const host = mergeHost(memory.host, told);
  return put(memory, { host: host.handle || host.nickname ? host : null }, { host });
}

function reduceInfo(memory: RoomMemory, { roomId, title, viewers, likes = 0, host, status }: RoomEvent): RoomMemory {
  const { duplicates, serial, room: before } = memory;
  const isNew = roomId && before.roomId && roomId !== before.roomId;
  const next = isNew ? { ...emptyMemory, duplicates, serial } : memory;
  const { room } = next;
  return put(host ? learnHost(next, host) : next, {
    roomId: roomId ?? room.roomId,
    title: title ?? room.title,
    viewers: room.viewers ?? viewers ?? null,
    likes: Math.max(room.likes, likes),
    stream: status ?? room.stream,
  });
}

/** Ends streaks that have been silent for ten seconds: their end frame was lost. */
export function expireStreaks(memory: RoomMemory, now: number): { memory: RoomMemory; events: readonly GiftEvent[] } {
  const { memory: streaks, events } = giveUp(memory.streaks, now);
  return { memory: events.length ? put(memory, { streaks: shownStreaks(streaks) }, { streaks }) : memory, events };
}

/** When `expireStreaks` has something to do next, on the clock of `now`; undefined if no streak runs. */
export function nextExpiry(memory: RoomMemory): number | undefined {
  const due = nextSilence(memory.streaks);
  return isFinite(due) ? due : undefined;
}

/** Says that the connection was lost and is back: what comes now may have been there before. */
export const markReconnect = (memory: RoomMemory, now: number): RoomMemory => ({
  ...memory,
  duplicates: reconnected(memory.duplicates, now),
});
