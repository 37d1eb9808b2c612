import { count, fields, list, number, text } from './fields.js';
import type { SocialEvent, ViewersEvent } from './live-event.js';
import type { Reader } from './reader.js';
import { readOptionalUser, readRowUser, readUser } from './user.js';

const social =
  (kind: SocialEvent['kind']): Reader =>
  (data) => ({ kind, user: readUser(data.user, data) });

export const readFollow = social('follow');
export const readShare = social('share');
const readJoin = social('join');

/** Action 2 and 3 of `member` are a follow and a share. */
export const readMember: Reader = (data, ...rest) => {
  const action = number(data.actionId ?? data.action);
  return (action === 2 ? readFollow : action === 3 ? readShare : readJoin)(data, ...rest);
};

/** `social` says in one of several fields what it is, in words or by the numbers of `member`. */
export const readSocial: Reader = (data, ...rest) => {
  const words = [data.action, data.eventType, data.displayType, data.label].map((word) => text(word)).join();
  return (/follow|^2/i.test(words) ? readFollow : /share|^3/i.test(words) ? readShare : () => undefined)(data, ...rest);
};

export const readSubscribe: Reader = (data) => ({
  kind: 'subscribe',
  user: readUser(data.user, data),
  // 0 is what older decoders make of a field that they misread.
  months: count(data.subMonth) || undefined,
});

export const readLike: Reader = (data) => ({
  kind: 'like',
  user: readOptionalUser(data.user, data),
  count: count(data.likeCount ?? data.count) ?? 0,
  // 0 is what a decoder makes of a total that it did not find: nobody can like and leave none.
  total: count(data.totalLikeCount ?? data.totalLikes) || undefined,
});

/** Top viewers come as `{ user, coinCount }` or as plain users. */
function readTopViewer(value: unknown): ViewersEvent['topViewers'][number] | undefined {
  const row = fields(value);
  const user = readRowUser(row);
  return user && { user, coins: count(row.coinCount) ?? 0 };
}

export const readViewers: Reader = (data) => ({
  kind: 'viewers',
  viewers: count(data.viewerCount ?? data.roomUser ?? data.totalUser),
  totalViewers: count(data.totalViewers),
  topViewers: list(data.topViewers, 50, readTopViewer),
});
