import type { CatalogueGift } from './gift-catalogue.js';
import type { Person } from './people.js';

export interface BattleSide {
  readonly host: Person;
  readonly score: number;
  readonly givers: readonly { readonly person: Person; readonly score: number }[];
}

/** What happens in the show, before it takes a wire shape. */
export type ShowEvent =
  | {
      readonly kind: 'roomInfo';
      readonly roomId: string;
      readonly title: string;
      readonly viewers: number;
      readonly likes: number;
    }
  | {
      readonly kind: 'chat';
      readonly id: string;
      readonly person: Person;
      readonly text: string;
      readonly language: string;
      /** Picture numbers and where they stand. */
      readonly emotes: readonly { readonly number: number; readonly index: number }[];
      readonly replyTo?: Person;
      readonly starred?: { readonly claps: number; readonly score: number };
    }
  | {
      readonly kind: 'gift';
      readonly person: Person;
      readonly gift: CatalogueGift;
      readonly count: number;
      readonly ended: boolean;
      readonly groupId?: string;
      readonly transactionId: string;
    }
  | { readonly kind: 'like'; readonly person: Person; readonly count: number; readonly total: number }
  | { readonly kind: 'join' | 'follow' | 'share'; readonly person: Person }
  | { readonly kind: 'subscribe'; readonly person: Person; readonly months: number }
  | {
      readonly kind: 'viewers';
      readonly now: number;
      readonly total: number;
      readonly top: readonly { readonly person: Person; readonly coins: number }[];
    }
  | { readonly kind: 'emote'; readonly person: Person; readonly number: number }
  | { readonly kind: 'question'; readonly person: Person; readonly text: string }
  | {
      readonly kind: 'pin';
      readonly person: Person;
      readonly text: string;
      readonly of: 'Chat' | 'Gift';
      readonly messageId: string;
    }
  | { readonly kind: 'unpin'; readonly of: 'Chat' | 'Gift'; readonly messageId: string }
  /** A user's id or a message's. */
  | { readonly kind: 'delete'; readonly target: string }
  | { readonly kind: 'caption'; readonly text: string; readonly final: boolean; readonly since: number }
  | { readonly kind: 'goal'; readonly gift: CatalogueGift; readonly progress: number; readonly target: number }
  | { readonly kind: 'envelope'; readonly id: string; readonly person: Person; readonly coins?: number }
  | { readonly kind: 'rank'; readonly ranks: readonly { readonly person: Person; readonly score: number }[] }
  | {
      readonly kind: 'battle';
      readonly id: string;
      /** 2 starting, 1 active, 3 ended. */
      readonly status: 1 | 2 | 3;
      readonly sides: readonly BattleSide[];
      /** ms since 1970. */
      readonly start: number;
      /** Seconds. */
      readonly length: number;
    }
  | {
      readonly kind: 'armies';
      readonly id: string;
      readonly sides: readonly BattleSide[];
      readonly start: number;
      readonly length: number;
    }
  | {
      readonly kind: 'card';
      readonly id: string;
      readonly card: 'gloves' | 'mist' | 'booster_x3';
      readonly person: Person;
      /** Seconds. */
      readonly length: number;
    };
