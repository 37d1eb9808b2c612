import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { TiktoolChat } from '../chat/chat-element.js';
import { FakeClient } from '../testing/fake-client.js';
import { drawn, mount, pause, texts } from '../testing/page.js';
import { pageDefaults } from './page-defaults.js';

const fakeProvider = (): Promise<string> => new Promise(() => undefined);

afterEach(() => {
  vi.restoreAllMocks();
});

describe('options at run time', () => {
  it('C112 an attribute changes, and goes back to its default when it is removed', async () => {
    const client = new FakeClient();
    const chat = await mount('tiktool-chat', {}, { client });
    for (let i = 0; i < 10; i++) client.say(String(i));
    await pause(150);
    expect(texts(chat, 'text')).toHaveLength(10);
    chat.setAttribute('max-messages', '3');
    await drawn(chat);
    expect(texts(chat, 'text')).toEqual(['7', '8', '9']);
    chat.removeAttribute('max-messages');
    await drawn(chat);
    expect(chat.maxMessages).toBe(50);
    expect(texts(chat, 'text')).toHaveLength(10);
  });

  it('falls back to the default with one warning for a bad value', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const chat = await mount('tiktool-chat', { 'max-messages': 'many' });
    expect(chat.maxMessages).toBe(50);
    chat.setAttribute('max-messages', 'many');
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]?.join(' ')).toContain('max-messages');
  });

  it.each([
    ['creator', 'John Doe', ''],
    ['endpoint', 'https://api.tik.tools', 'wss://api.tik.tools'],
    ['share', 'everywhere', 'origin'],
    ['status', 'on', 'none'],
    ['theme', 'rainbow', 'plate'],
    ['locale', 'not a locale', ''],
  ] as const)('%s="%s" means the default, with one warning', async (name, bad, fallback) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const chat = await mount('tiktool-chat', { [name]: bad });
    expect(chat[name]).toBe(fallback);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]?.join(' ')).toContain(name);
  });

  it('C110 takes what frameworks set: strings, booleans, numbers and arrays as properties', async () => {
    const chat = await mount('tiktool-chat');
    Object.assign(chat, { withoutAvatars: 'false', maxMessages: '7', blockUsers: 'a, b', merge: '' });
    expect(chat).toMatchObject({ withoutAvatars: false, maxMessages: 7, blockUsers: ['a', 'b'], merge: true });
    Object.assign(chat, { withoutAvatars: true, blockUsers: ['c'], maxMessages: undefined, merge: null });
    expect(chat).toMatchObject({ withoutAvatars: true, maxMessages: 50, blockUsers: ['c'], merge: false });
    expect(chat.getAttributeNames()).toEqual(['version']);
  });

  it('C111 has every option on the prototype, so that frameworks set properties', async () => {
    const chat = await mount('tiktool-chat');
    for (const name of Object.keys(TiktoolChat.options)) expect(name in chat, name).toBe(true);
  });

  it('takes no text for a function, and an empty creator for none', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const chat = await mount('tiktool-chat', { creator: '' });
    expect(warn).not.toHaveBeenCalled();
    chat.setAttribute('token-provider', 'getToken');
    expect(chat.tokenProvider).toBeUndefined();
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('draws nothing for an attribute of the page that is no language', async () => {
    const chat = await mount('tiktool-chat');
    const render = vi.spyOn(chat, 'render');
    document.body.title = 'a page';
    await drawn(chat);
    document.body.removeAttribute('title');
    expect(render).not.toHaveBeenCalled();
  });

  it('draws nothing for a value that is there already', async () => {
    const chat = await mount('tiktool-chat', { 'max-messages': '3' });
    const render = vi.spyOn(chat, 'render');
    chat.maxMessages = 3;
    await drawn(chat);
    expect(render).not.toHaveBeenCalled();
  });

  it('keeps properties that were set before the tag was defined, also against attributes', async () => {
    const late = document.createElement('tiktool-late-chat');
    Object.assign(late, { maxMessages: 3, creator: '', client: new FakeClient() });
    late.setAttribute('max-messages', '9');
    late.setAttribute('hide-after', '4');
    const { client } = late as unknown as { client: unknown };
    document.body.append(late);
    class LateChat extends TiktoolChat {}
    customElements.define('tiktool-late-chat', LateChat);
    expect(late).toMatchObject({ maxMessages: 3, hideAfter: 4, client });
    expect(Object.getOwnPropertyNames(late)).not.toContain('maxMessages');
    // Only against those that were there before.
    await drawn(late);
    late.setAttribute('max-messages', '5');
    expect(late).toMatchObject({ maxMessages: 5 });
  });

  it('C120 refuses an API key and never repeats it', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const chat = await mount('tiktool-chat', { 'api-key': 'secret-123', apikey: 'secret-456' });
    expect(error).toHaveBeenCalledTimes(2);
    expect(error.mock.calls.flat().join(' ')).toContain('token-url');
    expect(error.mock.calls.flat().join(' ')).not.toMatch(/secret/);
    expect(document.documentElement.outerHTML + (chat.shadowRoot?.innerHTML ?? '')).not.toMatch(/secret/);
  });
});

