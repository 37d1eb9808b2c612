import { count, fields, flag, id, number, picture, text } from './fields.js';
import type { Reader } from './reader.js';
import { readUser } from './user.js';

/** Fields and their variants: protocol section 4.3. */
export const readGift: Reader = (data, msgId, time) => {
  const inner = fields(data.gift);
  const details = fields(data.giftDetails);
  const imageUrl =
    picture(data.giftPictureUrl) ??
    picture(data.giftIconUrl) ??
    picture(inner.icon) ??
    picture(inner.imageUrl) ??
    picture(details.giftImage);
  const ended = flag(data.repeatEnd ?? data.repeat_end);
  const type = number(data.giftType ?? data.gift_type ?? inner.type ?? details.giftType);
  // `combo: true` and type 1 coincide in TikTok's gift list.
  const streakable = type === undefined ? (flag(data.combo) ? true : undefined) : type === 1;
  const groupId = id(data.groupId ?? data.group_id);
  const transactionId = id(data.transactionId ?? data.transaction_id);
  const to = fields(data.relationship).toUser ?? data.toUser;
  const recipientId = id(to);
  const recipient = recipientId ? readUser({ id: recipientId }) : readUser(fields(to));
  return {
    kind: 'gift',
    id: msgId,
    time,
    user: readUser(data.user ?? data.sender, data),
    gift: {
      id: id(data.giftId) || id(data.gift_id) || id(inner.id) || id(details.giftId),
      name: text(data.giftName || data.gift_name || inner.name || details.giftName),
      diamonds:
        count(
          data.diamondCount ??
            data.diamond_count ??
            inner.diamondCount ??
            inner.diamond_count ??
            inner.diamonds ??
            details.diamondCount,
        ) ?? 0,
      ...(imageUrl && { imageUrl }),
    },
    count: Math.min(count(data.repeatCount ?? data.repeat_count ?? data.count) || 1, 1e9),
    ...(ended !== undefined && { ended }),
    ...(streakable !== undefined && { streakable }),
    ...(groupId && { groupId }),
    ...(transactionId && { transactionId }),
    ...(recipient.id && { recipient }),
  };
};
