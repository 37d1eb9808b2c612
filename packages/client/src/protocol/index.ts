export type * from './live-event.js';
export { normaliseCreator } from './creator.js';
export { decodeFrames, isReal, type Decoded, type Nudge } from './decode.js';
