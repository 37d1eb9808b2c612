import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseCreator } from './creator.js';

describe('normaliseCreator', () => {
  it.each([
    ['nova.tango', 'nova.tango'],
    ['@Nova_Tango', 'nova_tango'],
    ['  ＠NOVA  ', 'nova'],
    ['https://www.tiktok.com/@Nova.Tango/live', 'nova.tango'],
    ['https://www.tiktok.com/@nova?lang=en', 'nova'],
    ['tiktok.com/@nova/', 'nova'],
    ['tiktok.com/＠nova/live\n?x', 'nova'],
    ['@@k9', 'k9'],
    ['http://m.tiktok.com/@nova#top', 'nova'],
    ['a'.repeat(64), 'a'.repeat(64)],
  ])('C104 reads %j', (raw, name) => {
    expect(normaliseCreator(raw)).toBe(name);
  });

  it.each([
    '',
    '@',
    'a b',
    'a@b',
    'nova/live',
    'tiktok.com/nova',
    'see https://tiktok.com/@nova',
    'nova?x=1',
    'https://evil.example/@nova',
    'nоva',
    'nova\u200b',
    '../x',
    'a'.repeat(65),
  ])('refuses %j', (raw) => {
    expect(normaliseCreator(raw)).toBe('');
  });

  it('gives only what it takes again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        const name = normaliseCreator(raw);
        expect(name).toMatch(/^[a-z0-9._]{0,64}$/);
        expect(normaliseCreator(name)).toBe(name);
      }),
    );
  });
});
