/**
 * @param base address of the page, for relative addresses; `''` for none
 * @returns undefined where this is no address
 */
export function readUrl(address: string, base?: string): URL | undefined {
  try {
    return new URL(address, base || undefined);
  } catch {
    return undefined;
  }
}
