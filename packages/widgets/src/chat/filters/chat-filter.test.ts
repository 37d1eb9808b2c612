import type { User } from '@tiktool-widgets/client';
import { describe, expect, it } from 'vitest';
import { segments } from '../../text/segments.js';
import { chatFilter as createFilter, type ChatFilterOptions, type Filterable } from './chat-filter.js';

type Options = Partial<ChatFilterOptions>;

const off: ChatFilterOptions = {
  blockUsers: [],
  blockWords: [],
  wordMatch: 'word',
  blockMode: 'hide',
  hideCommands: false,
  commandPrefixes: ['!'],
  maskLinks: false,
  blockEmotes: [],
};
const chatFilter = (options: Options) => createFilter({ ...off, ...options });

const kit: User = { id: '4', handle: 'kit', nickname: 'Kit', roles: [] };
const emote = (id: string, index: number) => ({ id, imageUrl: `https://p16.test/${id}.webp`, index });
const say = (text: string, more: Partial<Filterable> = {}): Filterable => ({ user: kit, text, emotes: [], ...more });
const hides = (options: Options, event: Filterable): boolean => chatFilter(options)(event).hidden;
const drawn = (options: Options, event: Filterable): string => {
  const { text, emotes } = chatFilter(options)(event);
  return segments(text, emotes)
    .map((piece) => (piece.kind !== 'emote' ? piece.text : `{${piece.emote.id}}`))
    .join('');
};

describe('chat filter', () => {
  it('lets everything through by default', () => {
    const event = say('!song example.com bad', { emotes: [emote('e1', 5)] });
    expect(hides({}, event)).toBe(false);
    expect(chatFilter({})(event).user).toBe(kit);
    expect(drawn({}, event)).toBe('!song{e1} example.com bad');
  });

  it('C57 looks for words in text and names', () => {
    const options = { blockWords: ['bad'] };
    for (const text of ['bad', 'b a d', 'b\u202ead']) expect(hides(options, say(text)), text).toBe(true);
    for (const text of ['xxbadxx', 'badge', 'good']) expect(hides(options, say(text)), text).toBe(false);
    expect(hides({ ...options, wordMatch: 'anywhere' }, say('xxbadxx'))).toBe(true);
    for (const nickname of ['bad_boy', 'BadBoy', 'b4d'])
      expect(hides(options, say('hi', { user: { ...kit, nickname } })), nickname).toBe(true);
    expect(hides(options, say('hi', { user: { ...kit, handle: 'bad.boy99' } }))).toBe(true);
  });

  it('C57 masks words in text and names, and emotes keep their place', () => {
    const options: Options = { blockWords: ['bad'], blockMode: 'mask' };
    const shown = chatFilter(options)(say('x 𝖇𝖆𝖉 y', { user: { ...kit, nickname: 'bad_boy' } }));
    expect(shown).toMatchObject({ hidden: false, text: 'x ••• y', user: { nickname: '•••_boy', handle: 'kit' } });
    const handled = chatFilter(options)(say('hi', { user: { ...kit, nickname: 'BadBoy', handle: 'bad_boy' } }));
    expect(handled.user).toEqual({ ...kit, nickname: '•••Boy', handle: '•••_boy' });
    expect(chatFilter(options)(say('hi', { user: { ...kit, handle: 'bad_boy' } })).user.handle).toBe('•••_boy');
    expect(drawn(options, say('𝖇𝖆𝖉 y z', { emotes: [emote('e1', 9)] }))).toBe('••• y {e1}z');
    expect(drawn(options, say('bad', { emotes: [emote('e1', 1)] }))).toBe('•{e1}••');
    expect(drawn(options, say('hello you', { emotes: [emote('e1', 2), emote('e2', 5)] }))).toBe('he{e1}llo{e2} you');
  });

  it('C61 leaves a blocked emote out and keeps the text', () => {
    const event = say('Hola [emote:1] a todos', { emotes: [emote('e1', 5), emote('e2', 15)] });
    expect(drawn({ blockEmotes: ['e1'] }, event)).toBe('Hola {e2}a todos');
    expect(drawn({ blockEmotes: ['e1', 'e2'] }, event)).toBe('Hola a todos');
    expect(drawn({}, say('Hola', { emotes: [{ id: 'e1', imageUrl: '', index: 0 }] }))).toBe('Hola');
  });

  it('takes no slot for an emote that the sender typed', () => {
    expect(drawn({}, say('a\ufdd0b', { emotes: [emote('e1', 2)] }))).toBe('ab{e1}');
    expect(drawn({}, say('a\ufdd0b'))).toBe('ab');
  });

  it('C63 hides commands, also behind an emote', () => {
    const options = { hideCommands: true };
    for (const text of ['!song x', '！ｈｅｌｐ']) expect(hides(options, say(text)), text).toBe(true);
    expect(hides(options, say('!song', { emotes: [emote('e1', 0)] }))).toBe(true);
    expect(hides(options, say('wow!'))).toBe(false);
    expect(hides({ ...options, commandPrefixes: ['/'] }, say('!song'))).toBe(false);
  });

  it('hides listed users, by each of their names', () => {
    for (const entry of ['@KIT', '4', 'Kit']) expect(hides({ blockUsers: [entry] }, say('hi'))).toBe(true);
    expect(hides({ blockUsers: ['ki'] }, say('hi'))).toBe(false);
  });

  it('masks links in text and nickname, also cut by invisible characters', () => {
    const shown = chatFilter({ maskLinks: true })(
      say('go exam\u200bple.com', { user: { ...kit, nickname: 't.me/x' } }),
    );
    expect(shown).toMatchObject({ text: 'go •••', user: { nickname: '•••' } });
  });
});
