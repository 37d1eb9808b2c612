import { count, fields, id, list, picture, text, type Fields } from './fields.js';
import type { Emote } from './live-event.js';
import type { Reader } from './reader.js';
import { readUser, readOptionalUser } from './user.js';

const NO_EMOTES: readonly Emote[] = Object.freeze([]);

function readEmote(value: unknown): Emote | undefined {
  const e = fields(value);
  const imageUrl = picture(e.imageUrl) ?? picture(e.image) ?? picture(e.emoteUrl);
  // An absent place means 0: older decoders leave zeros out.
  return imageUrl === undefined
    ? undefined
    : { id: id(e.emoteId) || id(e.id), imageUrl, index: count(e.placeInComment ?? e.place_in_comment ?? e.index) ?? 0 };
}

const readStar = (s: Fields) => ({ claps: count(s.claps) ?? 0, score: count(s.score) ?? 0 });

export const readChat: Reader = (data, msgId, time) => {
  const words = text(data.comment ?? data.text ?? data.content, 2000);
  const emotes = Array.isArray(data.emotes) && data.emotes.length ? list(data.emotes, 50, readEmote) : NO_EMOTES;
  if (!words && !emotes.length) return;
  const uuid = id(data.messageUuid ?? data.message_uuid);
  const language = text(data.language, 20);
  const replyTo = data.replyToUser ? readOptionalUser(data.replyToUser) : undefined;
  return {
    kind: 'chat',
    id: msgId,
    time,
    user: readUser(data.user, data),
    text: words,
    emotes,
    ...(uuid && uuid !== msgId && { uuid }),
    ...(language && { language }),
    ...(replyTo && { replyTo }),
    ...(data.starred ? { starred: readStar(fields(data.starred)) } : undefined),
  };
};

export const readEmoteChat: Reader = (data, msgId, time) => {
  const e = fields(data.emote ?? (Array.isArray(data.emotes) ? data.emotes[0] : undefined));
  const imageUrl = picture(data.emoteUrl) ?? picture(data.imageUrl) ?? readEmote(e)?.imageUrl ?? '';
  const emoteId = id(data.emoteId) || id(e.emoteId) || id(e.id);
  if (!imageUrl && !emoteId) return;
  return {
    kind: 'emote',
    id: msgId,
    time,
    user: readUser(data.user, data),
    emote: { id: emoteId, imageUrl, name: text(data.emoteName ?? e.name) },
  };
};
