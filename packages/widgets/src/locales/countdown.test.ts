import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countdown } from './countdown.js';

const after = (seconds: number, locale = 'en'): string => countdown(seconds * 1000, 0, locale).text;

describe('countdown', () => {
  it('C140 says it in the language, in seconds, minutes or hours', () => {
    expect([0, 0.4, 12, 90, 91, 300, 5400, 5401].map((seconds) => after(seconds))).toEqual([
      'now',
      'in 1 sec.',
      'in 12 sec.',
      'in 90 sec.',
      'in 2 min.',
      'in 5 min.',
      'in 90 min.',
      'in 2 hr.',
    ]);
    expect(after(12, 'es')).toMatch(/^dentro de 12/);
    expect(after(12, 'ja')).toMatch(/^12.*後$/);
    expect(after(12, 'ar-u-nu-arab')).toContain('١٢');
    expect(after(12, 'pt_BR')).toMatch(/12/);
  });

  it('is English where the locale is none', () => {
    for (const locale of ['', '-', '🎁', 'x', 'a'.repeat(50)]) expect(after(12, locale)).toMatch(/^in 12/);
  });

  it('a time that has come stays “now”', () => {
    expect(countdown(1000, 5000, 'en')).toEqual({ text: 'now', changesAt: Infinity });
  });

  it('C138 changes at most once a second, and is never behind by more than a second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000_000 }), (time) => {
        let now = 0;
        let { text, changesAt } = countdown(time, now, 'en');
        for (let steps = 0; changesAt < Infinity && steps < 200; steps++) {
          expect(changesAt - now).toBeGreaterThanOrEqual(1000);
          if (changesAt - now > 1000) expect(countdown(time, changesAt - 1000, 'en').text).toBe(text);
          expect(countdown(time, changesAt, 'en').text).not.toBe(text);
          now = changesAt;
          ({ text, changesAt } = countdown(time, now, 'en'));
        }
      }),
    );
  });
});
