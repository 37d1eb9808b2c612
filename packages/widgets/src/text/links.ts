// Endings that are seldom a word after a full stop without a blank ("thanks.to you", "is it.no"); with a path behind
// it, every ending counts.
const ending =
  'com|net|org|info|biz|xyz|top|site|shop|store|online|live|club|app|dev|link|click|website|space|icu|vip|pro|fun|gg|io|tv|' +
  'ly|cc|ai|co|eu|uk|de|fr|es|ru|br|mx|nl|pl|jp|cn|kr|vn|tk|ml|ga|xn--[a-z0-9-]{0,62}|рф';
const { raw } = String;
const dot = raw`(?:[.\u3002]|\s{1,3}\.(?:\s{1,3}|(?=com|net|org))|\s{0,2}[([{]\s?(?:dot|\.)\s?[)\]}]\s{0,2}|\s{1,2}dot\s{1,2})`;
const letter = raw`\p{L}\p{M}\d`;
const label = raw`[${letter}][${letter}-]{0,62}`;
// Up to 259: a billion is written with three points, too.
const byte = raw`(?:2[0-5]|1?\d)?\d`;
const rest = raw`[^\s\ufdd0]*`;

/**
 * Every repetition is bounded, but for the last of an alternative, and the last alternative takes the whole word: a long
 * text is walked once. What the first group holds stays: mentions (`@user.name`) and words.
 */
export const links = new RegExp(
  [
    raw`(?:[a-z][a-z\d+]{1,15}://|www\d?\.)[^\s\ufdd0]+`,
    raw`[${letter}._+-]{1,64}@(?:${label}${dot}){1,6}\p{L}{2,24}`,
    raw`(?<!\d\.)(?:${byte}\.){3}${byte}(?!\.?\d)(?:[:/]${rest})?`,
    raw`(?:${label}${dot}){1,6}(?:(?:${ending})(?![\p{sc=Latin}\d@-])(?:[:/?#]${rest})?|\p{L}{2,24}(?::\d{1,5})?/[^\s\ufdd0]+)`,
    raw`(@[${letter}._]+|[${letter}]+)`,
  ].join('|'),
  'giu',
);

/**
 * Replaces web addresses, bare domains (also spaced or with "(dot)"), IP addresses and e-mail addresses by `mask`. Styled
 * and full-width ones lead to the same place, so what is left is looked through again in plain letters.
 */
export function maskLinks(text: string, mask = '•••'): string {
  const hide = (words: string): string => words.replace(links, (_, kept: string | undefined) => kept ?? mask);
  const masked = hide(text);
  const plain = masked.normalize('NFKC');
  const again = hide(plain);
  return again === plain ? masked : again;
}
