import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeClient } from '../testing/fake-client.js';
import { mount, drawn, part, parts, pause, texts } from '../testing/page.js';
import type { TiktoolGifts } from './gifts-element.js';

async function giftsWith(
  attributes: Readonly<Record<string, string>> = {},
): Promise<{ gifts: TiktoolGifts; client: FakeClient }> {
  const client = new FakeClient();
  return { gifts: await mount('tiktool-gifts', attributes, { client }), client };
}

/** What was set in motion from now on: each movement's element with its first frame. */
function watchMotion(): (part: string) => unknown[] {
  const { mock } = vi.spyOn(Element.prototype, 'animate');
  return (name) =>
    mock.calls.flatMap(([frames], i) => {
      const element = mock.contexts[i];
      const moved = element instanceof Element && element.getAttribute('part') === name;
      return moved && Array.isArray(frames) ? [frames[0]] : [];
    });
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('motion', () => {
  it('bumps the count when it grows, and only then', async () => {
    const { gifts, client } = await giftsWith();
    client.give('s', { count: 1 });
    await pause(110);
    const animate = vi.spyOn(part(gifts, 'count'), 'animate');
    gifts.requestUpdate();
    await drawn(gifts);
    expect(animate).not.toHaveBeenCalled();
    client.give('s', { count: 2 });
    await pause(110);
    expect(animate).toHaveBeenCalledTimes(1);
  });

  it('a count that a page catches up on is just there; what is new after that bumps', async () => {
    const { gifts, client } = await giftsWith();
    client.give('s', { count: 3, history: true });
    await pause(110);
    const animate = vi.spyOn(part(gifts, 'count'), 'animate');
    client.give('s', { count: 4 });
    await pause(110);
    expect(texts(gifts, 'count')).toEqual(['×4']);
    expect(animate).not.toHaveBeenCalled();
    client.give('s', { count: 5, history: undefined });
    await pause(110);
    expect(animate).toHaveBeenCalledTimes(1);
  });

  it('C123 stands still once the streak is over', async () => {
    const { gifts, client } = await giftsWith();
    client.give('s');
    await pause(110);
    client.give('s', { endedAt: Date.now() });
    await pause(500);
    expect(parts(gifts, 'bar')).toEqual([]);
    expect(document.getAnimations()).toEqual([]);
  });

  it('rows from before the page are just there', async () => {
    const client = new FakeClient();
    client.give('s', { history: true });
    const animate = vi.spyOn(Element.prototype, 'animate');
    await mount('tiktool-gifts', {}, { client });
    expect(
      animate.mock.contexts.filter((element) => element instanceof HTMLElement && element.matches('.row')),
    ).toEqual([]);
  });

  it('moves nothing where less motion is asked for', async () => {
    const list = matchMedia('(min-width: 0)');
    vi.spyOn(window, 'matchMedia').mockReturnValue(list);
    const { gifts, client } = await giftsWith();
    for (const count of [1, 2]) {
      client.give('s', { count });
      client.give(`other ${String(count)}`, { count });
      await pause(110);
    }
    const moved = (gifts.shadowRoot?.getAnimations() ?? []).flatMap(({ effect }) =>
      effect instanceof KeyframeEffect ? effect.getKeyframes() : [],
    );
    expect(moved.filter(({ transform }) => transform !== undefined && transform !== 'none')).toEqual([]);
    expect(list.matches).toBe(true);
    expect(texts(gifts, 'count')).toEqual(['×2', '×1', '×2']);
  });

  it('a new row enters, and the others make room for it', async () => {
    const { gifts, client } = await giftsWith();
    gifts.style.height = '400px';
    client.give('old');
    await pause(110);
    const [row] = parts(gifts, 'gift');
    const before = row?.getBoundingClientRect().top ?? 0;
    const moved = watchMotion();
    client.give('new');
    await pause(110);
    const distance = before - Math.min(...parts(gifts, 'gift').map(({ offsetTop }) => offsetTop));
    expect(distance).toBeGreaterThan(0);
    expect(moved('gift')).toEqual([
      { transform: expect.stringMatching(/^translateY\(\d/) as unknown },
      expect.objectContaining({ opacity: 0 }),
    ]);
    expect(moved('count')).toEqual([]);
  });

  it('the bar runs out when the streak is given up, anew with each gift', async () => {
    const { gifts, client } = await giftsWith();
    client.give('s', { startedAt: Date.now() - 5000, updatedAt: Date.now() - 2000 });
    await drawn(gifts);
    const left = (): unknown[] =>
      part(gifts, 'bar')
        .getAnimations()
        .map(({ effect }) => Math.round(Number(effect?.getTiming().duration) / 1000));
    expect(left()).toEqual([8]);
    client.give('s', { count: 2 });
    await pause(110);
    expect(left()).toEqual([10]);
    const box = (name: string): DOMRect => part(gifts, name).getBoundingClientRect();
    for (const animation of part(gifts, 'bar').getAnimations()) {
      animation.currentTime = 5000;
      expect(box('bar').left).toBeCloseTo(box('gift').left, 0);
      expect(box('bar').bottom).toBeCloseTo(box('gift').bottom, 0);
      expect(box('bar').width).toBeCloseTo(box('gift').width / 2, -1);
      animation.finish();
    }
    expect(part(gifts, 'bar').getBoundingClientRect().width).toBe(0);
  });

  it('a streak that has had no news for long is drawn like any other', async () => {
    const { gifts, client } = await giftsWith();
    client.give('s', { updatedAt: Date.now() - 60_000 });
    await drawn(gifts);
    expect(texts(gifts, 'count')).toEqual(['×1']);
    client.give('s', { count: 2 });
    await pause(110);
    expect(part(gifts, 'bar').getAnimations()).toHaveLength(1);
  });

  it('a row fades before it goes', async () => {
    const { gifts, client } = await giftsWith({ 'hide-after': '0.1' });
    // Of history, so that it does not fade in.
    client.give('s', { endedAt: Date.now(), history: true });
    await drawn(gifts);
    const row = part(gifts, 'gift');
    await vi.waitFor(() => {
      expect(Number(getComputedStyle(row).opacity)).toBeLessThan(1);
    });
    expect(row.isConnected).toBe(true);
  });
});
