import type { InjectedEvent } from '@tiktool-widgets/client';

/** One button: a label and the events it sends, each after its delay. */
export interface TestEvent {
  readonly label: string;
  /** Milliseconds after the click, and the event. A fresh list on every click: ids and streaks are new each time. */
  readonly events: () => readonly (readonly [number, InjectedEvent])[];
}

const people = {
  mia: { id: '7000000000000000001', handle: 'mia.draws', nickname: 'Mia 🎨', roles: ['follower'] },
  tom: {
    id: '7000000000000000002',
    handle: 'tom_on_keys',
    nickname: 'Tom on Keys',
    roles: ['subscriber', 'gifter'],
    level: 21,
  },
  ada: { id: '7000000000000000003', handle: 'ada', nickname: 'Ada', roles: ['moderator'] },
  nour: { id: '7000000000000000004', handle: 'nour.sky', nickname: 'نور السماء', roles: ['friend'] },
  yuki: { id: '7000000000000000005', handle: 'yukipan', nickname: 'ゆきパン', roles: [] },
} as const;

const rose = { id: '5655', name: 'Rose', diamonds: 1 };
const perfume = { id: '5658', name: 'Perfume', diamonds: 20 };
const lion = { id: '6369', name: 'Lion', diamonds: 29_999 };

let clicks = 0;
const fresh = (word: string): string => `studio-${word}-${(clicks += 1)}`;

let lastChat = '';

function chat(user: object, text: string): InjectedEvent {
  lastChat = fresh('chat');
  return { kind: 'chat', id: lastChat, user, text };
}

function streak(
  user: object,
  gift: object,
  counts: readonly number[],
  step: number,
): (readonly [number, InjectedEvent])[] {
  const groupId = fresh('streak');
  return counts.map((count, index) => [
    index * step,
    {
      kind: 'gift',
      id: fresh('gift'),
      user,
      gift,
      count,
      groupId,
      streakable: true,
      ended: index === counts.length - 1,
    },
  ]);
}

/** Only what a widget shows: a button that changes nothing looks broken. */
export const testEvents: readonly TestEvent[] = [
  { label: 'Chat', events: () => [[0, chat(people.mia, 'first time here, love the set-up 💛')]] },
  {
    label: 'Long chat',
    events: () => [
      [
        0,
        chat(
          people.tom,
          'Could you play the one from last Friday again, the slow one with the long intro? My sister missed it and she has been asking me about it all week 🙏',
        ),
      ],
    ],
  },
  { label: 'Arabic', events: () => [[0, chat(people.nour, 'مساء الخير من القاهرة! الصوت ممتاز (100%) 👏')]] },
  { label: 'Japanese', events: () => [[0, chat(people.yuki, '初見です！歌声がきれいですね🎶')]] },
  {
    label: 'Moderator',
    events: () => [[0, chat(people.ada, 'Be kind in here, folks. Requests go in the pinned list.')]],
  },
  { label: 'Rose', events: () => streak(people.mia, rose, [1, 1], 1200) },
  { label: 'Rose combo', events: () => streak(people.tom, rose, [1, 2, 3, 5, 8, 12, 16, 20, 20], 450) },
  { label: 'Perfume', events: () => streak(people.yuki, perfume, [1, 2, 2], 900) },
  {
    label: 'Lion',
    events: () => [
      [0, { kind: 'gift', id: fresh('gift'), user: people.nour, gift: lion, count: 1, streakable: false, ended: true }],
    ],
  },
  {
    label: 'Delete last chat',
    events: () => (lastChat === '' ? [] : [[0, { kind: 'delete', id: fresh('delete'), targetId: lastChat }]]),
  },
];
