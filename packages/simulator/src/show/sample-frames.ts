import type { Frame } from './timed-frame.js';

export type SampleKind = 'chat';
export function isSampleKind(value: unknown): value is SampleKind {
  return value === 'chat';
}
export function sampleFrames(
  _kind: SampleKind,
  _options: { seed: number; startTime: number; assetBase?: string },
): Frame[] {
  return [];
}
