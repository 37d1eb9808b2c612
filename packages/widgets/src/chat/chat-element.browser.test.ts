import type { User } from '@tiktool-widgets/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { registerWords } from '../locales/words.js';
import { chatWith } from '../testing/chat.js';
import { FakeClient } from '../testing/fake-client.js';
import { box, drawn, mount, part, parts, pause, texts } from '../testing/page.js';

// Something that loads and something that does not, without a network.
const picture = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
const broken = 'data:image/gif;base64,AAAA';

afterEach(() => {
  document.documentElement.removeAttribute('dir');
  document.body.removeAttribute('style');
  vi.restoreAllMocks();
});

describe('rows', () => {
  it('has the parts and hooks of the contract', async () => {
    const client = new FakeClient();
    client.say(
      'hi there',
      { id: '42', nickname: 'Kit', roles: ['moderator', 'subscriber', 'gifter'], level: 12, avatarUrl: picture },
      { first: true, event: { id: 'm9', emotes: [{ id: 'e1', imageUrl: picture, index: 3 }] } },
    );
    const chat = await mount('tiktool-chat', {}, { client });
    const row = part(chat, 'message');
    expect(Object.fromEntries(Object.entries(row.dataset))).toEqual({
      eventId: 'm9',
      userId: '42',
      role: 'moderator subscriber gifter',
      kind: 'chat',
      first: '',
    });
    for (const name of ['list', 'avatar', 'name', 'badge', 'text', 'emote'])
      expect(parts(chat, name), name).not.toEqual([]);
    expect(parts(chat, 'badge').map(({ dataset }) => dataset.role)).toEqual(['moderator', 'subscriber', 'gifter']);
    expect(texts(chat, 'badge')).toEqual(['', '', '12']);
  });

  it('C11 C117 shows names and text literally, whatever they look like', async () => {
    const { chat } = await chatWith([
      ['<svg onload=alert(2)>&amp;<b>', { nickname: '<img src=x onerror=alert(1)>' }],
      ['hi', { id: '4', nickname: '🦊Kit🦊' }],
    ]);
    expect(texts(chat, 'name')).toEqual(['<img src=x onerror=alert(1)>', '🦊Kit🦊']);
    expect(texts(chat, 'text')[0]).toBe('<svg onload=alert(2)>&amp;<b>');
    expect(chat.shadowRoot?.querySelector('[onload], [onerror], b, [part="text"] svg')).toBeNull();
  });

  it('never shows an empty name', async () => {
    const { chat } = await chatWith([['x', { nickname: '  \u200b', handle: '' }]]);
    expect(texts(chat, 'name')).toEqual(['Viewer']);
    registerWords('es', { viewer: 'Espectador' });
    chat.lang = 'es';
    await drawn(chat);
    expect(texts(chat, 'name')).toEqual(['Espectador']);
  });

  it('C16 marks the first line of a person', async () => {
    const client = new FakeClient();
    client.say('one', { id: '1' }, { first: true });
    client.say('two', { id: '1' });
    client.say('three', { id: '2' }, { first: true });
    const chat = await mount('tiktool-chat', {}, { client });
    expect(parts(chat, 'message').map((row) => row.hasAttribute('data-first'))).toEqual([true, false, true]);
  });

  it('order="top" puts the newest first', async () => {
    const { chat } = await chatWith([['old'], ['new']], { order: 'top' });
    expect(texts(chat, 'text')).toEqual(['new', 'old']);
  });

  it('an emote alone is a row, too', async () => {
    const client = new FakeClient();
    client.say('', {}, { event: { kind: 'emote', emote: { id: 'e1', imageUrl: picture, name: 'wave' } } });
    const chat = await mount('tiktool-chat', {}, { client });
    expect(part(chat, 'message').dataset.kind).toBe('emote');
    expect(parts(chat, 'emote')).toHaveLength(1);
  });

  it('merge gives lines of one person one header, and each its row', async () => {
    const { chat } = await chatWith([['a'], ['b'], ['c', { id: '2' }]], { merge: '' });
    expect(parts(chat, 'message')).toHaveLength(3);
    expect(parts(chat, 'name')).toHaveLength(2);
  });
});

