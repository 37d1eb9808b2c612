import { afterEach, describe, expect, it, vi } from 'vitest';
import { chatWith } from '../testing/chat.js';
import { FakeClient } from '../testing/fake-client.js';
import { box, drawn, mount, part, parts, pause, texts } from '../testing/page.js';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('the ticker', () => {
  it('C15 moves 30 lines through one line at one speed, none over another', async () => {
    const client = new FakeClient();
    const chat = await mount('tiktool-chat', { layout: 'ticker' }, { client });
    for (let i = 0; i < 30; i++) {
      client.say(`message number ${String(i)}`);
      await pause(10);
    }
    await pause(150);
    const rows = () => parts(chat, 'message').map(box);
    const first = rows();
    expect(texts(chat, 'text')).toEqual(Array.from({ length: 30 }, (_, i) => `message number ${String(i)}`));
    expect(new Set(first.map(({ top }) => Math.round(top))).size).toBe(1);
    first.forEach((row, i) => {
      const next = first[i + 1];
      if (next) expect(row.right).toBeLessThanOrEqual(next.left);
    });
    await pause(200);
    const moved = rows().map(({ left }, i) => (first[i]?.left ?? 0) - left);
    for (const distance of moved) expect(distance).toBeGreaterThan(0);
    expect(Math.max(...moved) - Math.min(...moved)).toBeLessThan(2);
  });

  it('C15 C89 lines on their way stay apart when a late style sheet makes them larger', async () => {
    const { chat, client } = await chatWith([['one'], ['two and a half'], ['three']], { layout: 'ticker' });
    chat.style.setProperty('--tiktool-font-size', '48px');
    client.say('four');
    await pause(150);
    const rows = parts(chat, 'message').map(box);
    expect(rows).toHaveLength(4);
    rows.forEach((row, i) => {
      const next = rows[i + 1];
      if (next) expect(row.right).toBeLessThanOrEqual(next.left);
    });
  });

  it('C101 C112 another layout takes no movement over', async () => {
    const { chat } = await chatWith([['one'], ['two']], { layout: 'ticker' });
    chat.layout = 'list';
    await drawn(chat);
    for (const row of parts(chat, 'message')) expect(getComputedStyle(row).transform).toBe('none');
  });

  it('C101 C112 forgets what it has shown when another layout takes over', async () => {
    const { chat } = await chatWith([['one'], ['two']], { layout: 'ticker' });
    for (const layout of ['list', 'ticker'] as const) {
      chat.layout = layout;
      await drawn(chat);
      expect(texts(chat, 'text')).toEqual(['one', 'two']);
    }
    expect(box(part(chat, 'message')).left).toBeGreaterThan(box(chat).width / 2);
  });

  it('leaves out new lines where there are too many; what moves is never cut off', async () => {
    const { chat, client } = await chatWith([['one'], ['two']], { layout: 'ticker', 'max-messages': '2' });
    for (const text of ['three', 'four']) client.say(text);
    await pause(110);
    expect(texts(chat, 'text')).toEqual(['one', 'two']);
    for (const entry of client.room.chat) client.remove(entry);
    client.say('five');
    await pause(110);
    expect(texts(chat, 'text')).toEqual(['five']);
  });

  it('merge and order are no matter of it: each line has its name, and the oldest goes first', async () => {
    const { chat } = await chatWith([['one'], ['two']], { layout: 'ticker', merge: '', order: 'top' });
    expect(texts(chat, 'name')).toEqual(['Ada', 'Ada']);
    expect(texts(chat, 'text')).toEqual(['one', 'two']);
  });

  it('of lines from long before it shows the last few', async () => {
    const client = new FakeClient();
    for (const text of ['a', 'b', 'c', 'd', 'e']) client.say(text, {}, { receivedAt: Date.now() - 60_000 });
    const chat = await mount('tiktool-chat', { layout: 'ticker' }, { client });
    expect(texts(chat, 'text')).toEqual(['c', 'd', 'e']);
  });

  it('a line that is through leaves by itself, and does not come back', async () => {
    vi.useFakeTimers();
    const client = new FakeClient();
    const chat = document.createElement('tiktool-chat');
    Object.assign(chat, { layout: 'ticker', client });
    document.body.append(chat);
    client.say('one');
    await vi.advanceTimersByTimeAsync(200);
    expect(texts(chat, 'text')).toEqual(['one']);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(texts(chat, 'text')).toEqual([]);
    client.say('two');
    await vi.advanceTimersByTimeAsync(200);
    expect(texts(chat, 'text')).toEqual(['two']);
    chat.layout = 'list';
    await vi.advanceTimersByTimeAsync(200);
    const render = vi.spyOn(chat, 'render');
    await vi.advanceTimersByTimeAsync(60_000);
    // At most the drawing that was arranged for the end of the line; none comes of it.
    expect(render.mock.calls.length).toBeLessThan(2);
  });

  it('a line starts at the far edge, whatever its size, and stays beyond the other when it is through', async () => {
    const client = new FakeClient();
    const chat = await mount('tiktool-chat', { layout: 'ticker', style: '--tiktool-font-size: 48px' }, { client });
    client.say('one');
    await drawn(chat);
    const row = part(chat, 'message');
    expect(box(row).left).toBeLessThanOrEqual(box(part(chat, 'list')).right);
    expect(box(row).left).toBeGreaterThan(box(chat).width / 2);
    for (const animation of row.getAnimations()) animation.finish();
    expect(box(row).right).toBeLessThanOrEqual(box(part(chat, 'list')).left + 1);
  });

  it('C05 moves to the right on a right-to-left page', async () => {
    const client = new FakeClient();
    const chat = await mount('tiktool-chat', { layout: 'ticker', dir: 'rtl' }, { client });
    client.say('one');
    client.say('two');
    await pause(150);
    const rows = () => parts(chat, 'message').map(box);
    const [one, two] = rows();
    expect(two?.right).toBeLessThanOrEqual(one?.left ?? 0);
    await pause(50);
    expect(rows()[0]?.left).toBeGreaterThan(one?.left ?? Infinity);
  });

  it('shows the last line, at rest, where less motion is asked for', async () => {
    vi.spyOn(window, 'matchMedia').mockReturnValue(matchMedia('(min-width: 0)'));
    const { chat } = await chatWith([['one'], ['two']], { layout: 'ticker' });
    expect(texts(chat, 'text')).toEqual(['two']);
    expect(document.getAnimations()).toEqual([]);
    expect(box(part(chat, 'message')).left).toBeLessThan(box(chat).left + 30);
  });

  it('a long line goes through whole, as one line at the bottom of the box', async () => {
    const { chat } = await chatWith([['short'], ['word '.repeat(100)]], { layout: 'ticker' });
    chat.style.height = '400px';
    const [short, long] = parts(chat, 'message').map(box);
    expect(long?.height).toBe(short?.height);
    expect(long?.width).toBeGreaterThan(box(chat).width);
    expect(short?.top).toBeGreaterThan(box(chat).top + 200);
    expect(short?.bottom).toBeLessThanOrEqual(box(chat).bottom);
  });
});
