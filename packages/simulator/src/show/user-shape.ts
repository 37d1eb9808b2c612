import type { Person } from './people.js';
import type { ShowEvent } from './show-event.js';

/** `docs`: the documented wire shape; `sdk`: the older decoder's, with fewer fields and other names. */
export type FrameShape = 'docs' | 'sdk';

export interface ShapeContext {
  readonly shape: FrameShape;
  readonly host: Person;
  /** Where pictures are served, without a slash at the end; absent: no picture addresses. */
  readonly assetBase: string | undefined;
  /** ms since 1970. */
  readonly time: number;
  readonly messageId: string;
}

export type Fields = Record<string, unknown>;
export type EventOf<Kind extends ShowEvent['kind']> = Extract<ShowEvent, { kind: Kind }>;

/** The address of a picture in `field`, where there is one. */
export function picture(field: string, kind: string, number: number | undefined, { assetBase }: ShapeContext): Fields {
  return assetBase === undefined || number === undefined ? {} : { [field]: `${assetBase}/${kind}/${number}.svg` };
}

/** A user as the wire has it. */
export function userOf(person: Person, context: ShapeContext): Fields {
  const { userId, handle, nickname, level } = person;
  const avatar = picture('profilePictureUrl', 'avatar', person.avatar, context);
  if (context.shape === 'sdk') {
    return { id: userId, nickname, uniqueId: handle, ...avatar, ...(level !== undefined && { payGrade: level }) };
  }
  const badges: Fields[] = [];
  if (person.subscriber) badges.push({ type: 'image', badgeSceneType: 4 });
  if (level !== undefined) badges.push({ type: 'combine', badgeSceneType: 8, level });
  return {
    uniqueId: handle,
    nickname,
    userId,
    ...avatar,
    followRole: person.followRole,
    userBadges: badges,
    isModerator: person.moderator,
    isSubscriber: person.subscriber,
    isNewGifter: person.newGifter,
    topGifterRank: null,
    ...(level !== undefined && { payGrade: level, level }),
  };
}