describe('moderation', () => {
  it('C54 a deleted line leaves at once', async () => {
    const client = new FakeClient();
    const bad = client.say('bad');
    client.say('good');
    const chat = await mount('tiktool-chat', {}, { client });
    client.remove(bad);
    await pause(110);
    expect(texts(chat, 'text')).toEqual(['good']);
  });

  it('C59 shows a held line after its time only', async () => {
    const client = new FakeClient();
    const chat = await mount('tiktool-chat', { hold: '0.3' }, { client });
    const bad = client.say('bad');
    client.say('good');
    await pause(100);
    expect(texts(chat, 'text')).toEqual([]);
    client.remove(bad);
    await vi.waitFor(() => {
      expect(texts(chat, 'text')).toEqual(['good']);
    });
  });

  it('hide-after takes a row away by itself', async () => {
    const { chat } = await chatWith([['gone soon']], { 'hide-after': '0.2' });
    expect(texts(chat, 'text')).toHaveLength(1);
    await vi.waitFor(() => {
      expect(texts(chat, 'text')).toHaveLength(0);
    });
  });

  it('C57 C63 filters apply to the rows on screen as soon as they are set', async () => {
    const { chat } = await chatWith([['!song'], ['b a d'], ['fine']]);
    chat.hideCommands = true;
    chat.setAttribute('block-words', 'bad');
    chat.setAttribute('word-match', 'anywhere');
    await drawn(chat);
    expect(texts(chat, 'text')).toEqual(['fine']);
  });

  it('rows come back, the newest too, when a filter is taken off', async () => {
    const { chat } = await chatWith([['fine'], ['!song']]);
    chat.hideCommands = true;
    await drawn(chat);
    expect(texts(chat, 'text')).toEqual(['fine']);
    chat.hideCommands = false;
    await drawn(chat);
    expect(texts(chat, 'text')).toEqual(['fine', '!song']);
  });

  it('C61 blocks single emotes, or all', async () => {
    const client = new FakeClient();
    const emotes = [
      { id: 'e1', imageUrl: picture, index: 0 },
      { id: 'e2', imageUrl: picture, index: 2 },
    ];
    client.say('hi', {}, { event: { emotes } });
    const chat = await mount('tiktool-chat', { 'block-emotes': 'e1' }, { client });
    expect(parts(chat, 'emote')).toHaveLength(1);
    expect(texts(chat, 'text')).toEqual(['hi']);
    chat.withoutEmotes = true;
    await drawn(chat);
    expect(parts(chat, 'emote')).toHaveLength(0);
    expect(texts(chat, 'text')).toEqual(['hi']);
  });

  it('C08 without-emotes leaves TikTok’s codes as typed', async () => {
    const { chat } = await chatWith([['[laughcry][wow] [not a code] ok']]);
    expect(texts(chat, 'text')).toEqual(['😂🤩 [not a code] ok']);
    chat.withoutEmotes = true;
    await drawn(chat);
    expect(texts(chat, 'text')).toEqual(['[laughcry][wow] [not a code] ok']);
  });

  it('C62 without-names: no name or handle anywhere in the document', async () => {
    const marlene: Partial<User> = {
      nickname: 'Marlene',
      handle: 'marlene99',
      roles: ['moderator'],
      avatarUrl: broken,
    };
    const { chat } = await chatWith(
      [
        ['hello', marlene],
        ['no id', { ...marlene, id: 'marlene99' }],
        ['a test event', { ...marlene, id: 'test-Marlene' }],
      ],
      { 'without-names': '' },
    );
    await pause(150);
    expect(texts(chat, 'text')).toEqual(['hello', 'no id', 'a test event']);
    expect(parts(chat, 'message').map(({ dataset }) => dataset.userId)).toEqual(['7', '', '']);
    expect(chat.shadowRoot?.innerHTML).not.toMatch(/marlene/i);
    expect(part(chat, 'avatar').textContent).toBe('');
  });
});

