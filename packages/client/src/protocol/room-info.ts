import { count, fields, id, number, text } from './fields.js';
import type { Reader } from './reader.js';
import { readOptionalUser } from './user.js';

/** Both forms of protocol section 1.3: at the top level with an inner `roomInfo`, or under `data`. */
export const readRoomInfo: Reader = (data, msgId, time, frame) => {
  const info = fields(data.roomInfo ?? frame.roomInfo ?? data.room_info);
  const roomId =
    id(data.roomId) || id(frame.roomId) || id(data.room_id) || id(info.roomId) || id(info.room_id) || id(info.id);
  const title = text(info.title ?? data.title, 500);
  const viewers = count(info.user_count ?? info.viewerCount ?? info.userCount ?? data.user_count ?? data.viewerCount);
  const likes = count(info.like_count ?? info.likeCount ?? data.like_count);
  const owner = fields(info.owner ?? data.owner);
  const host = readOptionalUser({
    ...owner,
    userId: id(owner.userId) || id(owner.id) || id(owner.user_id) || data.ownerUserId || info.ownerUserId,
    uniqueId: owner.uniqueId ?? owner.unique_id ?? owner.display_id ?? data.uniqueId ?? frame.uniqueId,
  });
  return {
    kind: 'room',
    id: msgId,
    time,
    ...(roomId && { roomId }),
    ...(title && { title }),
    // 0 is what the service says before it knows.
    ...(viewers && { viewers }),
    ...(likes && { likes }),
    ...(host && { host }),
  };
};

/** `liveIntro` names a room too, but is sent for the one before at times: only its title counts. `room` is empty. */
export const readRoomNote: Reader = (data, msgId, time) => {
  const title = text(data.title, 500);
  return { kind: 'room', id: msgId, time, ...(title && { title }) };
};

export const readStreamEnd: Reader = (data, msgId, time) => ({
  kind: 'stream-end',
  id: msgId,
  time,
  reason: text(data.reason) || 'ended',
});

export const readControl: Reader = (data, msgId, time, frame) => {
  const action = number(data.action);
  if (action === 3) return readStreamEnd(data, msgId, time, frame);
  const status = action === 1 ? 'paused' : action === 2 ? 'live' : undefined;
  return { kind: 'room', id: msgId, time, ...(status && { status }) };
};