it('the settings of the page are weaker than those of a provider, and both than own ones', async () => {
  onTestFinished(() => {
    Reflect.deleteProperty(pageDefaults(), 'theme');
  });
  pageDefaults()['theme'] = 'light';
  const live = document.createElement('tiktool-live');
  document.body.append(live);
  const chat = live.appendChild(document.createElement('tiktool-chat'));
  const theme = async (): Promise<string | null | undefined> => {
    await drawn(live);
    await drawn(chat);
    return chat.shadowRoot?.querySelector('.root')?.getAttribute('data-theme');
  };
  expect(await theme()).toBe('light');
  live.theme = 'neon';
  expect(await theme()).toBe('neon');
  chat.theme = 'minimal';
  expect(await theme()).toBe('minimal');
});

describe('the client', () => {
  it('is there before, in and after the document', async () => {
    const chat = document.createElement('tiktool-chat');
    chat.client.inject({ kind: 'chat', text: 'early' });
    document.body.append(chat);
    await drawn(chat);
    expect(texts(chat, 'text')).toEqual(['early']);
    chat.remove();
    expect(chat.client.room.chat).toHaveLength(1);
    expect(chat.state.state).toBe('idle');
  });

  it('a DOM move keeps client and rows', async () => {
    const chat = await mount('tiktool-chat', { creator: 'mover', share: 'page' }, { tokenProvider: fakeProvider });
    const { client } = chat;
    client.inject({ kind: 'chat', text: 'stays' });
    await drawn(chat);
    const row = chat.shadowRoot?.querySelector('[part="message"]');
    const box = document.createElement('div');
    document.body.append(box);
    box.append(chat);
    await drawn(chat);
    expect(chat.client).toBe(client);
    expect(chat.shadowRoot?.querySelector('[part="message"]')).toBe(row);
    expect(row?.isConnected).toBe(true);
    client.inject({ kind: 'chat', text: 'goes on' });
    await pause(150);
    expect(texts(chat, 'text')).toEqual(['stays', 'goes on']);
  });

  it('C80 lets go of everything when it is removed', async () => {
    const client = new FakeClient();
    const chat = await mount('tiktool-chat', {}, { client });
    expect(client.listening).toBeGreaterThan(0);
    chat.remove();
    const render = vi.spyOn(chat, 'render');
    document.documentElement.lang = 'fr';
    document.dispatchEvent(new Event('visibilitychange'));
    await drawn(chat);
    document.documentElement.removeAttribute('lang');
    expect(render).not.toHaveBeenCalled();
    chat.theme = 'light';
    await drawn(chat);
    expect(client.listening).toBe(0);
    document.body.append(chat);
    await drawn(chat);
    client.say('back');
    await drawn(chat);
    expect(texts(chat, 'text')).toEqual(['back']);
  });

  it('all widgets with the same source share one', async () => {
    const source = { tokenProvider: fakeProvider };
    const chat = await mount('tiktool-chat', { creator: '@Sharer', share: 'page' }, source);
    const gifts = await mount('tiktool-gifts', { creator: 'sharer', share: 'page' }, source);
    expect(gifts.client).toBe(chat.client);
  });

  it('C112 several attributes in one tick are one change, typing is one change, and reading settles it', async () => {
    const chat = await mount('tiktool-chat', { creator: 'first', share: 'page' }, { tokenProvider: fakeProvider });
    const seen: string[] = [];
    chat.addEventListener('tiktool-state', () => seen.push(chat.client.creator));
    for (const name of ['s', 'se', 'sec', 'second']) {
      chat.setAttribute('creator', name);
      await pause(20);
    }
    expect(seen).toEqual([]);
    await pause(300);
    expect(new Set(seen)).toEqual(new Set(['second']));
    chat.setAttribute('creator', 'third');
    expect(chat.client.creator).toBe('third');
  });

  it('can be another one of the page, and forgets the rows of the old', async () => {
    const [one, two] = [new FakeClient(), new FakeClient()];
    const chat = await mount('tiktool-chat', {}, { client: one });
    one.say('one');
    await drawn(chat);
    chat.client = two;
    await drawn(chat);
    expect(chat.client).toBe(two);
    expect(texts(chat, 'text')).toEqual([]);
    expect(one.listening).toBe(0);
  });
});

describe('events', () => {
  it('C68 tells state, events and gaps, which do not bubble', async () => {
    const client = new FakeClient();
    const chat = await mount('tiktool-chat', {}, { client });
    const heard: unknown[] = [];
    for (const type of ['tiktool-state', 'tiktool-event', 'tiktool-gap'] as const) {
      chat.addEventListener(type, ({ detail }) => heard.push([type, detail]));
      document.addEventListener(type, () => heard.push('bubbled'), { once: true });
    }
    client.setState('live');
    const gap = { from: 1, to: 2, reason: 'lost' };
    client.emit('gap', gap);
    const { event } = client.say('hi');
    client.emit('*', event);
    expect(heard).toEqual([
      ['tiktool-state', client.state],
      ['tiktool-gap', gap],
      ['tiktool-event', event],
    ]);
  });

  it('C68 shows no state by default, and plain words with status="badge"', async () => {
    const client = new FakeClient();
    const chat = await mount('tiktool-chat', {}, { client });
    client.setState('waiting', 'Connection lost; trying again.');
    await drawn(chat);
    expect(chat.shadowRoot?.textContent.trim()).toBe('');
    chat.status = 'badge';
    await drawn(chat);
    expect(texts(chat, 'status')).toEqual(['Connection lost; trying again.']);
    client.setState('live', 'Live.');
    await drawn(chat);
    expect(texts(chat, 'status')).toEqual(['Live.']);
  });
});
