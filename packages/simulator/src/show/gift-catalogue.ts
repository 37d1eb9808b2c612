/** A gift that can be sent. */
export interface CatalogueGift {
  readonly id: number;
  readonly name: string;
  /** Price of one. */
  readonly diamonds: number;
  /** 1: can be sent in a streak; 2 and 4: single (protocol section 5). */
  readonly type: 1 | 2 | 4;
  /** How often it is chosen, beside the others. */
  readonly weight: number;
}

/** Names and prices as they are known publicly; the ids of the first ones are TikTok's, those of the rest are made up. */
export const giftCatalogue: readonly CatalogueGift[] = [
  { id: 5655, name: 'Rose', diamonds: 1, type: 1, weight: 44 },
  { id: 5269, name: 'TikTok', diamonds: 1, type: 1, weight: 12 },
  { id: 5827, name: 'Ice Cream Cone', diamonds: 1, type: 1, weight: 9 },
  { id: 5479, name: 'Coffee', diamonds: 1, type: 1, weight: 5 },
  { id: 5523, name: 'Fire', diamonds: 1, type: 1, weight: 4 },
  { id: 5487, name: 'Finger Heart', diamonds: 5, type: 1, weight: 11 },
  { id: 7934, name: 'Heart Me', diamonds: 1, type: 4, weight: 7 },
  { id: 9901, name: 'Fan Heart', diamonds: 9, type: 4, weight: 3 },
  { id: 9902, name: 'Rosa', diamonds: 10, type: 1, weight: 5 },
  { id: 5658, name: 'Perfume', diamonds: 20, type: 1, weight: 4 },
  { id: 5879, name: 'Doughnut', diamonds: 30, type: 1, weight: 4 },
  { id: 9903, name: 'Paper Crane', diamonds: 99, type: 1, weight: 2 },
  { id: 9904, name: 'Cap', diamonds: 99, type: 1, weight: 1.5 },
  { id: 9333, name: 'LIVE Fest Clappers', diamonds: 100, type: 2, weight: 1.2 },
  { id: 9905, name: 'Confetti', diamonds: 100, type: 2, weight: 1.6 },
  { id: 9906, name: 'Hand Hearts', diamonds: 100, type: 2, weight: 1.6 },
  { id: 9907, name: 'Sunglasses', diamonds: 199, type: 2, weight: 1 },
  { id: 9908, name: 'Corgi', diamonds: 299, type: 2, weight: 0.8 },
  { id: 9909, name: 'Money Gun', diamonds: 500, type: 2, weight: 0.35 },
  { id: 9910, name: 'Swan', diamonds: 699, type: 2, weight: 0.3 },
  { id: 9911, name: 'Galaxy', diamonds: 1000, type: 2, weight: 0.22 },
  { id: 9912, name: 'Whale Diving', diamonds: 2150, type: 2, weight: 0.08 },
  { id: 9913, name: 'Lion', diamonds: 29_999, type: 2, weight: 0.02 },
];

/** The catalogue as `/webcast/gift_info` answers it (icons: `assetBase`, as in the show). */
export function giftInfo(assetBase?: string): readonly Readonly<Record<string, unknown>>[] {
  return giftCatalogue.map(({ id, name, diamonds, type }) => ({
    id,
    name,
    diamond_count: diamonds,
    type,
    combo: type === 1,
    ...(assetBase && { icon: `${assetBase}/gift/${id}.svg` }),
  }));
}
