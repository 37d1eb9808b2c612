import { count, fields, flag, id, isFields, number, picture, text, type Fields } from './fields.js';
import type { Role, User } from './live-event.js';

const NO_ROLES: readonly Role[] = Object.freeze([]);

/** Badge scenes of TikTok: moderator, subscriber (two kinds), gifter level. A fan club's badge (10) is no role. */
const SCENES: Readonly<Record<number, Role>> = { 1: 'moderator', 4: 'subscriber', 7: 'subscriber', 8: 'gifter' };
const BADGE_WORDS: readonly (readonly [string, Role])[] = [
  ['mod', 'moderator'],
  ['sub', 'subscriber'],
  ['gifter', 'gifter'],
];

/**
 * A person, from any of the shapes of protocol section 4.1: the documented one (`userId`, `profilePictureUrl`), the older
 * decoder's (`id`, no flags), snake_case, or a bare handle.
 *
 * @param around The event's own fields, which name the person where there is no user object.
 */
export function readUser(value: unknown, around?: Fields): User {
  const u = typeof value === 'string' ? { uniqueId: value } : isFields(value) ? value : fields(around);
  const handle = text(
    u.uniqueId || u.unique_id || u.user_unique_id || around?.user_unique_id || (u === around && u.senderUniqueId),
  ).replace(/^@/, '');
  const own = id(u.userId) || id(u.id) || id(u.user_id) || id(u.userIdStr);
  const nickname = text(u.nickname || u.displayName || u.display_name || u.name || (u === around && u.senderNickname));
  const avatarUrl =
    picture(u.profilePictureUrl) ??
    picture(u.profilePicture) ??
    picture(u.avatarUrl) ??
    picture(u.avatar) ??
    (u === around ? picture(u.senderAvatarUrl) : undefined);
  const outer = around ? id(around.userId) || id(around.user_id) || id(around.senderUserId) : '';
  return withRoles(u, own || outer || handle || id(u.secUid), handle, nickname, avatarUrl);
}

function withRoles(u: Fields, userId: string, handle: string, nickname: string, avatarUrl: string | undefined): User {
  const roles: Role[] = [];
  const add = (role: Role | undefined): void => {
    if (role && !roles.includes(role)) roles.push(role);
  };
  let level = count(u.payGrade) || count(u.level);
  if (flag(u.isModerator)) add('moderator');
  if (flag(u.isSubscriber)) add('subscriber');
  for (const badges of [u.userBadges, u.badges])
    if (Array.isArray(badges))
      for (const badge of badges.slice(0, 20) as unknown[]) {
        const b = fields(badge);
        const scene = number(b.badgeSceneType ?? b.badge_scene_type);
        if (scene !== undefined) {
          add(SCENES[scene]);
          if (scene === 8) level ||= count(b.level);
        } else {
          const word = text(typeof badge === 'string' ? badge : b.type || b.name).toLowerCase();
          for (const [part, role] of BADGE_WORDS) if (word.includes(part)) add(role);
        }
      }
  const follow = number(u.followRole ?? u.follow_role);
  if (follow === 1) add('follower');
  if (follow === 2) add('friend');
  // Only who gave something has a level.
  if (level || flag(u.isNewGifter)) add('gifter');
  return {
    id: userId,
    handle,
    nickname,
    ...(avatarUrl && { avatarUrl }),
    roles: roles.length ? roles : NO_ROLES,
    ...(level && { level }),
  };
}

/** A person whom the event may leave out. */
export function readOptionalUser(value: unknown, around?: Fields): User | undefined {
  const user = readUser(value, around);
  return user.id || user.nickname ? user : undefined;
}
