/**
 * Is the text a bot command: one of the prefixes, then a letter or digit? `!song x` and full-width `！ｈｅｌｐ` are;
 * `wow!`, `! hi` and `!!!` are not.
 */
export function isCommand(text: string, prefixes: readonly string[]): boolean {
  const plain = text
    .normalize('NFKC')
    .replace(/^[\s\p{C}\p{M}]+/u, '')
    .toLowerCase();
  return prefixes.some((entry) => {
    const prefix = entry.normalize('NFKC').trim().toLowerCase();
    return prefix !== '' && plain.startsWith(prefix) && /^[\p{L}\p{N}]/u.test(plain.slice(prefix.length));
  });
}
