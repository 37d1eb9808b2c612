import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeClient } from '../testing/fake-client.js';
import { drawn, mount, part, parts, pause, texts } from '../testing/page.js';
import type { TiktoolGifts } from './gifts-element.js';

const picture = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
const broken = 'data:image/gif;base64,AAAA';

async function giftsWith(
  attributes: Readonly<Record<string, string>> = {},
): Promise<{ gifts: TiktoolGifts; client: FakeClient }> {
  const client = new FakeClient();
  return { gifts: await mount('tiktool-gifts', attributes, { client }), client };
}

afterEach(() => {
  document.documentElement.removeAttribute('lang');
  vi.restoreAllMocks();
});

describe('rows', () => {
  it('has the parts and hooks of the contract', async () => {
    const { gifts, client } = await giftsWith();
    client.give('s', {
      eventId: 'g1',
      user: { id: '42', nickname: 'Kit', roles: ['gifter', 'friend'], avatarUrl: picture },
      gift: { name: 'Rose', diamonds: 1, imageUrl: picture },
      count: 12,
    });
    await drawn(gifts);
    expect(part(gifts, 'gift').dataset).toMatchObject({
      eventId: 'g1',
      userId: '42',
      role: 'gifter friend',
      tier: '2',
    });
    for (const name of ['list', 'gift', 'avatar', 'name', 'icon', 'gift-name', 'count', 'diamonds'])
      expect(parts(gifts, name), name).toHaveLength(1);
    expect([texts(gifts, 'name'), texts(gifts, 'gift-name'), texts(gifts, 'count'), texts(gifts, 'diamonds')]).toEqual([
      ['Kit'],
      ['Rose'],
      ['×12'],
      ['12'],
    ]);
  });

  it('C22 C23 C25 one row follows its streak', async () => {
    const { gifts, client } = await giftsWith();
    for (const count of [1, 2, 3]) {
      client.give('s', { count });
      await pause(110);
      expect(texts(gifts, 'count')).toEqual([`×${String(count)}`]);
    }
  });

  it('C30 interleaved streaks have rows of their own', async () => {
    const { gifts, client } = await giftsWith();
    client.give('rose', { count: 3 });
    client.give('heart', { count: 2 });
    await pause(110);
    expect(texts(gifts, 'count')).toEqual(['×3', '×2']);
  });

  it('C117 shows names literally and never nothing', async () => {
    const { gifts, client } = await giftsWith();
    client.give('a', { user: { nickname: '<b>x</b>' }, gift: { name: '<i>y</i>' } });
    client.give('b', { user: { nickname: '', handle: '', id: '' }, gift: { name: ' ', diamonds: 0 } });
    await pause(110);
    expect(texts(gifts, 'name')).toEqual(['<b>x</b>', 'Viewer']);
    expect(texts(gifts, 'gift-name')).toEqual(['<i>y</i>', 'Gift']);
    expect(parts(gifts, 'diamonds')).toHaveLength(1);
    expect(gifts.shadowRoot?.textContent).not.toMatch(/undefined|NaN/);
  });

  it('C31 C34 keeps to max-gifts and recipient', async () => {
    const { gifts, client } = await giftsWith({ 'max-gifts': '2' });
    for (const id of ['a', 'b', 'c']) client.give(id, { user: { nickname: id } });
    client.give('guest', { forHost: false, user: { nickname: 'guest' } });
    await pause(110);
    expect(texts(gifts, 'name')).toHaveLength(2);
    expect(texts(gifts, 'name')).not.toContain('guest');
    gifts.recipient = 'all';
    gifts.maxGifts = 9;
    await drawn(gifts);
    expect(texts(gifts, 'name')).toContain('guest');
  });

  it('min-diamonds keeps small streaks out until they are large enough', async () => {
    const { gifts, client } = await giftsWith({ 'min-diamonds': '10' });
    client.give('s', { count: 9 });
    await pause(110);
    expect(parts(gifts, 'gift')).toEqual([]);
    client.give('s', { count: 10 });
    await pause(110);
    expect(texts(gifts, 'count')).toEqual(['×10']);
  });

  it('order="top" puts the newest first, at the top edge', async () => {
    const { gifts, client } = await giftsWith({ order: 'top' });
    gifts.style.height = '400px';
    client.give('old', { user: { nickname: 'old' } });
    client.give('new', { user: { nickname: 'new' } });
    await pause(110);
    // Where they stand, not where they are on their way.
    const top = (): number[] => parts(gifts, 'gift').map(({ offsetTop }) => offsetTop);
    expect(texts(gifts, 'name')).toEqual(['new', 'old']);
    expect(Math.max(...top())).toBeLessThan(200);
    gifts.order = 'bottom';
    await drawn(gifts);
    expect(texts(gifts, 'name')).toEqual(['old', 'new']);
    expect(Math.min(...top())).toBeGreaterThan(200);
  });

  it('shows the initial of a giver without a picture, or no avatars at all', async () => {
    const { gifts, client } = await giftsWith();
    client.give('s', { user: { id: 'plain', nickname: 'Kit' } });
    await drawn(gifts);
    expect(texts(gifts, 'avatar')).toEqual(['K']);
    gifts.withoutAvatars = true;
    await drawn(gifts);
    expect(parts(gifts, 'avatar')).toEqual([]);
  });

  it('each tier is larger than the one before, and the last stands on the accent colour', async () => {
    const { gifts, client } = await giftsWith();
    for (const diamonds of [1, 10, 100, 1000, 10_000]) client.give(String(diamonds), { gift: { diamonds } });
    gifts.style.setProperty('--tiktool-accent', 'rgb(255, 0, 0)');
    gifts.style.setProperty('--tiktool-accent-text', 'rgb(1, 2, 3)');
    await pause(110);
    const rows = parts(gifts, 'gift');
    const sizes = rows.map((row) => parseFloat(getComputedStyle(row).fontSize));
    expect(sizes).toEqual([...new Set(sizes)].sort((a, b) => a - b));
    const last = rows[4] ?? gifts;
    expect(getComputedStyle(last).backgroundColor).toBe('rgb(255, 0, 0)');
    for (const name of ['name', 'gift-name', 'count', 'diamonds']) {
      const element = last.querySelector(`[part="${name}"]`) ?? gifts;
      expect(getComputedStyle(element).color, name).toBe('rgb(1, 2, 3)');
    }
  });

  it('C05 names have a direction of their own', async () => {
    const { gifts, client } = await giftsWith();
    client.give('s', { user: { nickname: 'محمد أحمد' } });
    await drawn(gifts);
    expect(getComputedStyle(part(gifts, 'name')).direction).toBe('rtl');
    expect(getComputedStyle(part(gifts, 'gift-name')).direction).toBe('ltr');
  });

  it('leaves hide-after seconds after the end', async () => {
    const { gifts, client } = await giftsWith({ 'hide-after': '0.2' });
    client.give('s', { endedAt: Date.now() });
    await drawn(gifts);
    expect(parts(gifts, 'gift')).toHaveLength(1);
    await vi.waitFor(() => {
      expect(parts(gifts, 'gift')).toHaveLength(0);
    });
  });

  it('C21 safe: own picture, neutral word', async () => {
    const { gifts, client } = await giftsWith({ safe: '' });
    client.give('s', { gift: { name: 'Rose', imageUrl: picture } });
    await drawn(gifts);
    expect(parts(gifts, 'icon').map(({ localName }) => localName)).toEqual(['svg']);
    expect(texts(gifts, 'gift-name')).toEqual(['Gift']);
    expect(gifts.shadowRoot?.innerHTML).not.toMatch(/rose|base64/i);
    gifts.safe = false;
    await drawn(gifts);
    expect(parts(gifts, 'icon').map(({ localName }) => localName)).toEqual(['img']);
  });

  it('a picture that fails becomes the own one, once for all rows', async () => {
    const { gifts, client } = await giftsWith();
    client.give('s', { gift: { imageUrl: broken } });
    await vi.waitFor(() => {
      expect(part(gifts, 'icon').localName).toBe('svg');
    });
    client.give('t', { gift: { imageUrl: broken } });
    await pause(110);
    expect(parts(gifts, 'icon').map(({ localName }) => localName)).toEqual(['svg', 'svg']);
  });

  it('C140 follows the page to another language while it runs, also from a shadow root', async () => {
    document.documentElement.lang = 'de';
    const { gifts, client } = await giftsWith();
    const outer = document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
    const inside = outer.appendChild(document.createElement('tiktool-gifts'));
    inside.client = client;
    client.give('s', { count: 1234 });
    await pause(110);
    const counts = (): string[] => [gifts, inside].flatMap((each) => texts(each, 'count'));
    expect(counts()).toEqual(['×1.234', '×1.234']);
    document.documentElement.lang = 'en';
    await drawn(gifts);
    expect(counts()).toEqual(['×1,234', '×1,234']);
  });

  it.each([
    ['Sable Quartz', 12, 1, 280],
    ['Sable Quartz', 1, 29_999, 280],
    ['漢'.repeat(60), 1234, 99, 240],
    ['x'.repeat(200), 1_234_567, 29_999, 320],
  ])('C13 %s ×%i of %i diamonds: all of the sum is in a box of %i px', async (nickname, count, diamonds, width) => {
    document.body.style.width = `${String(width)}px`;
    const { gifts, client } = await giftsWith();
    client.give('s', { user: { id: '1', nickname }, gift: { name: 'Rose', diamonds }, count });
    await drawn(gifts);
    const row = part(gifts, 'gift').getBoundingClientRect();
    expect(row.right).toBeLessThanOrEqual(gifts.getBoundingClientRect().right);
    for (const name of ['avatar', 'name', 'gift-name', 'icon', 'count', 'diamonds']) {
      const box = part(gifts, name).getBoundingClientRect();
      expect(box.right, name).toBeLessThanOrEqual(row.right);
      expect(box.width, name).toBeGreaterThan(0);
    }
    document.body.style.width = '';
  });

  it('C140 numbers follow the language of the page, and locale over it', async () => {
    document.documentElement.lang = 'de';
    const { gifts, client } = await giftsWith();
    client.give('s', { gift: { diamonds: 1 }, count: 1234 });
    await drawn(gifts);
    expect(texts(gifts, 'diamonds')).toEqual(['1.234']);
    gifts.locale = 'en';
    await drawn(gifts);
    expect(texts(gifts, 'diamonds')).toEqual(['1,234']);
    client.give('s', { count: 29_999 });
    await pause(110);
    expect(texts(gifts, 'diamonds')).toEqual(['30K']);
    // Han characters look different by language, and screen readers ask for it, too.
    expect(part(gifts, 'list').closest<HTMLElement>('[lang]')?.lang).toBe('en');
  });

  it('C140 speaks the viewer’s language on a page that names none', async () => {
    vi.spyOn(navigator, 'language', 'get').mockReturnValue('de-DE');
    document.documentElement.removeAttribute('lang');
    const { gifts, client } = await giftsWith();
    client.give('s', { count: 1234 });
    await drawn(gifts);
    expect(texts(gifts, 'count')).toEqual(['×1.234']);
  });

  it('C140 reads a tag with an underscore, and the language around the shadow root it stands in', async () => {
    const client = new FakeClient();
    client.give('s', { gift: { diamonds: 1 }, count: 1234 });
    const around = document.body.appendChild(document.createElement('div'));
    around.lang = 'de_DE';
    const gifts = document.createElement('tiktool-gifts');
    gifts.client = client;
    around.attachShadow({ mode: 'open' }).append(gifts);
    await drawn(gifts);
    expect(texts(gifts, 'diamonds')).toEqual(['1.234']);
    gifts.locale = 'en_GB';
    await drawn(gifts);
    expect(texts(gifts, 'diamonds')).toEqual(['1,234']);
  });
});
