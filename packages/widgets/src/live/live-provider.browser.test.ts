import { describe, expect, it, vi } from 'vitest';
import { FakeClient } from '../testing/fake-client.js';
import { drawn, pause, texts } from '../testing/page.js';
import { TiktoolLive } from './live-provider.js';

const pair = (outer = document.createElement('tiktool-live')) => {
  const chat = document.createElement('tiktool-chat');
  const gifts = document.createElement('tiktool-gifts');
  outer.append(chat, gifts);
  document.body.append(outer);
  return { live: outer, chat, gifts };
};

const theme = (element: Element) => element.shadowRoot?.querySelector('.root')?.getAttribute('data-theme');

describe('<tiktool-live>', () => {
  it('gives its client to the widgets inside, at once', async () => {
    const { live, chat, gifts } = pair();
    expect(chat.client).toBe(live.client);
    expect(gifts.client).toBe(live.client);
    live.client.inject({ kind: 'chat', text: 'hi' });
    await drawn(chat);
    expect(texts(chat, 'text')).toEqual(['hi']);
  });

  it('a new client reaches all of them', async () => {
    const { live, chat } = pair();
    await drawn(live);
    const client = new FakeClient();
    live.client = client;
    await drawn(live);
    expect(chat.client).toBe(client);
  });

  it('another client and another theme of it show on the widgets by themselves', async () => {
    const { live, chat } = pair();
    await drawn(chat);
    const client = new FakeClient();
    client.say('from the new one');
    live.client = client;
    live.theme = 'neon';
    await drawn(live);
    await drawn(chat);
    expect(texts(chat, 'text')).toEqual(['from the new one']);
    expect(theme(chat)).toBe('neon');
  });

  it('a widget that was taken out hears no more of it', async () => {
    const { live, chat } = pair();
    await drawn(chat);
    chat.remove();
    const render = vi.spyOn(chat, 'render');
    live.theme = 'neon';
    await drawn(live);
    await drawn(chat);
    expect(render).not.toHaveBeenCalled();
  });

  it('reaches into shadow roots inside it', async () => {
    const { live } = pair();
    const inner = live.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
    const chat = inner.appendChild(document.createElement('tiktool-chat'));
    await drawn(chat);
    expect(chat.client).toBe(live.client);
  });

  it('lets questions for other contexts pass, and answers a single question once', async () => {
    const { live, chat } = pair();
    const heard: unknown[] = [];
    document.body.addEventListener('context-request', ({ type }) => heard.push(type), { once: true });
    const ask = (context: unknown, callback?: (value: unknown) => void): void => {
      const event = new Event('context-request', { bubbles: true, composed: true });
      chat.dispatchEvent(Object.assign(event, { context, contextTarget: chat, callback }));
    };
    const answers: unknown[] = [];
    ask(Symbol.for('tiktool-widgets.live'), (value) => answers.push(value));
    expect(heard).toEqual([]);
    ask('theirs', (value) => answers.push(value));
    expect(heard).toEqual(['context-request']);
    live.theme = 'neon';
    await drawn(live);
    expect(answers).toHaveLength(1);
  });

  it('own attributes win', async () => {
    const { live, chat, gifts } = pair();
    live.setAttribute('theme', 'light');
    live.setAttribute('share', 'page');
    live.setAttribute('creator', 'outer');
    chat.setAttribute('theme', 'outline');
    chat.setAttribute('creator', 'inner');
    await drawn(live);
    await drawn(chat);
    expect(chat.client.creator).toBe('inner');
    expect(gifts.client.creator).toBe('outer');
    expect([theme(chat), theme(gifts)]).toEqual(['outline', 'light']);
  });

  it('a provider that is defined late is found', async () => {
    const outer = document.createElement('tiktool-live-late');
    const chat = document.createElement('tiktool-chat');
    outer.append(chat);
    document.body.append(outer);
    await drawn(chat);
    class Late extends TiktoolLive {}
    customElements.define('tiktool-live-late', Late);
    // The real tag is defined in this page already; moving asks again, as its definition would.
    document.body.append(chat);
    outer.append(chat);
    await drawn(chat);
    expect(outer instanceof Late && chat.client === outer.client).toBe(true);
  });

  it('a widget that leaves it has its own client again', async () => {
    const { live, chat } = pair();
    await drawn(chat);
    document.body.append(chat);
    await drawn(chat);
    expect(chat.client).not.toBe(live.client);
  });

  it('nested ones add up', async () => {
    const outer = document.createElement('tiktool-live');
    outer.setAttribute('theme', 'neon');
    document.body.append(outer);
    const inner = document.createElement('tiktool-live');
    outer.append(inner);
    const { chat } = pair(inner);
    outer.append(inner);
    await pause(20);
    expect(chat.client).toBe(outer.client);
    expect(theme(chat)).toBe('neon');
  });

  it('has no box of its own and can be hidden', () => {
    const { live } = pair();
    expect(getComputedStyle(live).display).toBe('contents');
    live.hidden = true;
    expect(getComputedStyle(live).display).toBe('none');
  });
});
