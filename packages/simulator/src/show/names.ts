import type { Random } from './random.js';

const words = (text: string): readonly string[] => text.split(' ');

/** Invented or everyday given names, in the script in which people of the language write them. */
const givenNames = {
  en: words('Maisie Theo Harlow Jonah Wren Callum Piper Otis Hazel Rowan Delia Felix Juniper Miles Tess Arlo'),
  es: words('Marisol Iker Lucía Nacho Ximena Álvaro Paloma Joaquín Rocío Thiago Abril Emiliano Candela Íñigo'),
  pt: words('Júlia Caetano Bia Vitória Zé Thaís Otávio Lívia João Cauã Manuela Renan Inês Tainá'),
  de: words('Jörg Lotte Björn Mareike Fritzi Käthe Anton Svenja Uwe Frieda Günter Leni Moritz'),
  fr: words('Maëlle Théo Zoé Aurélien Noémie Clément Inès Gaëtan Élodie Loïc Margaux Côme'),
  it: words('Ginevra Nicolò Bianca Ettore Chiara Pietro Mirella Tommaso Viola Dario'),
  pl: words('Łukasz Zosia Błażej Kasia Grześ Małgosia Staś Żaneta Jędrzej Ania'),
  id: words('Putri Bayu Dewi Raka Intan Galih Sari Dimas Ayu Rangga Melati Fajar'),
  tr: words('Çağla Emre Şeyma Ozan Gülşen Yiğit İpek Tuğçe Barış Ömer Elif Ilgın'),
  vi: words('Ngọc Tuấn Thảo Hùng Linh Đức Hương Phúc Trâm Khánh Vy Quỳnh'),
  ru: words('Катя Миша Ульяна Артём Соня Глеб Настя Тимофей Вика Егор Лёша Злата'),
  ar: words('ليلى عمر سلمى يوسف هدى كريم نورة طارق ريم زياد جنى سامي'),
  fa: words('مهسا آرش نگار کیان پریسا سینا یاسمن رامین شیرین پویا'),
  he: words('נועה איתי שירה יונתן מיכל עומר תמר אלון הילה גיא'),
  th: words('มะลิ ต้นกล้า น้ำผึ้ง ภูผา ใบเฟิร์น ขวัญ ปลาย ฟ้าใส นนท์ ส้มโอ'),
  hi: words('आरव दीया कबीर मीरा रोहन अनन्या विहान पूजा ईशान काव्या'),
  ja: words('はるか ゆうと みさき そうた あおい けんた さくら ひなた 蓮 結衣 颯太 ミナ'),
  zh: words('小雨 子涵 阿杰 梦琪 大鹏 欣怡 老王 晓晓 浩然 可可'),
  ko: words('하준 서연 지우 민서 도윤 예린 수아 시우 은채 태양'),
} as const;

export type Language = keyof typeof givenNames;
export const languages = Object.keys(givenNames).filter((name): name is Language => Object.hasOwn(givenNames, name));

const emoji = words('✨ 🌸 🔥 🦋 💖 🌙 ⚡ 🍀 👑 🐉 🌹 🎧 🍓 🐝 🦊 🌊 🖤 🧸 🍜 👩‍🎤 🏳️‍🌈 🇧🇷 🇹🇷 🇵🇭 🐻‍❄️ ❤️‍🔥 👨‍👩‍👧');
const frames: readonly (readonly [string, string])[] = [
  ['꧁', '꧂'],
  ['✨', '✨'],
  ['『', '』'],
  ['♡ ', ' ♡'],
  ['xX_', '_Xx'],
  ['~', '~'],
  ['𓆩', '𓆪'],
];
const surnames = words('live gaming official tv art beats world real 2.0 music fan vibes');
const syllables = words('ka ri mo ne lu sa vi to be na jo el fi ra mi zo ly da pe on');

/** Letters from the mathematical alphabets, as people use them for "fonts". */
function styled(name: string, start: number): string {
  return name.replace(/[a-z]/gi, (letter) => {
    const upper = letter === letter.toUpperCase();
    const offset = letter.toLowerCase().charCodeAt(0) - 97;
    return String.fromCodePoint(start + (upper ? 0 : 26) + offset);
  });
}

/** First letters of the bold, the bold italic and the bold sans alphabets, none of which has a hole. */
const alphabets = [0x1d400, 0x1d468, 0x1d5d4];

/** A display name as people type them; one in a few hundred is blank or very long. */
export function makeNickname(random: Random, language: Language): string {
  const name = random.pick(givenNames[language]);
  const roll = random.next();
  if (roll < 0.36) return name;
  if (roll < 0.5) return `${name}${random.pick(emoji)}`;
  if (roll < 0.58)
    return `${random.pick(emoji)}${name}${random.pick(emoji)}${random.chance(0.3) ? random.pick(emoji) : ''}`;
  if (roll < 0.7) return `${name} ${random.pick(givenNames[language])}`;
  if (roll < 0.78) return `${name}${random.int(1, 2012)}`;
  if (roll < 0.86) return `${name} ${random.pick(surnames)}`;
  if (roll < 0.91) return styled(name, random.pick(alphabets));
  if (roll < 0.95) {
    const [before, after] = random.pick(frames);
    return `${before}${name}${after}`;
  }
  if (roll < 0.985) return `${random.pick(emoji)}${random.pick(emoji)}`;
  if (roll < 0.992) return `${name} ${name} ${random.pick(surnames)} ${random.pick(emoji)}`.slice(0, 30).trim();
  return roll < 0.996 ? '' : 'ㅤ';
}

/** A handle: Latin letters, digits, dots and underscores, as TikTok allows. */
export function makeHandle(random: Random): string {
  let name = '';
  for (let count = random.int(2, 4); count > 0; count -= 1) name += random.pick(syllables);
  if (random.chance(0.35)) name += random.pick(['.', '_']) + random.pick(syllables) + random.pick(syllables);
  return random.chance(0.55) ? `${name}${random.int(1, 99_999)}` : name;
}
