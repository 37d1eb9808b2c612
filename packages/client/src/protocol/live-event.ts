/**
 * What a viewer is to the room. The service sends flags and badges in several forms; these words are what widgets
 * and style sheets see.
 */
export type Role = 'moderator' | 'subscriber' | 'follower' | 'friend' | 'gifter' | 'host';

/** A person in the room. All ids are text: TikTok's have up to 19 digits, more than a JavaScript number holds. */
export interface User {
  /** Numeric id as text; falls back to the handle where the wire has no usable id, `''` where it has neither. */
  readonly id: string;
  /** Username without `@`; may be empty, and in battles may be a nickname (protocol section 4.1). */
  readonly handle: string;
  /** Display name as typed, any script; may be empty. */
  readonly nickname: string;
  /** Signed CDN address, byte for byte as it came; only `http:` and `https:`. Expires after about two days. */
  readonly avatarUrl?: string;
  readonly roles: readonly Role[];
  /** Gifter level 1 to 50; absent if the person never gave a gift. */
  readonly level?: number;
}

/** What every event has. */
export interface EventBase {
  /** Message id as text; empty on the paths where the service sends none. Never `"0"`. */
  readonly id: string;
  /** Milliseconds since 1970: the service's own time stamp, else the time of receipt. */
  readonly time: number;
  /** Set where `time` is the service's own stamp. */
  readonly stamped?: true;
  /** Set on events that a page injected: shown everywhere, counted nowhere, never stored. */
  readonly test?: true;
  /** Set on events from before this page was there: rows and totals appear, nothing celebrates. */
  readonly history?: true;
}

/** An image inside a chat text. */
export interface Emote {
  readonly id: string;
  readonly imageUrl: string;
  /** Where it stands in the text, in UTF-16 units; absent on the wire means 0. */
  readonly index: number;
}

export interface ChatEvent extends EventBase {
  readonly kind: 'chat';
  readonly user: User;
  readonly text: string;
  readonly emotes: readonly Emote[];
  /** The id that a deletion may name instead of `id`. */
  readonly uuid?: string;
  /** ISO code, or `un` where TikTok does not know. */
  readonly language?: string;
  readonly replyTo?: User;
  /** Paid, highlighted message. */
  readonly starred?: { readonly claps: number; readonly score: number };
}

/** A subscriber's emote that is sent alone. */
export interface EmoteEvent extends EventBase {
  readonly kind: 'emote';
  readonly user: User;
  readonly emote: { readonly id: string; readonly imageUrl: string; readonly name: string };
}

export interface Gift {
  readonly id: string;
  readonly name: string;
  /** Diamonds of one gift. */
  readonly diamonds: number;
  readonly imageUrl?: string;
}

/** One frame of a gift as the wire has it, before the room knows its streak. */
export interface GiftFrame extends EventBase {
  readonly kind: 'gift';
  readonly user: User;
  readonly gift: Gift;
  /** The frame's own count: the streak's running total. At least 1. */
  readonly count: number;
  /** `repeatEnd`; undefined where the frame does not say. */
  readonly ended?: boolean;
  /** `giftType === 1`; undefined where the frame does not say. */
  readonly streakable?: boolean;
  /** TikTok's group id or, from older decoders, the receiver's user id: distrust it if all gifts share it. */
  readonly groupId?: string;
  readonly transactionId?: string;
  /** Who receives it, where the frame says so. */
  readonly recipient?: User;
}

/** A gift as pages see it: one frame, placed in its streak. */
export interface GiftEvent extends GiftFrame {
  /** Running total of the streak: the largest count seen. */
  readonly count: number;
  /** What this frame added to the streak's total; 0 for a repeated or late frame. */
  readonly added: number;
  readonly phase: 'start' | 'update' | 'end';
  /** One per streak, unique in the client's life. */
  readonly streakId: string;
  /** False where the gift is for a guest, so that it is in no total of the host's. */
  readonly forHost: boolean;
}

export interface LikeEvent extends EventBase {
  readonly kind: 'like';
  readonly user?: User;
  /** Likes of this batch, 0 where unknown. TikTok thins these frames out, so their sum is too small. */
  readonly count: number;
  /** The room's total as the frame says; it jitters backwards. */
  readonly total?: number;
}

/** `join`, `follow` and `share`. */
export interface SocialEvent extends EventBase {
  readonly kind: 'join' | 'follow' | 'share';
  readonly user: User;
}

export interface SubscribeEvent extends EventBase {
  readonly kind: 'subscribe';
  readonly user: User;
  /** Months so far, where known. */
  readonly months?: number;
}

