import type { User } from '../protocol/live-event.js';

/** Where the wire has no id, a user's id is the handle: it says nothing beyond it. */
const hasOwnId = (user: User): boolean => /^\d+$/.test(user.id);

/**
 * Whether two descriptions are of one person; undefined where they have nothing in common to tell by. `roomInfo` often has
 * the host's handle alone, a gift's receiver is often an id alone.
 */
export function isSame(a: User, b: User): boolean | undefined {
  if (hasOwnId(a) === hasOwnId(b) && a.id && b.id) return a.id.toLowerCase() === b.id.toLowerCase();
  return a.handle && b.handle ? a.handle.toLowerCase() === b.handle.toLowerCase() : undefined;
}

/** The host as known from several events, each of which may leave something out. */
export const mergeHost = (known: User | null, told: User): User =>
  known
    ? {
        ...known,
        id: hasOwnId(known) && !hasOwnId(told) ? known.id : told.id,
        handle: told.handle || known.handle,
        nickname: told.nickname || known.nickname,
        avatarUrl: told.avatarUrl ?? known.avatarUrl,
      }
    : told;
