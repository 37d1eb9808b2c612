import type { Fields } from './fields.js';
import type { WireEvent } from './live-event.js';

/**
 * Turns the fields of one frame into an event; nothing if they do not make one, and then the frame becomes `unknown`.
 * Must not throw.
 */
export type Reader = (data: Fields, id: string, time: number, frame: Fields) => WireEvent | undefined;
