import { count, fields, id, number, text } from './fields.js';
import type { Reader } from './reader.js';
import { readOptionalUser } from './user.js';

/** Both forms of protocol section 1.3: at the top level with an inner `roomInfo`, or under `data`. */
export const readRoomInfo: Reader = (data, frame) => {
  const info = { ...data, ...fields(data.roomInfo) };
  const owner = fields(info.owner);
  return {
    kind: 'room',
    roomId: id(info.roomId) || id(frame.roomId) || undefined,
    title: text(info.title, 500) || undefined,
    // 0 is what the service says before it knows.
    viewers: count(info.userCount ?? info.viewerCount) || undefined,
    likes: count(info.likeCount) || undefined,
    host: readOptionalUser({
      ...owner,
      userId: id(owner.userId) || info.ownerUserId,
      uniqueId: owner.uniqueId ?? info.uniqueId ?? frame.uniqueId,
    }),
  };
};

/** `liveIntro` names a room too, but not always this one: only its title counts. `room` says nothing. */
export const readRoomNote: Reader = (data) => ({ kind: 'room', title: text(data.title, 500) || undefined });

export const readStreamEnd: Reader = (data) => ({ kind: 'stream-end', reason: text(data.reason) || 'ended' });

export const readControl: Reader = (data, ...rest) => {
  const action = number(data.action);
  return action === 3
    ? readStreamEnd(data, ...rest)
    : { kind: 'room', status: action === 1 ? 'paused' : action === 2 ? 'live' : undefined };
};