describe('avatars', () => {
  it('C17 C138 draws the address byte for byte, as a picture without words', async () => {
    // A picture that loads: one that fails is replaced by the initial before anybody can look.
    const url = `${picture}#~tplv.webp?x-expires=1&x-signature=ab%2Bcd%3D`;
    const { chat } = await chatWith([['hi', { id: 'c17', avatarUrl: url }]]);
    const image = part(chat, 'avatar');
    expect(image.getAttribute('src')).toBe(url);
    expect(image.getAttribute('alt')).toBe('');
    expect(image.getAttribute('referrerpolicy')).toBe('no-referrer');
  });

  it('C19 has one address for all lines of a person', async () => {
    const lines = Array.from({ length: 50 }, (_, i): [string, Partial<User>] => [
      'x',
      { id: 'c19', avatarUrl: `${picture}#${String(i)}` },
    ]);
    const { chat } = await chatWith(lines);
    expect(new Set(parts(chat, 'avatar').map((image) => image.getAttribute('src'))).size).toBe(1);
  });

  it('shows the initial until the picture is there', async () => {
    const client = new FakeClient();
    client.say('hi', { id: 'loading', nickname: 'Zoe', avatarUrl: picture });
    const chat = document.createElement('tiktool-chat');
    chat.client = client;
    document.body.append(chat);
    // No task in between, so no picture can be there yet.
    await chat.updateComplete;
    expect(chat.shadowRoot?.querySelector('.avatar')?.textContent).toBe('Z');
    await vi.waitFor(() => {
      expect(chat.shadowRoot?.querySelector('.avatar')?.textContent).toBe('');
    });
    expect(parts(chat, 'avatar').map(({ localName }) => localName)).toEqual(['img']);
  });

  it('keeps an initial of any width inside its circle', async () => {
    const { chat } = await chatWith([['hi', { id: 'wide', nickname: '𒐫' }]]);
    expect(getComputedStyle(part(chat, 'avatar')).overflow).toBe('hidden');
  });

  it('falls back to the initial, and asks no second time', async () => {
    const { chat, client } = await chatWith([['hi', { id: 'failing', nickname: 'Zoe', avatarUrl: broken }]]);
    await vi.waitFor(() => {
      expect(part(chat, 'avatar').textContent).toBe('Z');
    });
    client.say('again', { id: 'failing', nickname: 'Zoe', avatarUrl: `${broken}#2` });
    await pause(120);
    expect(chat.shadowRoot?.querySelectorAll('img')).toHaveLength(0);
  });
});

describe('text', () => {
  it('C04 C05 isolates name and text, each in its own direction', async () => {
    const { chat } = await chatWith([
      ['hello 123 :)', { id: '2', nickname: 'محمد أحمد' }],
      ['שלום עולם!', { nickname: 'Ada' }],
    ]);
    const [name] = parts(chat, 'name');
    const [latin, hebrew] = parts(chat, 'text');
    expect(latin && getComputedStyle(latin).direction).toBe('ltr');
    expect(hebrew && getComputedStyle(hebrew).direction).toBe('rtl');
    expect(name && getComputedStyle(name).unicodeBidi).toBe('isolate');
    expect(latin && getComputedStyle(latin).unicodeBidi).toBe('isolate');
    if (name && latin) expect(box(name).right).toBeLessThanOrEqual(box(latin).left);
    expect(box(part(chat, 'avatar')).right).toBeLessThanOrEqual(box(part(chat, 'name')).left);
  });

  it('C05 dir="rtl" mirrors the row, on the page or on the element', async () => {
    const { chat } = await chatWith([['hi', { nickname: 'Ada' }]]);
    for (const target of [chat, document.documentElement]) {
      target.dir = 'rtl';
      expect(box(part(chat, 'avatar')).left).toBeGreaterThanOrEqual(box(part(chat, 'name')).right);
      target.removeAttribute('dir');
    }
  });

  it('C07 C13 a row keeps inside its box, with the text in sight', async () => {
    document.body.style.width = '280px';
    const { chat } = await chatWith([
      ['so where is my text', { nickname: '漢'.repeat(60), roles: ['moderator', 'subscriber', 'gifter'] }],
      ['a'.repeat(300)],
      [`Z${'\u0335\u0336\u0337'.repeat(60)}`],
    ]);
    for (const row of parts(chat, 'message')) {
      expect(getComputedStyle(row).overflow).toBe('hidden');
      expect(box(row).right).toBeLessThanOrEqual(280);
    }
    const text = part(chat, 'text');
    expect(box(text).right).toBeLessThanOrEqual(280);
    expect(box(text).width).toBeGreaterThan(40);
    for (const badge of parts(chat, 'badge')) expect(box(badge).right).toBeLessThanOrEqual(280);
  });
});

