import { describe, expect, it } from 'vitest';
import { creatorUrl } from './creator-url.js';

const page = 'https://page.example/a/overlay.html?x=1#y';

describe('creatorUrl', () => {
  it.each([
    ['https://t.example/token', 'https://t.example/token?uniqueId=a.b_c'],
    ['https://t.example/token?k=a%20b+c', 'https://t.example/token?k=a%20b+c&uniqueId=a.b_c'],
    ['https://t.example/token?', 'https://t.example/token?uniqueId=a.b_c'],
    ['http://127.0.0.1:8787/token', 'http://127.0.0.1:8787/token?uniqueId=a.b_c'],
    ['https://t.example/token#part', 'https://t.example/token?uniqueId=a.b_c#part'],
    ['https://t.example/token?uniqueId=old&z=1', 'https://t.example/token?uniqueId=a.b_c&z=1'],
    ['https://t.example/{creator}/token', 'https://t.example/a.b_c/token'],
    ['https://t.example/%7Bcreator%7D?n={creator}', 'https://t.example/a.b_c?n=a.b_c'],
    ['https://t.example/%7bcreator%7d', 'https://t.example/a.b_c'],
    ['/token', 'https://page.example/token?uniqueId=a.b_c'],
    ['token', 'https://page.example/a/token?uniqueId=a.b_c'],
    ['//t.example/token', 'https://t.example/token?uniqueId=a.b_c'],
  ])('%s → %s', (address, expected) => {
    expect(creatorUrl(address, 'a.b_c', page)).toBe(expected);
  });

  it.each([
    ['/token', ''],
    ['', ''],
    ['http://', page],
    ['javascript:alert(1)', page],
    ['data:text/plain,x', page],
  ])('%s on "%s" is no address', (address, base) => {
    expect(creatorUrl(address, 'a', base)).toBeUndefined();
  });

  it('encodes what it puts in', () => {
    expect(creatorUrl('https://t.example/{creator}', 'a/../b?', page)).toBe('https://t.example/a%2F..%2Fb%3F');
    expect(creatorUrl('https://t.example/', '$&', page)).toBe('https://t.example/?uniqueId=%24%26');
  });
});
