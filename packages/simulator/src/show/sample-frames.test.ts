import { decodeFrames } from '@tiktool-widgets/client/protocol';
import { expect, test } from 'vitest';
import { isSampleKind, sampleFrames, sampleKinds } from './index.js';

const options = { seed: 3, startTime: 1_788_264_000_000 };

test.each(sampleKinds)('the sample "%s" decodes, and is another one with another seed', (kind) => {
  for (const shape of ['docs', 'sdk'] as const) {
    const frames = sampleFrames(kind, { ...options, shape });
    expect(frames.length).toBeGreaterThan(0);
    for (const frame of frames) expect(decodeFrames(JSON.stringify(frame), 0).events[0]?.kind).not.toBe('unknown');
  }
  expect(sampleFrames(kind, options)).toEqual(sampleFrames(kind, options));
  expect(sampleFrames(kind, options)).not.toEqual(sampleFrames(kind, { ...options, seed: 4 }));
  expect(isSampleKind(kind)).toBe(true);
});

test('gifts: one that comes once, a whole streak, the Lion', () => {
  const gifts = (kind: 'gift' | 'streak' | 'big-gift') =>
    sampleFrames(kind, options).flatMap((frame) => decodeFrames(JSON.stringify(frame), 0).events);
  expect(gifts('streak').map((event) => event.kind === 'gift' && event.count)).toEqual([1, 2, 3, 5, 8, 8]);
  expect(gifts('streak').at(-1)).toMatchObject({ ended: true });
  expect(gifts('big-gift')).toMatchObject([{ gift: { name: 'Lion', diamonds: 29_999 } }]);
  expect(isSampleKind('nothing')).toBe(false);
});
