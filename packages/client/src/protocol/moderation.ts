import { count, fields, id, number, text } from './fields.js';
import type { Reader } from './reader.js';
import { readOptionalUser } from './user.js';

/** Pin and unpin (protocol section 4.5). An unpin has no user and often no message. */
export const readPin: Reader = (data) => {
  const words = text(data.comment || fields(data.pinnedMessage).comment || data.pinnedMessage, 2000);
  const messageId = id(data.originalMsgId);
  const user = readOptionalUser(data.user);
  const action = number(data.action);
  if (action === 2 || (!action && !user && !words)) return { kind: 'unpin', messageId };
  return {
    kind: 'pin',
    user,
    text: words,
    messageId,
    of: /gift/i.test(text(data.originalMsgType)) ? 'gift' : words ? 'chat' : 'unknown',
    duration: count(data.durationSeconds) ?? 0,
  };
};

/** What is to go: a message id, a message uuid or a person's id, under any of its names. */
export const readDelete: Reader = (data) => {
  const targetId =
    id(data.deletedMsgId) ||
    id(data.messageUuid) ||
    id(data.messageId) ||
    id(data.deletedUserId) ||
    id(data.userId) ||
    id(data.msgId);
  if (!targetId) return;
  return { kind: 'delete', targetId };
};
