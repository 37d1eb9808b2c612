import type { connectionOptions } from '../base/connection-options.js';
import type { LiveElementEventMap } from '../base/live-events.js';
import type { OptionValues } from '../base/options.js';
import type { TiktoolChat } from '../chat/chat-element.js';
import type { chatOptions } from '../chat/chat-options.js';
import type { TiktoolGifts } from '../gifts/gifts-element.js';
import type { giftOptions } from '../gifts/gift-options.js';
import type { TiktoolLive } from '../live/live-provider.js';
import type { TiktoolStatus } from '../status/status-element.js';
import type { statusOptions } from '../status/status-options.js';

/** Tag → its class. */
export interface ElementClasses {
  'tiktool-live': TiktoolLive;
  'tiktool-chat': TiktoolChat;
  'tiktool-gifts': TiktoolGifts;
  'tiktool-status': TiktoolStatus;
}

/** Tag → its table of options, from which everything here is derived. */
interface ElementTables {
  'tiktool-live': typeof connectionOptions;
  'tiktool-chat': typeof chatOptions;
  'tiktool-gifts': typeof giftOptions;
  'tiktool-status': typeof statusOptions;
}

/** What may be given for a value: itself, or what would be written in markup. */
type Given<V> = V extends boolean
  ? boolean | '' | 'true' | 'false'
  : V extends number
    ? number | `${number}`
    : V extends readonly string[]
      ? V | string
      : V;

/** `maxMessages` → `max-messages`. */
type AttributeName<P extends string> = P extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${AttributeName<Rest>}`
  : P;

type Values<T extends keyof ElementTables> = OptionValues<ElementTables[T]>;

/** The options of an element as properties: `maxMessages`. */
export type ElementProperties<T extends keyof ElementTables> = { [K in keyof Values<T>]?: Given<Values<T>[K]> };

/** The same as attributes: `max-messages`. A function is no attribute. */
type Attributes<T extends keyof ElementTables> = {
  [K in keyof Values<T> as K extends 'tokenProvider' ? never : AttributeName<K & string>]?: Given<Values<T>[K]>;
};

/** Listeners to an element's events, each named as its framework names it: `on` + event, `on:` + event. */
export type Listeners<Prefix extends string> = {
  [E in keyof LiveElementEventMap as `${Prefix}${E}`]?: (event: LiveElementEventMap[E]) => void;
};

/** What can be written into a tag, in either spelling. */
export type ElementAttributes<T extends keyof ElementTables> = ElementProperties<T> & Attributes<T>;
