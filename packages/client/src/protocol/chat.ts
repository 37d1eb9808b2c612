import { count, fields, id, isFields, list, picture, text } from './fields.js';
import type { Emote } from './live-event.js';
import type { Reader } from './reader.js';
import { readUser } from './user.js';

/** An emote of the wire, or one in our own form. */
export function readEmote(value: unknown): Emote | undefined {
  const e = fields(value);
  const imageUrl = picture(e.imageUrl) ?? picture(e.image);
  // An absent place means 0: older decoders leave zeros out.
  return imageUrl === undefined
    ? undefined
    : { id: id(e.emoteId) || id(e.id), imageUrl, index: count(e.placeInComment ?? e.index) ?? 0 };
}

export const readChat: Reader = (data) => {
  const words = text(data.comment || data.text || data.content, 2000);
  const emotes = list(data.emotes, 50, readEmote);
  const { starred, replyToUser } = data;
  if (!words && !emotes.length) return;
  return {
    kind: 'chat',
    user: readUser(data.user, data),
    text: words,
    emotes,
    uuid: id(data.messageUuid) || undefined,
    language: text(data.language, 20) || undefined,
    replyTo: replyToUser ? readUser(replyToUser) : undefined,
    starred: isFields(starred) ? { claps: count(starred.claps) ?? 0, score: count(starred.score) ?? 0 } : undefined,
  };
};

export const readEmoteChat: Reader = (data) => {
  const emote = {
    id: id(data.emoteId),
    imageUrl: picture(data.emoteUrl) ?? picture(data.imageUrl) ?? '',
    name: text(data.emoteName),
  };
  return emote.id || emote.imageUrl ? { kind: 'emote', user: readUser(data.user, data), emote } : undefined;
};