describe('the box', () => {
  it('C14 few rows stand at the bottom unfaded, many fade at the top edge only', async () => {
    const { chat, client } = await chatWith([['a'], ['b']]);
    chat.style.height = '400px';
    await pause(300);
    const list = part(chat, 'list');
    const mask = (): string => {
      const style = getComputedStyle(list);
      return style.getPropertyValue('mask-image') || style.getPropertyValue('-webkit-mask-image');
    };
    expect(mask()).toBe('none');
    const last = () => parts(chat, 'message').at(-1);
    expect(Math.abs(box(list).bottom - (last()?.getBoundingClientRect().bottom ?? 0))).toBeLessThan(2);
    for (let i = 0; i < 40; i++) client.say(String(i));
    await pause(400);
    expect(mask()).toContain('gradient');
    expect(Math.abs(box(list).bottom - (last()?.getBoundingClientRect().bottom ?? 0))).toBeLessThan(2);
    expect(box(chat).height).toBe(400);
  });

  it('is transparent, and can be hidden', async () => {
    const { chat } = await chatWith([['a']]);
    document.documentElement.style.colorScheme = 'dark';
    expect(getComputedStyle(chat).backgroundColor).toBe('rgba(0, 0, 0, 0)');
    document.documentElement.style.colorScheme = '';
    chat.hidden = true;
    expect(getComputedStyle(chat).display).toBe('none');
  });

  it('C89 C97 C101 C102 late style sheets reach all rows by property and part, and one size scales everything', async () => {
    const { chat } = await chatWith([
      ['a', { avatarUrl: picture }],
      ['b', { id: '2' }],
    ]);
    const size = (name: string) => parts(chat, name).map((element) => box(element).height);
    const before = ['message', 'avatar', 'name'].map(size);
    const sheet = document.createElement('style');
    sheet.textContent =
      ':root{--tiktool-font-size:48px;--tiktool-name-color:rgb(0, 255, 0)} tiktool-chat::part(text){color:rgb(255, 0, 0)}';
    document.head.append(sheet);
    const after = ['message', 'avatar', 'name'].map(size);
    const colours = (name: string) => parts(chat, name).map((element) => getComputedStyle(element).color);
    expect(colours('name')).toEqual(['rgb(0, 255, 0)', 'rgb(0, 255, 0)']);
    expect(colours('text')).toEqual(['rgb(255, 0, 0)', 'rgb(255, 0, 0)']);
    sheet.remove();
    before.flat().forEach((height, i) => {
      expect((after.flat()[i] ?? 0) / height).toBeCloseTo(2, 0);
    });
  });

  it('C02 puts the font of the page before the emoji fonts, never instead', async () => {
    const { chat } = await chatWith([['🫠 ok']]);
    chat.style.setProperty('--tiktool-font-family', 'Montserrat');
    const { fontFamily } = getComputedStyle(part(chat, 'text'));
    expect(fontFamily).toMatch(/^Montserrat.*Noto Color Emoji/);
  });

  it('C138 is no live region', async () => {
    const { chat } = await chatWith([['a']]);
    expect(chat.shadowRoot?.querySelector('[aria-live], [role="log"], [role="status"]')).toBeNull();
  });
});

