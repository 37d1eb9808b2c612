import { textDirection } from './direction.js';
import { truncate } from './graphemes.js';

/** Breaks, tabs and the letters and signs that draw nothing, with which people build "empty" names. */
const blankSigns = /[\t-\r\x85\u115f\u1160\u2800\u3164\uffa0\u{1d159}]/gu;

/**
 * What has no business in a line of chat: controls, lone surrogates, invisible characters, and the bidi controls by
 * which a name could turn its neighbours round. The first group is what must stay of them: joiners inside emoji, the
 * tags of a regional flag, joiners of Arabic and Indic words, variants of Han characters, and marks that only say
 * which way a full stop belongs (they end with the text's own isolation).
 */
const invisibles =
  /(\p{ExtPict}[\ufe0f\p{EMod}]*(?:\u200d\p{ExtPict}[\ufe0f\p{EMod}]*)+|\u{1f3f4}[\u{e0030}-\u{e007a}]{3,6}\u{e007f}|[\u0600-\u1aff][\u200c\u200d\u180b-\u180d]|\p{sc=Han}[\u{e0100}-\u{e01ef}]|[\ufe0e\ufe0f\u200e\u200f\u061c])|[\p{Cc}\p{Cs}\p{DI}\ufff9-\ufffc]/gu;

/** Four marks are enough for every living script; spacing vowels (Burmese stacks five marks) do not cover neighbours. */
const stackedMarks = /([\p{Mn}\p{Me}]{4})[\p{Mn}\p{Me}]+/gu;

/** One line that cannot disturb its neighbours. `''` where nothing visible is left. Cleaning twice changes nothing. */
export function cleanText(text: string): string {
  if (/^[!-~]+(?: [!-~]+)*$/.test(text)) return text;
  const clean = text
    .replace(blankSigns, ' ')
    .replace(invisibles, '$1')
    .replace(stackedMarks, '$1')
    .replace(/\s+/g, ' ')
    // A mark without a base would sit on whatever stands before the text.
    .replace(/^[\s\p{M}]+| $/gu, '');
  return /[^ \p{M}\p{Cf}]/u.test(clean) ? clean : '';
}

/** Which of a person's two names is shown. */
export type NameFormat = 'nickname' | 'handle' | 'both';

/** Graphemes of each name; names come with up to 200 characters. */
const max = 40;

/**
 * A person's name for a row, cleaned and never blank: the wanted name, else the other one, else `neutral`.
 * @param neutral the word for somebody without any name, in the page's language
 */
export function displayName(
  user: { readonly nickname: string; readonly handle: string },
  format: NameFormat,
  neutral: string,
): string {
  const nickname = truncate(cleanText(user.nickname), max);
  const handle = truncate(cleanText(user.handle).replace(/^@+/, ''), max);
  // Behind a right-to-left name, the @ would stand at the handle's other end.
  if (format === 'both' && nickname && handle && nickname !== handle)
    return `${nickname} (${textDirection(nickname) === 'rtl' ? '\u200e' : ''}@${handle})`;
  return (format === 'handle' ? handle || nickname : nickname || handle) || neutral;
}
