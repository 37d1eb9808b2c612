import { expect, it } from 'vitest';
import { createUserFilter } from './user-filter.js';

const user = { id: '7295', handle: 'Night.Bot', nickname: 'Night \u202eBot' };

it.each(['nightbot', '@night.bot', ' NIGHT.BOT ', '7295', 'night bot', 'ｎｉｇｈｔ.bot'])(
  'finds a user by %j',
  (entry) => {
    expect(createUserFilter([entry])(user)).toBe(entry !== 'nightbot');
  },
);

it('lists nobody by blank or partial entries', () => {
  expect(createUserFilter(['', ' ', '@', 'night', '729'])(user)).toBe(false);
  expect(createUserFilter([''])({ id: '', handle: '', nickname: '' })).toBe(false);
});
