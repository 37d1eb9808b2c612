import type { User } from '@tiktool-widgets/client';
import { describe, expect, it } from 'vitest';
import { createAvatarStore } from './avatar-store.js';

const person = (id: string, avatarUrl?: string): User => ({ id, handle: '', nickname: '', roles: [], avatarUrl });

describe('avatar store', () => {
  it('C17 C19 keeps the first address of a person, byte for byte', () => {
    const store = createAvatarStore(() => 0);
    const first = 'https://p16.test/a~tplv.webp?x-expires=1&x-signature=ab%2Bcd%3D';
    expect(store.urlFor(person('1', first))).toBe(first);
    for (let i = 0; i < 50; i++) expect(store.urlFor(person('1', `${first}&n=${String(i)}`))).toBe(first);
  });

  it('draws the initial for five minutes after a failure, then tries the newest address', () => {
    let now = 0;
    const store = createAvatarStore(() => now);
    store.urlFor(person('1', 'https://p16.test/old'));
    store.failed(person('1'));
    expect(store.urlFor(person('1', 'https://p16.test/new'))).toBeUndefined();
    now = 300_000;
    expect(store.urlFor(person('1', 'https://p16.test/new'))).toBe('https://p16.test/new');
  });

  it('uses a known picture where an event brings none', () => {
    const store = createAvatarStore(() => 0);
    store.urlFor(person('1', 'https://p16.test/a'));
    expect(store.urlFor(person('1'))).toBe('https://p16.test/a');
  });

  it('never mixes up people without id and handle', () => {
    const store = createAvatarStore(() => 0);
    expect(store.urlFor(person('', 'https://p16.test/a'))).toBe('https://p16.test/a');
    expect(store.urlFor(person('', 'https://p16.test/b'))).toBe('https://p16.test/b');
    expect(store.urlFor(person(''))).toBeUndefined();
  });

  it('C122 remembers at most 500 people, the latest used', () => {
    const store = createAvatarStore(() => 0);
    for (let i = 0; i < 500; i++) store.urlFor(person(String(i), `https://p16.test/${String(i)}`));
    store.urlFor(person('0'));
    store.urlFor(person('new', 'https://p16.test/new'));
    expect(store.urlFor(person('0'))).toBe('https://p16.test/0');
    expect(store.urlFor(person('1'))).toBeUndefined();
  });
});
