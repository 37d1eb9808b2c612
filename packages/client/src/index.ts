export type * from './live-client.js';
export type * from './connection/connection-state.js';
export type * from './protocol/live-event.js';
export type * from './room/room-state.js';
export { normaliseCreator } from './protocol/creator.js';
export { decodeFrames, isReal, type Decoded, type Nudge } from './protocol/decode.js';
export {
  emptyMemory,
  emptyRoom,
  expireStreaks,
  markReconnect,
  nextExpiry,
  reduceRoom,
  type RoomMemory,
  type RoomStep,
} from './room/room.js';
