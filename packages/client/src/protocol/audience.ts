import { count, fields, isFields, list, number, text } from './fields.js';
import type { SocialEvent, ViewersEvent } from './live-event.js';
import type { Reader } from './reader.js';
import { readOptionalUser, readUser } from './user.js';

const social =
  (kind: SocialEvent['kind']): Reader =>
  (data, id, time) => ({ kind, id, time, user: readUser(data.user, data) });

export const readFollow = social('follow');
export const readShare = social('share');
const readJoin = social('join');

/** Action 2 and 3 of `member` are a follow and a share. */
export const readMember: Reader = (data, ...rest) => {
  const action = number(data.actionId ?? data.action_id ?? data.action);
  return (action === 2 ? readFollow : action === 3 ? readShare : readJoin)(data, ...rest);
};

/** `social` says in one of several fields what it is; a bare action 3 is a share. */
export const readSocial: Reader = (data, ...rest) => {
  const words = [data.action, data.eventType, data.displayType, data.label].map((v) => text(v)).join(' ');
  const read = /follow/i.test(words) ? readFollow : /share|\b3\b/i.test(words) ? readShare : undefined;
  return read ? read(data, ...rest) : number(data.action) === 2 ? readFollow(data, ...rest) : undefined;
};

export const readSubscribe: Reader = (data, id, time) => {
  const months = count(data.subMonth ?? data.sub_month ?? data.months);
  // 0 is what older decoders make of a field that they misread.
  return { kind: 'subscribe', id, time, user: readUser(data.user, data), ...(months && { months }) };
};

export const readLike: Reader = (data, id, time) => {
  const user = readOptionalUser(data.user, data);
  const total = count(data.totalLikeCount ?? data.totalLikes ?? data.total_like_count);
  return {
    kind: 'like',
    id,
    time,
    ...(user && { user }),
    count: count(data.likeCount ?? data.like_count ?? data.count) ?? 0,
    ...(total !== undefined && { total }),
  };
};

/** Top viewers come as `{ user, coinCount }` or as plain users. */
function readTopViewer(value: unknown): ViewersEvent['topViewers'][number] | undefined {
  const row = fields(value);
  const user = readOptionalUser(isFields(row.user) ? row.user : row);
  return user && { user, coins: count(row.coinCount ?? row.coin_count ?? row.coins) ?? 0 };
}

export const readViewers: Reader = (data, id, time) => {
  const viewers = count(data.viewerCount ?? data.viewer_count ?? data.roomUser ?? data.totalUser);
  const totalViewers = count(data.totalViewers ?? data.total_viewers);
  return {
    kind: 'viewers',
    id,
    time,
    ...(viewers !== undefined && { viewers }),
    ...(totalViewers !== undefined && { totalViewers }),
    topViewers: list(data.topViewers, 50, readTopViewer),
  };
};