export interface ViewersEvent extends EventBase {
  readonly kind: 'viewers';
  /** Watching now, where the frame has a number. */
  readonly viewers?: number;
  /** Visitors since the start. */
  readonly totalViewers?: number;
  readonly topViewers: readonly { readonly user: User; readonly coins: number }[];
}

export interface BattleTeam {
  readonly hostId: string;
  readonly host?: User;
  readonly score: number;
  readonly contributors: readonly { readonly user: User; readonly score: number }[];
}

export interface BattleEvent extends EventBase {
  readonly kind: 'battle';
  readonly battleId: string;
  readonly status: 'preparing' | 'starting' | 'active' | 'ended' | 'unknown';
  readonly teams: readonly BattleTeam[];
  /** ms since 1970. */
  readonly startsAt?: number;
  readonly endsAt?: number;
  /** Seconds. */
  readonly duration?: number;
}

export interface BattleScoreEvent extends EventBase {
  readonly kind: 'battle-score';
  readonly battleId: string;
  readonly status: BattleEvent['status'];
  readonly teams: readonly BattleTeam[];
  readonly endsAt?: number;
}

export interface BattleCardEvent extends EventBase {
  readonly kind: 'battle-card';
  readonly battleId: string;
  readonly card: string;
  readonly user?: User;
  readonly multiplier?: number;
  readonly endsAt?: number;
}

export interface PinEvent extends EventBase {
  readonly kind: 'pin';
  readonly user?: User;
  readonly text: string;
  /** The pinned message's id, empty where unknown. */
  readonly messageId: string;
  /** The pinned message's own kind. */
  readonly of: 'chat' | 'gift' | 'unknown';
  /** Seconds; 0 where unknown. */
  readonly duration: number;
}

export interface UnpinEvent extends EventBase {
  readonly kind: 'unpin';
  readonly messageId: string;
}

/** Remove what it names: a message id, a message uuid or a user id; the wire does not say which. */
export interface DeleteEvent extends EventBase {
  readonly kind: 'delete';
  readonly targetId: string;
}

export interface CaptionEvent extends EventBase {
  readonly kind: 'caption';
  readonly text: string;
  readonly final: boolean;
  readonly language?: string;
}

export interface GoalEvent extends EventBase {
  readonly kind: 'goal';
  readonly key: string;
  readonly creatorId: string;
  readonly goals: readonly {
    readonly giftId: string;
    readonly giftName: string;
    readonly diamonds: number;
    readonly progress: number;
    readonly target: number;
  }[];
}

export interface EnvelopeEvent extends EventBase {
  readonly kind: 'envelope';
  readonly envelopeId: string;
  readonly user?: User;
  /** Undefined on frames that hide an envelope. */
  readonly coins?: number;
}

export interface QuestionEvent extends EventBase {
  readonly kind: 'question';
  readonly user?: User;
  readonly text: string;
}

export interface RankEvent extends EventBase {
  readonly kind: 'rank';
  readonly rankType: string;
  readonly ranks: readonly { readonly user: User; readonly rank: number; readonly score: number }[];
}

/** `roomInfo`, `room`, `liveIntro` and `control`: what the service says of the room itself. */
export interface RoomEvent extends EventBase {
  readonly kind: 'room';
  /** Only `roomInfo` names the room: a new id starts a new session. */
  readonly roomId?: string;
  readonly title?: string;
  readonly viewers?: number;
  readonly likes?: number;
  readonly host?: User;
  /** `control`: 1 paused, 2 resumed (3, ended, arrives as `stream-end`). */
  readonly status?: 'paused' | 'live';
}

export interface StreamEndEvent extends EventBase {
  readonly kind: 'stream-end';
  readonly reason: string;
}

/** Whatever the client does not model, with the data as it came (bounded). */
export interface UnknownEvent extends EventBase {
  readonly kind: 'unknown';
  /** The wire's own name. */
  readonly name: string;
  readonly data: unknown;
}

type OtherEvent =
  | ChatEvent
  | EmoteEvent
  | LikeEvent
  | SocialEvent
  | SubscribeEvent
  | ViewersEvent
  | BattleEvent
  | BattleScoreEvent
  | BattleCardEvent
  | PinEvent
  | UnpinEvent
  | DeleteEvent
  | CaptionEvent
  | GoalEvent
  | EnvelopeEvent
  | QuestionEvent
  | RankEvent
  | RoomEvent
  | StreamEndEvent
  | UnknownEvent;

/** What `protocol/` yields and `room/` takes. */
export type WireEvent = OtherEvent | GiftFrame;

/** What a page gets. */
export type LiveEvent = OtherEvent | GiftEvent;

export type LiveEventKind = LiveEvent['kind'];
