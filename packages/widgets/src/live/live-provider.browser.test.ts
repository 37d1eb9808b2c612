import { describe, expect, it } from 'vitest';
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
    const theme = (element: Element) => element.shadowRoot?.querySelector('.root')?.getAttribute('data-theme');
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
    expect(chat.shadowRoot?.querySelector('.root')?.getAttribute('data-theme')).toBe('neon');
  });

  it('has no box of its own and can be hidden', () => {
    const { live } = pair();
    expect(getComputedStyle(live).display).toBe('contents');
    live.hidden = true;
    expect(getComputedStyle(live).display).toBe('none');
  });
});
