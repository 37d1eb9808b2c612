import { expect, test } from 'vitest';
import { missingLine } from './connection-line.js';

test.each(['a"b', '😀', '<script>', 'two words', 'x'.repeat(500)])('%s is no username', (name) => {
  expect(missingLine(name, '/token')).toMatch(/^This creator is no TikTok username/);
});

test.each(['mia', '@Mia', 'https://www.tiktok.com/@mia/live', ''])('%j is fine', (name) => {
  expect(missingLine(name, '/token')).toBeUndefined();
});

test('a creator without a token address is told apart from one that is not live', () => {
  expect(missingLine('mia', '')).toMatch(/^Name the token URL/);
  expect(missingLine('', '')).toBeUndefined();
});
