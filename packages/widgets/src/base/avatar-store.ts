import type { User } from '@tiktool-widgets/client';

/** Which picture stands for a person. */
export interface AvatarStore {
  /** The address to draw, byte for byte as it came; undefined where the initial is to be drawn. */
  urlFor(user: User): string | undefined;
  /** The picture is there: nothing has to stand in for it any more. */
  loaded(user: User): void;
  isLoaded(user: User): boolean;
  /** The picture did not load: nobody asks for this person's again for a while. */
  failed(user: User): void;
}

interface Picture {
  readonly url?: string;
  readonly loaded?: true;
  readonly failedAt?: number;
}

const limit = 500;
const forgetFailure = 300_000;

const keyOf = (user: User): string => user.id || user.handle || (user.avatarUrl ?? '');

/**
 * TikTok signs avatar addresses anew for each message, so the same picture comes under many addresses. The first one
 * of a person is kept: one download a person, not one a message.
 */
export function createAvatarStore(now: () => number): AvatarStore {
  const pictures = new Map<string, Picture>();
  // The order of a Map is the order of insertion: what was used last is written anew, and the front is let go.
  const put = (user: User, picture: Picture): void => {
    const key = keyOf(user);
    pictures.delete(key);
    pictures.set(key, picture);
    const [oldest = ''] = pictures.keys();
    if (pictures.size > limit) pictures.delete(oldest);
  };
  const get = (user: User): Picture => pictures.get(keyOf(user)) ?? {};
  return {
    urlFor(user) {
      const known = get(user);
      if (now() - (known.failedAt ?? -Infinity) < forgetFailure) return undefined;
      const url = known.url ?? user.avatarUrl;
      if (url) put(user, { ...known, url });
      return url;
    },
    loaded(user) {
      put(user, { ...get(user), loaded: true });
    },
    isLoaded: (user) => get(user).loaded === true,
    failed(user) {
      put(user, { failedAt: now() });
    },
  };
}

/** The page's store: widgets share their pictures. */
export const avatars = createAvatarStore(() => Date.now());
