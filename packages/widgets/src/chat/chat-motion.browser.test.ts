import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeClient } from '../testing/fake-client.js';
import { drawn, mount, part, parts, pause } from '../testing/page.js';
import type { TiktoolChat } from './chat-element.js';

/** A chat in a box that has room for more, with one line that stands still. */
async function calmChat(
  attributes: Readonly<Record<string, string>> = {},
): Promise<{ chat: TiktoolChat; client: FakeClient; moved: (which: string) => unknown[] }> {
  const client = new FakeClient();
  client.say('old', {}, { receivedAt: Date.now() - 5000 });
  const chat = await mount('tiktool-chat', attributes, { client });
  chat.style.height = '400px';
  await pause(110);
  const { mock } = vi.spyOn(Element.prototype, 'animate');
  const moved = (which: string): unknown[] =>
    mock.calls.flatMap(([frames], i) => {
      const element = mock.contexts[i];
      return element instanceof Element && element.matches(which) && Array.isArray(frames) ? [frames[0]] : [];
    });
  return { chat, client, moved };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('motion', () => {
  it('moves only transform and opacity', async () => {
    const client = new FakeClient();
    await mount('tiktool-chat', {}, { client });
    const animate = vi.spyOn(Element.prototype, 'animate');
    client.say('a');
    await pause(150);
    client.say('b');
    await pause(50);
    const moved = animate.mock.calls.flatMap(([frames]) => (Array.isArray(frames) ? frames.flatMap(Object.keys) : []));
    expect(animate).toHaveBeenCalled();
    expect(new Set(moved)).toEqual(new Set(['opacity', 'transform']));
  });

  it.each([
    ['bottom', /^translateY\(\d/],
    ['top', /^translateY\(-\d/],
  ])('order="%s": a new row enters, and all others slide as one', async (order, slide) => {
    // One more than there is room for: the oldest goes, and the rest slides all the same.
    const { client, moved } = await calmChat({ order, 'max-messages': '2' });
    client.say('old, too', {}, { receivedAt: Date.now() - 4000 });
    await pause(110);
    client.say('new');
    await pause(110);
    expect(moved('.row')).toEqual([expect.objectContaining({ opacity: 0 })]);
    expect(moved('.track')).toEqual([{ transform: expect.stringMatching(slide) as unknown }]);
    // On top of a slide that is not over yet.
    expect(vi.mocked(Element.prototype.animate).mock.calls.map(([, options]) => options)).toContainEqual(
      expect.objectContaining({ composite: 'add' }),
    );
  });

  it('nothing slides where the others stay in their place', async () => {
    const { chat, client, moved } = await calmChat();
    chat.style.height = 'auto';
    client.say('new');
    await pause(110);
    expect(moved('.row')).toHaveLength(1);
    expect(moved('.track')).toEqual([]);
  });

  it('nothing slides where the line that was newest has been deleted', async () => {
    const { client, moved } = await calmChat();
    for (const entry of client.room.chat) client.remove(entry);
    client.say('new');
    await pause(110);
    expect(moved('.row')).toHaveLength(1);
    expect(moved('.track')).toEqual([]);
  });

  it('only fades in where less motion is asked for', async () => {
    const { client, moved } = await calmChat();
    vi.spyOn(window, 'matchMedia').mockReturnValue(matchMedia('(min-width: 0)'));
    client.say('new');
    await pause(110);
    expect(moved('.row')).toEqual([{ opacity: 0 }]);
    expect(moved('.track')).toEqual([]);
  });

  it('a line from before the page is just there', async () => {
    const { chat, client, moved } = await calmChat();
    client.say('restored', {}, { event: { history: true } });
    await pause(110);
    expect(parts(chat, 'message')).toHaveLength(2);
    expect(moved('.row')).toEqual([]);
  });

  it('a line that is old when it is first drawn is just there', async () => {
    const { chat, client, moved } = await calmChat();
    client.say('late', {}, { receivedAt: Date.now() - 5000 });
    await pause(110);
    expect(parts(chat, 'message')).toHaveLength(2);
    expect(moved('.row')).toEqual([]);
  });

  it('a line that was held enters when it is shown', async () => {
    const { client, moved } = await calmChat({ hold: '5' });
    client.say('held', {}, { receivedAt: Date.now() - 4900 });
    await vi.waitFor(() => {
      expect(moved('.row')).toHaveLength(1);
    });
  });

  it('rows enter again once a storm is over', async () => {
    const { client, moved } = await calmChat();
    for (let i = 0; i < 20; i++) client.say(String(i));
    await pause(110);
    expect(moved('.row')).toEqual([]);
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 2000);
    client.say('calm');
    await pause(110);
    expect(moved('.row')).toHaveLength(1);
  });

  it('a row fades before it goes', async () => {
    const client = new FakeClient();
    // Of history, so that it does not fade in.
    client.say('hi', {}, { event: { history: true } });
    const chat = await mount('tiktool-chat', { 'hide-after': '0.1' }, { client });
    const row = part(chat, 'message');
    await vi.waitFor(() => {
      expect(Number(getComputedStyle(row).opacity)).toBeLessThan(1);
    });
    expect(row.isConnected).toBe(true);
  });

  it('a row that stays is not touched, which would stop what moves in it', async () => {
    const { chat, client } = await calmChat();
    const changes: MutationRecord[] = [];
    const track = part(chat, 'message').parentElement;
    const observer = new MutationObserver((records) => changes.push(...records));
    if (track) observer.observe(track, { childList: true });
    client.say('new');
    await pause(110);
    await drawn(chat);
    expect(changes.flatMap(({ addedNodes }) => [...addedNodes])).toEqual(parts(chat, 'message').slice(1));
    expect(changes.flatMap(({ removedNodes }) => [...removedNodes])).toEqual([]);
  });
});
