import { count, fields, id, isFields, number, text } from './fields.js';
import type { Reader } from './reader.js';
import { readOptionalUser } from './user.js';

/** Pin and unpin (protocol section 4.5). An unpin has no user and often no message. */
export const readPin: Reader = (data, msgId, time) => {
  const inner = fields(data.pinnedMessage);
  const words = text(
    data.comment || (isFields(data.pinnedMessage) ? inner.comment || inner.text : data.pinnedMessage),
    2000,
  );
  const messageId = id(data.originalMsgId) || id(data.original_msg_id) || id(inner.msgId);
  const user = readOptionalUser(data.user ?? inner.user);
  const action = number(data.action);
  if (action === 2 || (action !== 1 && !user && !words && !messageId))
    return { kind: 'unpin', id: msgId, time, messageId };
  const type = text(data.originalMsgType).toLowerCase();
  return {
    kind: 'pin',
    id: msgId,
    time,
    ...(user && { user }),
    text: words,
    messageId,
    of: type.includes('gift') ? 'gift' : words || type.includes('chat') ? 'chat' : 'unknown',
    duration: count(data.durationSeconds ?? data.duration) ?? 0,
  };
};

const first = (value: unknown): string => id(Array.isArray(value) ? (value[0] as unknown) : value);

/** What is to go: a message id, a message uuid or a person's id, under any of its names. */
export const readDelete: Reader = (data, msgId, time) => {
  const targetId =
    first(data.deletedMsgId) ||
    first(data.deleted_msg_id) ||
    first(data.deleteMsgId) ||
    first(data.deletedMsgIds) ||
    first(data.messageUuid) ||
    first(data.messageId) ||
    first(data.deletedUserId) ||
    first(data.userId) ||
    (readOptionalUser(data.user)?.id ?? '');
  return targetId ? { kind: 'delete', id: msgId, time, targetId } : undefined;
};
