import type { Frame, TimedFrame } from './show/timed-frame.js';

/** A recording that cannot be played; the message names the line. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';
}

/**
 * Reads a recording: one `{"t": ms, "src": …, "frame": {…}}` a line. Blank lines are skipped.
 * @throws {RecordingError} for a line that is none
 */
export function parseRecording(text: string): TimedFrame[] {
  const frames: TimedFrame[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() !== '') frames.push(parseLine(line, index + 1));
  });
  if (frames.length === 0) throw new RecordingError('the recording has no frames');
  return frames;
}

function parseLine(line: string, number: number): TimedFrame {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new RecordingError(`line ${number} is not JSON`);
  }
  if (!isRecord(value) || !isRecord(value['frame']) || typeof value['t'] !== 'number') {
    throw new RecordingError(`line ${number} is not {"t": ms, "frame": {…}}`);
  }
  return { t: value['t'], frame: value['frame'] };
}

/** A JSON object: neither null nor an array. */
export function isRecord(value: unknown): value is Frame {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
