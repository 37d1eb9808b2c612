/**
 * Pastels of nearly one lightness, readable on a near-black plate. Red-green blind people tell them apart by the blue in
 * them and by what little they differ in lightness, so ten is as many as there can be.
 */
export const nameColours: readonly string[] = [
  '#f8c143',
  '#93c2f7',
  '#de8aca',
  '#b1e388',
  '#ba93fb',
  '#ee9138',
  '#88e0f7',
  '#c9a7aa',
  '#a9ba78',
  '#c7d7bc',
];

/** A person's colour: the same id has the same one in every widget, page and session. */
export function nameColour(userId: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < userId.length; at++) hash = Math.imul(hash ^ userId.charCodeAt(at), 0x01000193);
  // FNV's low bits hardly differ between ids that differ in their last digits.
  return nameColours[((hash ^ (hash >>> 15)) >>> 0) % nameColours.length] ?? '';
}
