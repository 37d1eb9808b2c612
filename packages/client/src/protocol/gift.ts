import { count, fields, flag, id, number, picture, text } from './fields.js';
import type { Reader } from './reader.js';
import { readOptionalUser, readUser } from './user.js';

/** Fields and their variants: protocol section 4.3. */
export const readGift: Reader = (data) => {
  const inner = fields(data.gift);
  const details = fields(data.giftDetails);
  const type = number(data.giftType ?? inner.type ?? details.giftType);
  const to = fields(data.relationship).toUser;
  return {
    kind: 'gift',
    user: readUser(data.user ?? data.sender, data),
    gift: {
      id: id(data.giftId) || id(inner.id) || id(details.giftId),
      name: text(data.giftName || inner.name || details.giftName),
      diamonds: count(data.diamondCount ?? inner.diamondCount ?? inner.diamonds ?? details.diamondCount) ?? 0,
      imageUrl:
        picture(data.giftPictureUrl) ??
        picture(data.giftIconUrl) ??
        picture(inner.icon) ??
        picture(inner.imageUrl) ??
        picture(details.giftImage),
    },
    count: Math.min(count(data.repeatCount ?? data.count) || 1, 1e9),
    ended: flag(data.repeatEnd),
    streakable: type === undefined ? undefined : type === 1,
    groupId: id(data.groupId) || undefined,
    transactionId: id(data.transactionId) || undefined,
    recipient: readOptionalUser(id(to) ? { id: to } : to),
  };
};
