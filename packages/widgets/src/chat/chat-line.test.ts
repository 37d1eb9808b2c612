import type { ChatEntry, User } from '@tiktool-widgets/client';
import { describe, expect, it } from 'vitest';
import { createLineReader, type ChatLineOptions } from './chat-line.js';

const plain: ChatLineOptions = {
  blockUsers: [],
  blockWords: [],
  wordMatch: 'word',
  blockMode: 'hide',
  hideCommands: false,
  commandPrefixes: ['!'],
  maskLinks: false,
  blockEmotes: [],
  nameFormat: 'nickname',
  withoutNames: false,
  withoutEmotes: false,
  maxLength: 0,
};
const kit: User = { id: '4', handle: 'kit', nickname: '🦊 Kit', roles: [] };
const emote = { id: 'e1', imageUrl: 'https://p16.test/e1.webp' };
const around = { id: 'm1', time: 1 };
const said = (text: string, user = kit): ChatEntry['event'] => ({ ...around, kind: 'chat', user, text, emotes: [] });
const entry = (event: ChatEntry['event']): ChatEntry => ({ key: 'm1', receivedAt: 1, first: false, event });
const read = (event: ChatEntry['event'], options: Partial<ChatLineOptions> = {}) =>
  createLineReader({ ...plain, ...options }, 'Viewer')(entry(event));

describe('chat line', () => {
  it('says who said what, and in which direction', () => {
    expect(read(said('שלום'))).toEqual({
      user: kit,
      name: '🦊 Kit',
      initial: 'K',
      segments: [{ kind: 'text', text: 'שלום' }],
      direction: 'rtl',
    });
    expect(read(said('hi', { ...kit, handle: '', nickname: '' }))).toMatchObject({ name: 'Viewer', initial: 'V' });
  });

  it('reads an emote that was sent alone, and the direction of the text around one', () => {
    const sent: ChatEntry['event'] = { ...around, kind: 'emote', user: kit, emote: { ...emote, name: 'wave' } };
    expect(read(sent)).toMatchObject({ segments: [{ kind: 'emote', emote }], direction: 'auto' });
    const text = { ...around, kind: 'chat', user: kit, text: '@kit שלום', emotes: [{ ...emote, index: 5 }] } as const;
    expect(read(text)?.direction).toBe('rtl');
    expect(read(sent, { withoutEmotes: true })).toBeNull();
  });

  it('is none where nothing may or can be shown', () => {
    expect(read(said('bad'), { blockWords: ['bad'] })).toBeNull();
    expect(read(said('\u200b'))).toBeNull();
  });

  it('cuts what is longer than asked', () => {
    expect(read(said('hello'), { maxLength: 3 })?.segments).toEqual([{ kind: 'text', text: 'he…' }]);
  });

  it('C62 names nobody where names are not to be seen, in an id neither', () => {
    const hidden = (user: User) => read(said('hi', user), { withoutNames: true });
    expect(hidden(kit)).toMatchObject({ user: { id: '4' }, name: '', initial: '' });
    expect(hidden({ ...kit, id: 'kit' })?.user.id).toBe('');
    expect(hidden({ ...kit, id: '🦊 Kit' })?.user.id).toBe('');
    expect(hidden({ ...kit, handle: '', nickname: '' })?.user.id).toBe('4');
    expect(read(said('hi', { ...kit, id: 'kit' }))?.user.id).toBe('kit');
  });

  it('is read once, however often it is drawn', () => {
    const line = createLineReader({ ...plain, blockWords: ['bad'] }, 'Viewer');
    const shown = entry(said('hi'));
    expect(line(shown)).toBe(line(shown));
  });
});
