const PROFILE = /^(?:https?:\/\/)?(?:[a-z]+\.)?tiktok\.com\/(?=[@＠])/;

/**
 * The one form of a creator's name that every part of the system compares: lower case, without `@`. Takes what people
 * paste: blanks around it, a leading `@` (also full-width), or the address of a profile or LIVE page.
 *
 * @returns `''` if it cannot be a TikTok username (letters a to z, digits, `.` and `_`). TikTok allows 2 to 24
 * characters; up to 64 are let through so that an older or longer name is refused by the service, not here.
 */
export function normaliseCreator(raw: string): string {
  const text = raw.trim().toLowerCase();
  const path = text.replace(PROFILE, '');
  const name = (path === text ? text : path.replace(/[/?#].*/s, '')).replace(/^[@＠]+/, '');
  return /^[a-z0-9._]{1,64}$/.test(name) ? name : '';
}
