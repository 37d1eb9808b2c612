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

const limit = 500;
const forgetFailure = 300_000;

const keyOf = (user: User): string => user.id || user.handle || (user.avatarUrl ?? '');

/**
 * TikTok signs avatar addresses anew for each message, so the same picture comes under many addresses. The first one
 * of a person is kept: one download a person, not one a message.
 */
export function createAvatarStore(now: () => number): AvatarStore {
  const urls = new Map<string, string>();
  const failures = new Map<string, number>();
  const ready = new Map<string, true>();

  // The order of a Map is the order of insertion: what was used last is written anew, and the front is let go.
  const put = <V>(map: Map<string, V>, key: string, value: V): void => {
    map.delete(key);
    map.set(key, value);
    for (const oldest of map.keys()) {
      if (map.size <= limit) break;
      map.delete(oldest);
    }
  };

  return {
    urlFor(user) {
      const key = keyOf(user);
      const failedAt = failures.get(key);
      if (failedAt !== undefined && now() - failedAt < forgetFailure) return undefined;
      const url = urls.get(key) ?? user.avatarUrl;
      if (url) put(urls, key, url);
      return url;
    },
    loaded(user) {
      put(ready, keyOf(user), true);
    },
    isLoaded: (user) => ready.has(keyOf(user)),
    failed(user) {
      const key = keyOf(user);
      urls.delete(key);
      ready.delete(key);
      put(failures, key, now());
    },
  };
}

/** The page's store: widgets share their pictures. */
export const avatars = createAvatarStore(() => Date.now());
