export { createLiveClient } from './live-client.js';
export { acquireClient, type ClientHold } from './shared-client.js';
export { defaultEndpoint } from './connection/socket-url.js';
export { TokenError, type TokenErrorCode } from './token/token-error.js';
export type { ClosePolicy, CloseOutcome, CloseRule } from './connection/policy.js';
export type { Environment, SocketConstructor } from './connection/environment.js';
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
