import type {
  ChatEvent,
  EmoteEvent,
  Gift,
  PinEvent,
  User,
  BattleTeam,
  CaptionEvent,
  GoalEvent,
} from '../protocol/live-event.js';

/** One line of the chat log. Deleted lines leave the log at once. */
export interface ChatEntry {
  /** Unique in the client's life; stable, so it can key a row. */
  readonly key: string;
  readonly event: ChatEvent | EmoteEvent;
  /** When it arrived here, ms since 1970 on the client's clock. */
  readonly receivedAt: number;
  /** The person's first line in this session. */
  readonly first: boolean;
}

/** One streak of gifts, or one single gift. */
export interface Streak {
  readonly id: string;
  /** Id of the frame that began it; may be empty. */
  readonly eventId: string;
  readonly user: User;
  readonly gift: Gift;
  readonly count: number;
  readonly forHost: boolean;
  readonly startedAt: number;
  /** When its count last grew. */
  readonly updatedAt: number;
  /** When it ended, or was given up as ended; undefined while it runs. On the client's clock, like the two above. */
  readonly endedAt?: number;
  readonly test?: true;
  readonly history?: true;
}

export interface Gifter {
  readonly user: User;
  readonly diamonds: number;
  readonly count: number;
}

export interface Battle {
  readonly battleId: string;
  readonly status: 'preparing' | 'starting' | 'active' | 'ended' | 'unknown';
  readonly teams: readonly BattleTeam[];
  readonly startsAt?: number;
  readonly endsAt?: number;
  readonly endedAt?: number;
  readonly test?: true;
}

/** The room as this client knows it: read-only, replaced as a whole when anything changes. */
export interface RoomState {
  /** Empty until the service names the room. */
  readonly roomId: string;
  readonly title: string;
  readonly host: User | null;
  /** Watching now; null until the first good number. */
  readonly viewers: number | null;
  readonly totalViewers: number | null;
  /** The largest total seen; the wire's own jitters. */
  readonly likes: number;
  /** Gifts to the host: pieces and diamonds. */
  readonly gifts: { readonly count: number; readonly diamonds: number };
  /** Gifts to guests, which are in no number of the host's. */
  readonly guestGifts: { readonly count: number; readonly diamonds: number };
  /** Best first; ties stay in the order in which the score was reached. One row per person, newest name. */
  readonly gifters: readonly Gifter[];
  /** Newest last, at most 500. */
  readonly chat: readonly ChatEntry[];
  /** Running and recent streaks, oldest first, at most 100. */
  readonly streaks: readonly Streak[];
  readonly pin: PinEvent | null;
  readonly battle: Battle | null;
  readonly caption: CaptionEvent | null;
  readonly goal: GoalEvent | null;
  readonly follows: number;
  readonly shares: number;
  readonly subscribes: number;
  readonly joins: number;
  /** `ended` after the service said that the stream is over, until something real happens again. */
  readonly stream: 'unknown' | 'live' | 'paused' | 'ended';
}
