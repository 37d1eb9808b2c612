/** The picture at `/assets/avatar/N.svg`, `/assets/gift/ID.svg` or `/assets/emote/N.svg`. */
export function assetOf(path: string): string | undefined {
  const [, kind, number] = /^\/assets\/(avatar|gift|emote)\/(\d{1,9})\.svg$/.exec(path) ?? [];
  if (kind === 'avatar') return avatar(Number(number));
  if (kind === 'gift') return giftIcon(Number(number));
  if (kind === 'emote') return emote(Number(number));
  return undefined;
}

function svg(size: number, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size}" height="${size}">${body}</svg>`;
}

/** Spreads neighbouring numbers over the whole range, so that avatars 1 and 2 do not look alike. */
function spread(number: number, salt: number, range: number): number {
  let hash = Math.imul(number + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) % range;
}

const skins = ['#f2d0b1', '#e3b18c', '#c98e64', '#9c6644', '#6f4630', '#f7dfc9'];
const hairs = ['#20191a', '#4a2f23', '#8a5a32', '#c79a52', '#b3452f', '#3b3f56', '#7b6fb0', '#d9d4cc'];

/** A portrait in flat shapes on a tinted ground, or a pattern: as mixed as real avatars are. */
function avatar(number: number): string {
  const hue = spread(number, 1, 360);
  const ground = `<rect width="96" height="96" fill="hsl(${hue} 48% 62%)"/>`;
  if (spread(number, 2, 5) === 0) return svg(96, ground + pattern(number, hue));
  const skin = skins[spread(number, 3, skins.length)] ?? '';
  const hair = hairs[spread(number, 4, hairs.length)] ?? '';
  const shirt = `hsl(${(hue + 150) % 360} 40% 38%)`;
  const long = spread(number, 5, 2) === 0;
  return svg(
    96,
    ground +
      (long ? `<path d="M22 46c0-40 52-40 52 0v38H22z" fill="${hair}"/>` : '') +
      `<path d="M12 96c2-24 18-30 36-30s34 6 36 30z" fill="${shirt}"/>` +
      `<path d="M40 56h16v14c-4 6-12 6-16 0z" fill="${skin}"/>` +
      `<ellipse cx="48" cy="42" rx="18" ry="21" fill="${skin}"/>` +
      `<path d="M29 40c-2-28 40-28 38 0-4-10-12-14-20-13-8 0-14 4-18 13z" fill="${hair}"/>`,
  );
}

function pattern(number: number, hue: number): string {
  const other = `hsl(${(hue + 40) % 360} 60% 78%)`;
  switch (spread(number, 6, 3)) {
    case 0:
      return `<circle cx="70" cy="30" r="14" fill="${other}"/><path d="M0 96l30-44 22 28 14-18 30 34z" fill="hsl(${hue} 40% 34%)"/>`;
    case 1:
      return `<g fill="${other}"><circle cx="48" cy="26" r="15"/><circle cx="70" cy="42" r="15"/><circle cx="62" cy="68" r="15"/><circle cx="34" cy="68" r="15"/><circle cx="26" cy="42" r="15"/></g><circle cx="48" cy="49" r="12" fill="hsl(46 80% 62%)"/>`;
    default:
      return `<path d="M24 40l6-20 14 12h8l14-12 6 20c6 30-8 40-24 40S18 70 24 40z" fill="${other}"/><g fill="hsl(${hue} 40% 24%)"><circle cx="38" cy="50" r="4"/><circle cx="58" cy="50" r="4"/><path d="M44 60h8l-4 5z"/></g>`;
  }
}

/** One outline each; `TINT` is the gift's own colour. */
const giftShapes = {
  rose: '<path d="M32 30v28" stroke="#3f8f5a" stroke-width="4"/><path d="M32 46c8-8 14-6 16-4-4 8-10 8-16 4z" fill="#3f8f5a"/><circle cx="32" cy="22" r="15" fill="TINT"/><path d="M24 22c0-10 16-10 16 0s-12 9-11 1c1-5 8-4 7 0" fill="none" stroke="#fff" stroke-opacity=".55" stroke-width="2.5"/>',
  heart:
    '<path d="M32 56C6 38 8 12 24 12c5 0 8 4 8 7 0-3 3-7 8-7 16 0 18 26-8 44z" fill="TINT"/><path d="M16 24c1-5 4-7 7-7" stroke="#fff" stroke-width="3" stroke-linecap="round" fill="none"/>',
  cone: '<path d="M20 30h24L32 60z" fill="#d9a25f"/><path d="M24 34l10 16M40 34L30 50" stroke="#b47c3c" stroke-width="2"/><circle cx="32" cy="22" r="15" fill="TINT"/>',
  box: '<rect x="12" y="26" width="40" height="30" rx="4" fill="TINT"/><rect x="8" y="20" width="48" height="10" rx="3" fill="TINT"/><path d="M28 20h8v36h-8z" fill="#fff" fill-opacity=".75"/><path d="M32 20c-14-2-14-14-6-12 4 1 6 8 6 12 0-4 2-11 6-12 8-2 8 10-6 12z" fill="none" stroke="#fff" stroke-width="3"/>',
  star: '<path d="M32 6l8 17 18 2-13 13 3 19-16-9-16 9 3-19L6 25l18-2z" fill="TINT"/>',
  crown:
    '<path d="M8 20l12 12 12-20 12 20 12-12-5 32H13z" fill="TINT"/><g fill="#fff" fill-opacity=".8"><circle cx="20" cy="46" r="3"/><circle cx="32" cy="46" r="3"/><circle cx="44" cy="46" r="3"/></g>',
} as const;
type GiftShape = keyof typeof giftShapes;

/** Gifts whose name says what they look like. All others get a shape and a colour by their id. */
const knownGifts: Readonly<Record<number, { readonly shape: GiftShape; readonly hue: number }>> = {
  5655: { shape: 'rose', hue: 350 },
  9902: { shape: 'rose', hue: 325 },
  5827: { shape: 'cone', hue: 335 },
  5487: { shape: 'heart', hue: 12 },
  7934: { shape: 'heart', hue: 340 },
  9901: { shape: 'heart', hue: 280 },
  9906: { shape: 'heart', hue: 355 },
  9911: { shape: 'star', hue: 255 },
  9905: { shape: 'star', hue: 45 },
  9913: { shape: 'crown', hue: 42 },
};
const otherShapes: readonly GiftShape[] = ['box', 'star', 'crown', 'box'];

function giftIcon(id: number): string {
  const { shape, hue } = knownGifts[id] ?? {
    shape: otherShapes[spread(id, 7, otherShapes.length)] ?? 'box',
    hue: spread(id, 8, 360),
  };
  return svg(64, giftShapes[shape].replaceAll('TINT', `hsl(${hue} 78% 58%)`));
}

function emote(number: number): string {
  const tint = `hsl(${spread(number, 9, 360)} 75% 64%)`;
  const mouth =
    ['M22 40c4 8 16 8 20 0', 'M27 40a5 6 0 1010 0a5 6 0 10-10 0z', 'M24 38a8 9 0 0016 0z'][spread(number, 10, 3)] ?? '';
  return svg(
    64,
    `<circle cx="32" cy="32" r="27" fill="${tint}"/><g fill="#2a2233"><circle cx="23" cy="27" r="4"/><circle cx="41" cy="27" r="4"/></g><path d="${mouth}" stroke="#2a2233" stroke-width="4" fill="none" stroke-linecap="round"/>`,
  );
}
