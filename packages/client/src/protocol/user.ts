import { count, fields, flag, id, isFields, number, picture, text, type Fields } from './fields.js';
import type { Role, User } from './live-event.js';

/** Badge scenes of TikTok. A fan club's (10) is no role. */
const SCENES: Readonly<Record<number, Role>> = { 1: 'moderator', 4: 'subscriber', 7: 'subscriber', 8: 'gifter' };
const GIFTER_LEVEL = 8;

/** Badges of older decoders are words. */
const inWords = (badge: string): Role | undefined =>
  /mod/i.test(badge) ? 'moderator' : /sub/i.test(badge) ? 'subscriber' : /gifter/i.test(badge) ? 'gifter' : undefined;

/**
 * A person, from any of the shapes of protocol section 4.1: the documented one (`userId`, `profilePictureUrl`), the older
 * decoder's (`id`, no flags), or a bare handle.
 *
 * @param around The event's own fields, which name the person where there is no user object.
 */
export function readUser(value: unknown, around?: Fields): User {
  const u = typeof value === 'string' ? { uniqueId: value } : isFields(value) ? value : fields(around);
  const handle = text(u.uniqueId || u.userUniqueId || around?.userUniqueId).replace(/^@/, '');
  const roles: Role[] = [];
  const add = (role: Role | undefined): void => {
    if (role && !roles.includes(role)) roles.push(role);
  };
  let level = count(u.payGrade) || count(u.level);
  if (flag(u.isModerator)) add('moderator');
  if (flag(u.isSubscriber)) add('subscriber');
  const badges = u.userBadges ?? u.badges;
  if (Array.isArray(badges))
    for (const badge of badges as unknown[]) {
      const b = fields(badge);
      const scene = number(b.badgeSceneType);
      add(scene === undefined ? inWords(text(badge) || text(b.type)) : SCENES[scene]);
      if (scene === GIFTER_LEVEL) level ||= count(b.level);
    }
  // Only who gave something has a level.
  if (level || flag(u.isNewGifter)) add('gifter');
  const follow = number(u.followRole);
  if (follow) add(follow === 2 ? 'friend' : 'follower');
  return {
    id: id(u.userId) || id(u.id) || id(around?.userId) || id(around?.senderUserId) || handle || id(u.secUid),
    handle,
    nickname: text(u.nickname || u.displayName || u.name),
    avatarUrl: picture(u.profilePictureUrl) ?? picture(u.profilePicture) ?? picture(u.avatarUrl) ?? picture(u.avatar),
    roles,
    level: level || undefined,
  };
}

/** A person whom the event may leave out. */
export function readOptionalUser(value: unknown, around?: Fields): User | undefined {
  const user = readUser(value, around);
  return user.id || user.nickname ? user : undefined;
}

/** A row of a board: the person beside the number, or the person's fields and the number in one. */
export const readRowUser = (row: Fields): User | undefined => readOptionalUser(isFields(row.user) ? row.user : row);
