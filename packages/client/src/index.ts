export type * from './live-client.js';
export type * from './connection/connection-state.js';
export type * from './protocol/live-event.js';
export type * from './room/room-state.js';
