export { createShow, type ShowOptions } from './create-show.js';
export { playShow, type PlayShowOptions, type ShowTimers } from './play-show.js';
export type { Frame, TimedFrame } from './timed-frame.js';
