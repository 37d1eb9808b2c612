export { startSimulator } from './simulator.js';
export { parseRecording, RecordingError } from './recording.js';
export { closeWords, type CloseWord } from './close-codes.js';
export type { Simulator, SimulatorOptions, SimulatorStats } from './simulator-options.js';
export type { SimulatorSocket } from './simulator-socket.js';
export type { SimulatorEntry } from './journal.js';
export type { SimulatorLimits } from './limits.js';
export type { FaultAction, FaultBook, FaultContext, FaultMatch, FaultPoint, FaultRule, TokenAnswer } from './faults.js';
export type { Frame, TimedFrame } from './show/timed-frame.js';
