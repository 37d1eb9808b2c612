import type { User } from '../protocol/live-event.js';
import { add, recentSet, type RecentSet } from '../room/recent-set.js';
import type { Gifter, RoomState } from '../room/room-state.js';
import { emptyMemory, type RoomMemory } from '../room/room.js';
import { shownStreaks } from '../room/streaks.js';
import { fits, type Shape } from '../sharing/fits.js';

type StreakMemory = RoomMemory['streaks'];

/** The numbers and words of a room; in the empty room they are examples of what they are like. */
const figures = ({ roomId, title, likes, gifts, guestGifts, follows, shares, subscribes, joins }: RoomState) => ({
  ...{ roomId, title, likes, gifts, guestGifts, follows, shares, subscribes, joins },
});

/** The same of its streaks. */
const groupFigures = ({ firstGroup, manyGroups, sharedGroup }: StreakMemory) => ({
  ...{ firstGroup, manyGroups, sharedGroup },
});

/** Of the room itself: nothing that passes by itself or comes again within seconds. */
type SavedRoom = ReturnType<typeof figures> & Pick<RoomState, 'host' | 'gifters' | 'chat'>;

/** A room written down, as JSON can hold it. */
export interface RoomSnapshot {
  /** Of this form. */
  readonly version: 1;
  /** When it was written, ms since 1970. */
  readonly savedAt: number;
  readonly room: SavedRoom;
  readonly streaks: Omit<StreakMemory, 'groups'>;
  readonly speakers: readonly string[];
  readonly followers: readonly string[];
  readonly deleted: readonly string[];
  readonly likeTotals: boolean;
  readonly serial: number;
}

const version = 1;
const keptRows = 50;
/** Enough that nobody on a board that is shown loses the score, and the newest of who must not count twice. */
const keptGifters = 100;
const keptKeys = 200;
/** Streaks end within seconds; these are credited already, and go on counting from there. */
const keptStreaks = 50;
/** A room with an id starts afresh when the id changes. One without can only be the same for a short while, ms. */
const namedLife = 24 * 3_600_000;
const namelessLife = 600_000;
/** Numbers may be looked at the next morning; rows of last night must not be on screen when a stream begins, ms. */
const rowsLife = 1_800_000;

const newest = ({ places, size }: RecentSet): string[] => [...places.keys()].slice(Math.max(0, size - keptKeys), size);

const setOf = (empty: RecentSet, keys: readonly string[]): RecentSet => keys.reduce(add, recentSet(empty.limit));

const noAvatar = ({ avatarUrl: _, ...user }: User): User => user;

/**
 * Writes a room down, without test events.
 *
 * @param share 1 for all that is worth keeping, a half for half the rows, and so on
 */
export function snapshot(memory: RoomMemory, savedAt: number, share = 1): RoomSnapshot {
  const { room, board, chat, followers, likeTotals, serial, host } = memory;
  const last = <T>(list: readonly T[], count: number): readonly T[] => list.slice(-Math.ceil(count * share));
  return {
    version,
    savedAt,
    room: {
      ...figures(room),
      host,
      // Pictures for the first rows only: their addresses are most of the text.
      gifters: board
        .slice(0, keptGifters * share)
        .map((row, place): Gifter => (place < 20 * share ? row : { ...row, user: noAvatar(row.user) })),
      chat: last(
        room.chat.filter(({ event }) => !event.test),
        keptRows,
      ),
    },
    streaks: {
      tracked: last(
        memory.streaks.tracked.filter(({ streak }) => !streak.test),
        keptStreaks,
      ),
      ...groupFigures(memory.streaks),
    },
    speakers: newest(chat.speakers),
    followers: newest(followers),
    deleted: newest(chat.deleted),
    likeTotals,
    serial,
  };
}

const user = { id: '', handle: '', nickname: '', roles: [''], 'avatarUrl?': '', 'level?': 0 } as const;
const emote = { id: '', imageUrl: '' };

const shape: Shape = {
  version,
  savedAt: 0,
  room: {
    ...figures(emptyMemory.room),
    gifters: [{ user, ...emptyMemory.room.gifts }],
    chat: [
      {
        key: '',
        receivedAt: 0,
        first: true,
        event: {
          ...{ kind: '', id: '', time: 0, user, 'text?': '', 'uuid?': '' },
          'emotes?': [{ ...emote, index: 0 }],
          'emote?': { ...emote, name: '' },
          'replyTo?': user,
        },
      },
    ],
  },
  streaks: {
    ...groupFigures(emptyMemory.streaks),
    tracked: [
      {
        ...{ key: '', group: '', time: 0, at: 0 },
        streak: {
          ...{ id: '', eventId: '', user, count: 0, forHost: true, startedAt: 0, updatedAt: 0, 'endedAt?': 0 },
          gift: { id: '', name: '', diamonds: 0, 'imageUrl?': '' },
        },
        'end?': { time: 0, at: 0, transactionId: '' },
      },
    ],
  },
  speakers: [''],
  followers: [''],
  deleted: [''],
  likeTotals: true,
  serial: 0,
};

/** A line as far as its shape says: which kind it is decides what else it needs. */
interface MaybeLine {
  readonly event: {
    readonly kind: string;
    readonly text?: string;
    readonly emotes?: unknown;
    readonly emote?: unknown;
  };
}

const isLine = ({ event: { kind, text, emotes, emote: image } }: MaybeLine): boolean =>
  kind === 'chat' ? text !== undefined && !!emotes : kind === 'emote' && !!image;

function isSnapshot(value: unknown): value is RoomSnapshot {
  if (!fits(value, shape)) return false;
  const { version: written, room } = value as Omit<RoomSnapshot, 'version'> & { readonly version: number };
  return written === version && (room.host === null || fits(room.host, user)) && room.chat.every(isLine);
}

/**
 * The room as it was written down; undefined if that is damaged, of another version or too old. Its rows are history:
 * they appear, and nothing celebrates.
 *
 * @param now ms since 1970
 */
export function restore(json: unknown, now: number): RoomMemory | undefined {
  if (!isSnapshot(json)) return undefined;
  const { room, streaks, speakers, followers, deleted, likeTotals, serial, savedAt } = json;
  const age = now - savedAt;
  if (age < 0 || age > (room.roomId ? namedLife : namelessLife)) return undefined;
  const history = true as const;
  const recent = <T>(rows: readonly T[]): readonly T[] => (age > rowsLife ? [] : rows);
  const restored: StreakMemory = {
    ...emptyMemory.streaks,
    ...streaks,
    tracked: recent(streaks.tracked).map((each) => ({ ...each, streak: Object.freeze({ ...each.streak, history }) })),
  };
  const { gifters, host } = room;
  return {
    ...emptyMemory,
    room: Object.freeze({
      ...emptyMemory.room,
      ...room,
      host: host && (host.handle || host.nickname) ? host : null,
      chat: Object.freeze(
        recent(room.chat).map((entry) => Object.freeze({ ...entry, event: { ...entry.event, history } })),
      ),
      streaks: Object.freeze(shownStreaks(restored)),
    }),
    board: gifters,
    streaks: restored,
    chat: {
      ...emptyMemory.chat,
      speakers: setOf(emptyMemory.chat.speakers, speakers),
      deleted: setOf(emptyMemory.chat.deleted, deleted),
    },
    followers: setOf(emptyMemory.followers, followers),
    host,
    likeTotals,
    serial,
  };
}
