import { describe, expect, it } from 'vitest';
import { decodeFrames } from './decode.js';
import type { User } from './live-event.js';

describe('readUser', () => {
  const read = (user: unknown, rest = {}): User | undefined => {
    const json = JSON.stringify({ event: 'chat', data: { user, comment: 'a', ...rest } });
    const [event] = decodeFrames(json, 1).events;
    return event?.kind === 'chat' ? event.user : undefined;
  };

  it('reads every shape', () => {
    const right = { id: '77', handle: 'kit', nickname: 'Kit', avatarUrl: 'https://p.test/a' };
    for (const shape of [
      { userId: '77', uniqueId: 'kit', nickname: 'Kit', profilePictureUrl: 'https://p.test/a' },
      { id: '77', uniqueId: '@kit', displayName: 'Kit', profilePicture: 'https://p.test/a' },
      { id: 77, unique_id: 'kit', name: 'Kit', profilePicture: { url: ['https://p.test/a'] } },
      { user_id: '77', unique_id: 'kit', display_name: 'Kit', avatarUrl: { urls: ['https://p.test/a'] } },
      { user_id: '77', user_unique_id: 'kit', nickname: 'Kit', avatar: 'https://p.test/a' },
    ])
      expect(read(shape)).toMatchObject(right);
    expect(read(undefined, { userId: '77', uniqueId: 'kit', nickname: 'Kit' })).toMatchObject({
      id: '77',
      handle: 'kit',
    });
    expect(read({ nickname: 'Kit' }, { user_id: '77', user_unique_id: 'kit' })).toMatchObject({
      id: '77',
      handle: 'kit',
    });
    expect(read({ nickname: 'Kit' }, { senderUserId: '77' })).toMatchObject({ id: '77', nickname: 'Kit' });
    expect(read('kit')).toMatchObject({ id: 'kit', handle: 'kit' });
    for (const nobody of [null, [], 7, {}, { userId: {}, nickname: [] }])
      expect(read(nobody)).toEqual({ id: '', handle: '', nickname: '', roles: [] });
  });

  it('C17 leaves addresses of pictures as they are, and takes only http', () => {
    const url = 'https://p16.test/a~tplv.webp?x-expires=1&x-signature=ab%2Bcd%3D';
    expect(read({ profilePictureUrl: url })?.avatarUrl).toBe(url);
    expect(read({ profilePictureUrl: 'http://p.test/a' })?.avatarUrl).toBe('http://p.test/a');
    for (const bad of [
      'javascript:alert(1)',
      'javascript:alert("https://p.test/a")',
      'data:image/png;base64,x',
      '//p.test/a',
      '',
      7,
      {},
      `https://${'x'.repeat(9000)}`,
    ])
      expect(read({ profilePictureUrl: bad })?.avatarUrl).toBeUndefined();
  });

  it('C11 C117 keeps names as typed, entities and markup included', () => {
    expect(read({ nickname: '🦊Kit🦊' })?.nickname).toBe('🦊Kit🦊');
    expect(read({ nickname: '<img src=x onerror=alert(1)>&amp;' })?.nickname).toBe('<img src=x onerror=alert(1)>&amp;');
    expect(read({ nickname: 'x'.repeat(999) })?.nickname).toHaveLength(200);
  });

  it('reads roles from flags, numbers and badges', () => {
    const roles = (u: object) => read({ userId: '1', ...u })?.roles;
    expect(roles({ followRole: 1 })).toEqual(['follower']);
    expect(roles({ followRole: '2' })).toEqual(['friend']);
    expect(roles({ followRole: 0, isModerator: false, userBadges: [{ badgeSceneType: 10, level: 9 }] })).toEqual([]);
    expect(roles({ isModerator: 'true', isSubscriber: 1 })).toEqual(['moderator', 'subscriber']);
    expect(roles({ userBadges: [{ badgeSceneType: 1 }, { badgeSceneType: 4 }, { badgeSceneType: 7 }] })).toEqual([
      'moderator',
      'subscriber',
    ]);
    expect(roles({ badges: ['Moderator', 'subscriber', 7, null, {}] })).toEqual(['moderator', 'subscriber']);
    expect(roles({ badges: ['TOP GIFTER', 'SUB'] })).toEqual(['gifter', 'subscriber']);
    expect(roles({ badges: [{ type: 'gifter' }, { type: 'other' }] })).toEqual(['gifter']);
    for (const badgeSceneType of [4, 7]) expect(roles({ userBadges: [{ badgeSceneType }] })).toEqual(['subscriber']);
    expect(roles({ userBadges: [{ badgeSceneType: 8 }] })).toEqual(['gifter']);
    expect(roles({ isNewGifter: true })).toEqual(['gifter']);
    expect(roles({ payGrade: 12 })).toEqual(['gifter']);
    expect(read({ level: 12 })?.level).toBe(12);
    expect(read({ userBadges: [{ badgeSceneType: 8, level: 31 }] })).toMatchObject({ roles: ['gifter'], level: 31 });
    expect(read({ payGrade: 5, userBadges: [{ badgeSceneType: 8, level: 31 }] })?.level).toBe(5);
    expect(read({ payGrade: 0, level: 7 })?.level).toBe(7);
    expect(read({ payGrade: 0, level: 0 })?.level).toBeUndefined();
  });
});
