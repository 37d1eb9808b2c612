import type { Fields } from './fields.js';
import type { EventBase, WireEvent } from './live-event.js';

type Body<E> = E extends WireEvent ? Omit<E, keyof EventBase> : never;

/**
 * Turns the fields of one frame into an event without id and time; nothing if they do not make one, and then the frame
 * becomes `unknown`. Must not throw.
 *
 * @param frame What stands around `data`: some frames have fields there.
 */
export type Reader = (data: Fields, frame: Fields, time: number) => Body<WireEvent> | undefined;
