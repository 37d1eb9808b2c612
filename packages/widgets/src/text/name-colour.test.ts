import { describe, expect, it } from 'vitest';
import { nameColour, nameColours } from './name-colour.js';

type Triple = readonly [number, number, number];

const linear = (hex: string): Triple => {
  const channel = (at: number): number => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
};

const times = (matrix: readonly Triple[], [x, y, z]: Triple): Triple => {
  const row = (at: number): number => {
    const [a, b, c] = matrix[at] ?? [0, 0, 0];
    return a * x + b * y + c * z;
  };
  return [row(0), row(1), row(2)];
};

const oklab = (rgb: Triple): Triple => {
  const [l, m, s] = times(
    [
      [0.41222, 0.53633, 0.05145],
      [0.2119, 0.6807, 0.1074],
      [0.0883, 0.28172, 0.62998],
    ],
    rgb,
  );
  return times(
    [
      [0.21045, 0.79362, -0.00407],
      [1.978, -2.42859, 0.45059],
      [0.0259, 0.78277, -0.80868],
    ],
    [Math.cbrt(l), Math.cbrt(m), Math.cbrt(s)],
  );
};

// Full dichromacy after Machado, Oliveira and Fernandes (2009).
const sights: Record<string, readonly Triple[]> = {
  common: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

describe('name colours', () => {
  it('are readable on a near-black plate, and on it over mid grey', () => {
    for (const colour of nameColours) {
      const [r, g, b] = linear(colour);
      const contrast = (background: number): number =>
        (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05) / (background + 0.05);
      expect(contrast(0.006), colour).toBeGreaterThan(7);
      expect(contrast(0.04), colour).toBeGreaterThan(4.5);
    }
  });

  it.each(Object.keys(sights))('are told apart with %s sight', (sight) => {
    const seen = nameColours.map((colour) => oklab(times(sights[sight] ?? [], linear(colour))));
    for (const [at, one] of seen.entries())
      for (const other of seen.slice(at + 1))
        expect(Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2])).toBeGreaterThan(0.05);
  });

  it('are nearly of one lightness', () => {
    const lightness = nameColours.map((colour) => oklab(linear(colour))[0]);
    expect(Math.max(...lightness) - Math.min(...lightness)).toBeLessThan(0.13);
  });

  it('stay with their person and spread evenly, also over ids in sequence or rounded ones', () => {
    // In the next version, too.
    expect(['', '7295', '6890817290123456789'].map(nameColour)).toEqual(['#ba93fb', '#c9a7aa', '#de8aca']);
    for (const id of [(n: number) => `${n}`, (n: number) => `68908172${n}000`]) {
      const seen = new Map<string, number>();
      for (let n = 0; n < 2000; n++) seen.set(nameColour(id(n)), (seen.get(nameColour(id(n))) ?? 0) + 1);
      expect(seen.size).toBe(nameColours.length);
      expect(Math.min(...seen.values())).toBeGreaterThan(120);
    }
  });
});
