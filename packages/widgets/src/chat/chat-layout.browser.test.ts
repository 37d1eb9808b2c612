import type { User } from '@tiktool-widgets/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { chatWith } from '../testing/chat.js';
import { FakeClient } from '../testing/fake-client.js';
import { box, drawn, mount, part, parts, pause, texts } from '../testing/page.js';

const picture = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
const moderator: Partial<User> = { id: '42', nickname: 'Kit', roles: ['moderator'] };

const lefts = (chat: Element, name: string): number[] => parts(chat, name).map((element) => box(element).left);
const inside = (chat: Element, selector: string): Element => {
  const found = chat.shadowRoot?.querySelector(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
};

afterEach(() => {
  vi.restoreAllMocks();
});

describe('what a row is made of', () => {
  it('without-avatars and without-badges leave them out', async () => {
    const { chat } = await chatWith([['hi', moderator]]);
    expect(parts(chat, 'avatar')).toHaveLength(1);
    chat.withoutAvatars = true;
    chat.withoutBadges = true;
    await drawn(chat);
    expect(parts(chat, 'avatar')).toEqual([]);
    expect(parts(chat, 'badge')).toEqual([]);
    expect(texts(chat, 'name')).toEqual(['Kit']);
  });

  it('has no gap in front of the text where neither name nor badges are shown', async () => {
    const { chat } = await chatWith([['hi', moderator]], { 'without-names': '', 'without-badges': '' });
    const text = part(chat, 'text');
    expect(box(text).left).toBe(box(text.parentElement ?? text).left);
  });

  it('the gifter’s level stands beside the gem alone, and neither badges nor avatars are read aloud', async () => {
    const { chat } = await chatWith([['hi', { ...moderator, roles: ['host', 'friend', 'moderator'], level: 12 }]]);
    expect(texts(chat, 'badge')).toEqual(['', '', '']);
    for (const badge of parts(chat, 'badge')) expect(badge.firstElementChild?.getAttribute('aria-hidden')).toBe('true');
    expect(part(chat, 'avatar').closest('[aria-hidden="true"]')).not.toBeNull();
    const { chat: gifter } = await chatWith([['hi', { ...moderator, roles: ['gifter'] }]]);
    expect(texts(gifter, 'badge')).toEqual(['']);
  });

  it.each(['plate', 'outline', 'neon'])(
    'merge in the look %s: text stands under text, with and without avatars',
    async (theme) => {
      const { chat } = await chatWith([['one'], ['two']], { merge: '', theme, 'without-badges': '' });
      const texts = (): number[] => parts(chat, 'text').map((text) => box(text.parentElement ?? text).left);
      for (const withoutAvatars of [false, true]) {
        chat.withoutAvatars = withoutAvatars;
        await drawn(chat);
        expect(parts(chat, 'avatar')).toHaveLength(withoutAvatars ? 0 : 1);
        const [first = 0, second] = texts();
        expect(second).toBeCloseTo(first, 1);
      }
    },
  );

  it('a picture that is there already asks for no drawing', async () => {
    const ada = { id: 'drawn-once', avatarUrl: picture };
    const { chat, client } = await chatWith([['one', ada]]);
    await expect.poll(() => inside(chat, '.avatar').textContent).toBe('');
    await pause(110);
    const render = vi.spyOn(chat, 'render');
    client.say('two', ada);
    await expect.poll(() => parts(chat, 'avatar')).toHaveLength(2);
    await pause(150);
    expect(render).toHaveBeenCalledTimes(1);
  });

  it('C04 a handle within right-to-left text is isolated, so that its @ stays in front', async () => {
    const { chat } = await chatWith([['مرحبا @kit! أهلا']]);
    expect(part(chat, 'text').querySelector('bdi')?.textContent).toBe('@kit');
  });

  it('an emote that does not load takes no room', async () => {
    const client = new FakeClient();
    const emotes = [{ id: 'e1', imageUrl: 'data:image/gif;base64,AAAA', index: 2 }];
    client.say('hi', {}, { event: { emotes } });
    const chat = await mount('tiktool-chat', {}, { client });
    await expect.poll(() => box(part(chat, 'emote')).width).toBe(0);
    expect(getComputedStyle(part(chat, 'emote')).display).toBe('none');
  });

  it('an emote is as high as its line, one alone is larger, and none tells where it is shown', async () => {
    const client = new FakeClient();
    client.say('hi', {}, { event: { emotes: [{ id: 'e1', imageUrl: picture, index: 2 }] } });
    client.say('', {}, { event: { kind: 'emote', emote: { id: 'e1', imageUrl: picture, name: 'wave' } } });
    const chat = await mount('tiktool-chat', {}, { client });
    const [within = 0, alone = 0] = parts(chat, 'emote').map((emote) => box(emote).height);
    expect(within).toBeGreaterThan(24);
    expect(alone).toBeGreaterThan(within * 1.5);
    for (const emote of parts(chat, 'emote')) {
      expect(emote.getAttribute('alt')).toBe('');
      expect(emote.getAttribute('referrerpolicy')).toBe('no-referrer');
    }
  });
});

describe('layouts', () => {
  it('bubbles have their plate around the words, not around the avatar', async () => {
    const { chat } = await chatWith([['hi'], ['again']], { layout: 'bubbles', merge: '' });
    const row = part(chat, 'message');
    const bubble = part(chat, 'text').parentElement ?? row;
    expect(getComputedStyle(row).backgroundColor).toBe('rgba(0, 0, 0, 0)');
    expect(getComputedStyle(bubble).backgroundColor).not.toBe('rgba(0, 0, 0, 0)');
    expect(box(part(chat, 'avatar')).right).toBeLessThan(box(bubble).left);
    expect(box(part(chat, 'name')).bottom).toBeLessThanOrEqual(box(part(chat, 'text')).top + 1);
    const [first = 0, second] = lefts(chat, 'text');
    expect(second).toBeCloseTo(first, 1);
  });

  it('order="top" fills the box from above and fades below', async () => {
    const { chat, client } = await chatWith([['a']], { order: 'top' });
    chat.style.height = '300px';
    expect(box(part(chat, 'message')).top).toBeLessThan(box(chat).top + 40);
    for (let i = 0; i < 30; i++) client.say(String(i));
    const list = part(chat, 'list');
    const mask = (): string => getComputedStyle(list).getPropertyValue('-webkit-mask-image');
    await expect.poll(mask).toMatch(/^linear-gradient\(0deg/);
    expect(texts(chat, 'text')[0]).toBe('29');
    expect(box(part(chat, 'message')).top).toBeLessThan(box(chat).top + 40);
  });

  it('fades no more when its box has become large enough', async () => {
    const lines = Array.from({ length: 12 }, (_, i): [string] => [String(i)]);
    const { chat } = await chatWith(lines);
    const faded = (): boolean => part(chat, 'list').hasAttribute('data-over');
    chat.style.maxHeight = 'none';
    for (const [height, fades] of [
      ['200px', true],
      ['2000px', false],
    ] as const) {
      chat.style.height = height;
      await expect.poll(faded).toBe(fades);
    }
    // Each drawing would add another one that nobody ends.
    const observe = vi.spyOn(ResizeObserver.prototype, 'observe');
    chat.requestUpdate();
    await drawn(chat);
    expect(observe).not.toHaveBeenCalled();
  });

  it('stands as it does, and its digits keep their width, on a page that centres all its text', async () => {
    document.body.style.textAlign = 'center';
    const { chat } = await chatWith([['a']]);
    const { textAlign, fontVariantNumeric } = getComputedStyle(part(chat, 'text'));
    document.body.style.textAlign = '';
    expect([textAlign, fontVariantNumeric]).toEqual(['start', 'tabular-nums']);
  });

  it('is as high as what it stands in, and never higher than the page', async () => {
    const holder = document.body.appendChild(document.createElement('div'));
    const { chat } = await chatWith([['a']]);
    holder.append(chat);
    holder.style.height = '300px';
    expect(box(chat).height).toBe(300);
    holder.style.height = `${String(innerHeight * 3)}px`;
    expect(box(chat).height).toBe(innerHeight);
  });
});

describe('custom properties', () => {
  it.each([
    ['--tiktool-padding', '7px', '.root', 'padding-top'],
    ['--tiktool-text-color', 'rgb(1, 2, 3)', '[part="text"]', 'color'],
    ['--tiktool-font-weight', '300', '[part="text"]', 'font-weight'],
    ['--tiktool-text-shadow', 'none', '[part="text"]', 'text-shadow'],
    ['--tiktool-gap', '7px', '.track', 'row-gap'],
    ['--tiktool-align', 'center', '.track', 'align-items'],
    ['--tiktool-plate', 'rgb(1, 2, 3)', '[part="message"]', 'background-color'],
    ['--tiktool-radius', '7px', '[part="message"]', 'border-top-left-radius'],
    ['--tiktool-badge-color', 'rgb(1, 2, 3)', '[part="badge"] svg', 'fill'],
    ['--tiktool-accent', 'rgb(1, 2, 3)', '[part="badge"] svg', 'fill'],
  ])('%s: %s reaches %s', async (property, value, selector, style) => {
    const { chat } = await chatWith([['hi', moderator]]);
    const look = (): string => getComputedStyle(inside(chat, selector)).getPropertyValue(style);
    expect(look()).not.toBe(value);
    chat.style.setProperty(property, value);
    expect(look()).toBe(value);
  });
});

describe('themes', () => {
  const look = (chat: Element, name: string): CSSStyleDeclaration => getComputedStyle(part(chat, name));
  const brightest = (colour: string): number => Math.max(...(colour.match(/\d+/g) ?? []).slice(0, 3).map(Number));

  it('light: ink on paper, names too', async () => {
    const { chat } = await chatWith([['hi']], { theme: 'light' });
    expect(brightest(look(chat, 'message').backgroundColor)).toBe(255);
    for (const name of ['name', 'text']) expect(brightest(look(chat, name).color)).toBeLessThan(180);
    expect(look(chat, 'name').color).not.toBe(look(chat, 'text').color);
  });

  it.each(['outline', 'minimal'])('%s: no plate, and no room for one', async (theme) => {
    const { chat } = await chatWith([['hi']], { theme });
    expect(look(chat, 'message').backgroundColor).toBe('rgba(0, 0, 0, 0)');
    expect(look(chat, 'message').padding).toBe('0px');
    expect(look(chat, 'text').textShadow).not.toBe('none');
  });

  it('neon: an edge in the colour of the name, which is a person’s own, with an id or without', async () => {
    const people = ['kit', 'zoe', 'max', 'mia'].map((handle): [string, Partial<User>] => ['hi', { id: '', handle }]);
    const { chat } = await chatWith(people, { theme: 'neon' });
    const rows = parts(chat, 'message').map((row) => getComputedStyle(row));
    expect(parseFloat(rows[0]?.borderLeftWidth ?? '')).toBeGreaterThan(2);
    expect(rows[0]?.borderLeftColor).toBe(look(chat, 'name').color);
    expect(new Set(rows.map(({ borderLeftColor }) => borderLeftColor)).size).toBeGreaterThan(1);
  });

  it('minimal: all names in one quiet colour', async () => {
    const { chat } = await chatWith([['hi'], ['hi', moderator]], { theme: 'minimal' });
    expect(new Set(parts(chat, 'name').map((name) => getComputedStyle(name).color)).size).toBe(1);
  });
});