describe('cost', () => {
  it('C122 has a flat number of nodes over 20,000 messages', async () => {
    const client = new FakeClient();
    const chat = await mount('tiktool-chat', {}, { client });
    const count = (node: Node): number => [...node.childNodes].reduce((sum, child) => sum + count(child), 1);
    const nodes = () => (chat.shadowRoot ? count(chat.shadowRoot) : 0);
    const flood = async (): Promise<void> => {
      for (let i = 0; i < 400; i++) {
        for (let k = 0; k < 25; k++) client.say(`line ${String(k)}`);
        chat.requestUpdate();
        await chat.updateComplete;
      }
    };
    await flood();
    const warm = nodes();
    await flood();
    expect(nodes()).toBeLessThanOrEqual(warm);
    expect(parts(chat, 'message')).toHaveLength(50);
  });

  it('C125 draws 1,000 messages in a few drawings, without motion', async () => {
    const client = new FakeClient();
    const chat = await mount('tiktool-chat', {}, { client });
    const draw = vi.spyOn(chat, 'render');
    const animate = vi.spyOn(Element.prototype, 'animate');
    const measure = vi.spyOn(Element.prototype, 'getBoundingClientRect');
    const start = performance.now();
    for (let i = 0; i < 1000; i++) {
      client.say(String(i));
      if (i % 50 === 49) await pause(10);
    }
    await pause(120);
    const elapsed = performance.now() - start;
    expect(draw.mock.calls.length).toBeLessThanOrEqual(Math.ceil(elapsed / 100) + 1);
    expect(texts(chat, 'text').at(-1)).toBe('999');
    expect(animate.mock.calls.length).toBeLessThanOrEqual(12);
    // Each one would make the browser lay the page out.
    expect(measure.mock.calls.length).toBeLessThanOrEqual(1);
  });

  it('reads a line once, however often it is drawn', async () => {
    const { chat, client } = await chatWith([['hi']]);
    const read = vi.fn(() => 'hi');
    for (const { event } of client.room.chat) Object.defineProperty(event, 'text', { get: read });
    chat.merge = true;
    await drawn(chat);
    const once = read.mock.calls.length;
    expect(once).toBeGreaterThan(0);
    chat.requestUpdate();
    await drawn(chat);
    expect(read).toHaveBeenCalledTimes(once);
  });

  it('C123 C124 does nothing while nothing happens', async () => {
    const { chat, client } = await chatWith([['a'], ['b']]);
    client.say('c');
    await pause(500);
    const frame = vi.spyOn(window, 'requestAnimationFrame');
    const timer = vi.spyOn(window, 'setTimeout');
    const draw = vi.spyOn(chat, 'render');
    await pause(300);
    expect(frame).not.toHaveBeenCalled();
    expect(timer.mock.calls).toHaveLength(1);
    expect(draw).not.toHaveBeenCalled();
    expect(document.getAnimations()).toEqual([]);
  });

  it('C82 R46 draws nothing while the page is hidden, then jumps to the last rows without motion', async () => {
    const client = new FakeClient();
    const chat = await mount('tiktool-chat', {}, { client });
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    const draw = vi.spyOn(chat, 'render');
    const animate = vi.spyOn(Element.prototype, 'animate');
    const old = Date.now() - 60_000;
    for (let i = 0; i < 500; i++) client.say(String(i), {}, { receivedAt: old + i });
    await pause(150);
    expect(draw).not.toHaveBeenCalled();
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    await drawn(chat);
    expect(texts(chat, 'text').at(-1)).toBe('499');
    expect(parts(chat, 'message')).toHaveLength(50);
    expect(animate).not.toHaveBeenCalled();
  });

  it('C92 needs no frame callback', async () => {
    vi.spyOn(window, 'requestAnimationFrame').mockReturnValue(1);
    const { chat, client } = await chatWith([['a']], { 'hide-after': '0.3' });
    client.say('b');
    await pause(120);
    expect(texts(chat, 'text')).toEqual(['a', 'b']);
    await vi.waitFor(() => {
      expect(texts(chat, 'text')).toEqual([]);
    });
  });
});
