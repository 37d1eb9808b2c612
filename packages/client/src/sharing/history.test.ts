import { describe, expect, it } from 'vitest';
import { FrameHistory } from './history.js';

/** A history of so many frames of a length, whose room is the number of frames before. */
function history(count: number, length = 10): FrameHistory {
  const made: FrameHistory = new FrameHistory(() => {
    const before = made.seq - 1;
    return () => before;
  });
  for (let n = 1; n <= count; n++) made.push(String(n).padEnd(length), n);
  return made;
}

const numbers = ({ frames }: { readonly frames: readonly { readonly text: string }[] }): readonly number[] =>
  frames.map(({ text }) => Number(text));

describe('FrameHistory', () => {
  it('gives a page what it lacks', () => {
    const made = history(100);
    expect(numbers(made.after(97))).toEqual([98, 99, 100]);
    expect(made.after(100)).toEqual({ frames: [], fresh: false });
    expect(numbers(made.after(0))).toHaveLength(100);
    expect(made.after(0).fresh).toBe(false);
  });

  it.each([undefined, 101, 79])('gives a page that has %s all that is kept, and the room before it', (seq) => {
    const made = history(320);
    const { frames, fresh, room } = made.after(seq === 101 ? 321 : seq);
    expect([fresh, room, frames.length]).toEqual([true, 120, 200]);
    expect(numbers(made.after(120))).toHaveLength(200);
  });

  it('keeps 256 k characters at most', () => {
    const { frames, room } = history(40, 20_000).after(undefined);
    const kept = frames.reduce((sum, { text }) => sum + text.length, 0);
    expect(kept).toBeLessThanOrEqual(256_000);
    expect(kept).toBeGreaterThan(190_000);
    expect(room).toBe(40 - frames.length);
  });

  it('counts on from another number without frames', () => {
    const made = history(50);
    made.restart(500);
    expect(numbers(made.after(500))).toEqual([]);
    expect(made.after(499).fresh).toBe(true);
    made.push('501', 0);
    expect(numbers(made.after(500))).toEqual([501]);
  });
});
