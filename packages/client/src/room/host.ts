import type { User } from '../protocol/live-event.js';

const isNumeric = (id: string): boolean => /^\d+$/.test(id);
const handleOf = (user: User): string => (user.handle || (isNumeric(user.id) ? '' : user.id)).toLowerCase();
const idOf = (user: User): string => (isNumeric(user.id) ? user.id : '');

/**
 * What is known of the host, put together from several events: `roomInfo` often has the handle alone, goals the id alone.
 * The later word wins where both have one.
 */
export function mergeHost(known: User | null, told: User): User {
  if (!known) return told;
  const id = idOf(told) || idOf(known) || told.id || known.id;
  const handle = told.handle || known.handle;
  const nickname = told.nickname || known.nickname;
  const avatarUrl = told.avatarUrl ?? known.avatarUrl;
  return id === known.id && handle === known.handle && nickname === known.nickname && avatarUrl === known.avatarUrl
    ? known
    : { ...known, id, handle, nickname, ...(avatarUrl && { avatarUrl }) };
}

/** Whether a gift is for the host: yes, unless an id or a handle of both is known and differs. */
export function isForHost(recipient: User | undefined, host: User | null): boolean {
  if (!recipient || !host) return true;
  const [a, b] = [idOf(recipient), idOf(host)];
  if (a && b) return a === b;
  const [x, y] = [handleOf(recipient), handleOf(host)];
  return !x || !y || x === y;
}

/** Whether a person is the host; no, where that is not known. */
export function isHost(user: User, host: User): boolean {
  const [a, b] = [idOf(user), idOf(host)];
  if (a && b) return a === b;
  const x = handleOf(user);
  return x !== '' && x === handleOf(host);
}
