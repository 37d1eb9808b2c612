// Endings that are seldom a word after a full stop without a blank ("thanks.to you", "is it.no"); with a path behind
// it, every ending counts.
const ending =
  'com|net|org|info|biz|xyz|top|site|shop|store|online|live|club|app|dev|link|click|website|space|icu|vip|pro|fun|gg|io|tv|' +
  'ly|cc|ai|co|eu|uk|de|fr|es|ru|br|mx|nl|pl|jp|cn|kr|tk|ml|ga|xn--[a-z\\d-]{0,62}';
const dot = '(?:[.．。]|\\s{1,3}\\.\\s{1,3}|\\s{0,2}[([{]\\s?(?:dot|\\.)\\s?[)\\]}]\\s{0,2}|\\s{1,2}dot\\s{1,2})';
const label = '[\\p{L}\\d][\\p{L}\\d-]{0,62}';
const rest = '[^\\s\\ufdd0]*';

/**
 * Every repetition is bounded, but for the last of an alternative, and the last alternative takes the whole word: a long
 * text is walked once. What the first group holds stays: mentions (`@user.name`) and words.
 */
export const links = new RegExp(
  [
    `(?:[a-z][a-z\\d+]{1,15}:\\/\\/|www\\d?\\.)[^\\s\\ufdd0]+`,
    `[\\p{L}\\d._%+-]{1,64}@(?:${label}${dot}){1,6}[\\p{L}]{2,24}`,
    `(?:\\d{1,3}\\.){3}\\d{1,3}(?![.\\d])(?:[:/]${rest})?`,
    `(?:${label}${dot}){1,6}(?:(?:${ending})(?![\\p{L}\\d@-])(?:[:/?#]${rest})?|[\\p{L}]{2,24}(?::\\d{1,5})?\\/[^\\s\\ufdd0]+)`,
    `(@[\\p{L}\\d._]+|[\\p{L}\\d_]+)`,
  ].join('|'),
  'giu',
);

/** Replaces web addresses, bare domains (also spaced or with "(dot)"), IP addresses and e-mail addresses by `mask`. */
export function maskLinks(text: string, mask = '•••'): string {
  return text.replace(links, (_, kept: string | undefined) => kept ?? mask);
}
