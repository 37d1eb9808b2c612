/** Pastels of one lightness, readable on a near-black plate and told apart by people with red-green blindness. */
export const nameColours = [
  '#ff9aa2',
  '#ffb56b',
  '#e6d35a',
  '#a6dd70',
  '#63dcb3',
  '#62d0f2',
  '#93b8ff',
  '#c4a7ff',
  '#f29be0',
  '#d9cfc3',
];

/** A person's colour: the same id has the same one in every widget, page and session. */
export function nameColour(userId: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < userId.length; at++) hash = Math.imul(hash ^ userId.charCodeAt(at), 0x01000193);
  // FNV's low bits hardly differ between ids that differ in their last digits.
  return nameColours[((hash ^ (hash >>> 15)) >>> 0) % nameColours.length] ?? '';
}
