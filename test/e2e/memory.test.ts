// The room outlives its pages: OBS ends a source's page when it is hidden, if told so, and opens it anew.
import { startSimulator, type Simulator } from '@tiktool-widgets/simulator';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { browserNames } from '../setup/browsers.mjs';
import { launch, rowTexts } from './browser.js';
import { startSite, type Site } from './site.js';

declare global {
  interface Window {
    /** Parts of the elements that were animated. */
    moved: (string | null)[];
    /** What listeners heard that a script behind the elements added. */
    heard: string[];
  }
}

const html = (simulator: Simulator): string => `<!doctype html><title>memory</title>
<script>
  window.moved = [];
  const { animate } = Element.prototype;
  Element.prototype.animate = function (...given) { moved.push(this.getAttribute('part')); return animate.apply(this, given) };
</script>
<script src="/tiktool-widgets.iife.js"></script>
<tiktool-live creator="demo" token-url="${simulator.tokenUrl}" endpoint="${simulator.wsUrl}">
  <tiktool-chat></tiktool-chat><tiktool-gifts hide-after="600"></tiktool-gifts>
</tiktool-live>
<script>
  window.heard = [];
  for (const element of document.querySelectorAll('tiktool-chat, tiktool-gifts'))
    element.addEventListener('tiktool-event', ({ detail }) => heard.push([element.localName, detail.kind, detail.history].join(' ')));
</script>`;

const bert = { userId: '7', uniqueId: 'bert', nickname: 'Bert' };
const carla = { userId: '8', uniqueId: 'carla', nickname: 'Carla' };
const chat = (id: string) => ({ event: 'chat', data: { msgId: id, comment: `line ${id}`, user: bert } });
const roses = (id: string, repeatCount: number, user = bert) => ({
  event: 'gift',
  data: { msgId: id, user, giftId: 5655, giftName: 'Rose', diamondCount: 1, giftType: 1, repeatCount, repeatEnd: true },
});

describe.each(browserNames)('in %s', (name) => {
  let browser: Browser;
  let context: BrowserContext;
  let simulator: Simulator;
  let site: Site;

  beforeAll(async () => {
    browser = await launch(name);
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    simulator = await startSimulator({ autoplay: false });
    site = await startSite({ '/': { html: html(simulator) } });
    context = await browser.newContext();
  });
  afterEach(async () => {
    await context.close();
    await site.close();
    await simulator.close();
  });

  const open = async (): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(site.url);
    return page;
  };
  const room = (page: Page) =>
    page.locator('tiktool-chat').evaluate(({ client }: HTMLElementTagNameMap['tiktool-chat']) => ({
      ...{ gifts: client.room.gifts, leads: client.isLeader, up: /connected|live/.test(client.state.state) },
      texts: client.room.chat.map(({ event }) => 'text' in event && event.text),
    }));
  const until = (page: Page, what: object): Promise<void> =>
    expect.poll(() => room(page), { timeout: 10_000 }).toMatchObject(what);
  const rows = (page: Page) => rowTexts(page, 'tiktool-chat', 'message');

  test('C84 C16 a reload keeps rows and totals, and nothing of it moves or is news', async () => {
    const page = await open();
    await until(page, { up: true });
    simulator.send(chat('1'));
    simulator.send(roses('2', 742));
    await until(page, { gifts: { count: 742 }, texts: ['line 1'] });
    await page.locator('tiktool-chat').evaluate((element: HTMLElementTagNameMap['tiktool-chat']) => {
      element.client.inject({ kind: 'chat', text: 'only a test' });
    });
    await page.reload();
    await page.locator('tiktool-chat [part~="message"]').first().waitFor();
    expect(await rows(page)).toEqual([expect.stringContaining('line 1')]);
    expect(await rowTexts(page, 'tiktool-gifts', 'gift')).toEqual([expect.stringContaining('742')]);
    expect(await page.evaluate(() => window.moved)).toEqual([]);
    // And on from there: one who has spoken before is no newcomer after a reload.
    await until(page, { up: true, gifts: { count: 742, diamonds: 742 } });
    simulator.send(roses('3', 1, carla));
    simulator.send(chat('4'));
    await until(page, { gifts: { count: 743, diamonds: 743 }, texts: ['line 1', 'line 4'] });
    expect(
      await page
        .locator('tiktool-chat')
        .evaluate(({ client }: HTMLElementTagNameMap['tiktool-chat']) =>
          client.room.chat.map(({ first, event }) => [first, event.history ?? false]),
        ),
    ).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  test('C84 a page that is opened late tells the listeners of its own script what was before, as history', async () => {
    const first = await open();
    await until(first, { up: true });
    simulator.send(chat('1'));
    simulator.send(roses('2', 3));
    await until(first, { gifts: { count: 3 } });
    for (let round = 0; round < 3; round++) {
      const late = await open();
      await until(late, { up: true, texts: ['line 1'] });
      const heard = await late.evaluate(() => window.heard);
      for (const tag of ['tiktool-chat', 'tiktool-gifts'])
        for (const kind of ['chat', 'gift'])
          expect(heard.filter((line) => line.startsWith(`${tag} ${kind}`))).toEqual([`${tag} ${kind} true`]);
      expect(await late.evaluate(() => window.moved)).toEqual([]);
      await late.close();
    }
  });

  test('C84 whoever leads next goes on writing, and a source that is opened much later has it all', async () => {
    const first = await open();
    await until(first, { up: true, leads: true });
    const second = await open();
    await until(second, { up: true, leads: false });
    simulator.send(roses('1', 5));
    await until(second, { gifts: { count: 5 } });
    await first.close();
    await until(second, { up: true, leads: true });
    await expect.poll(() => simulator.sockets.length).toBe(1);
    simulator.send(roses('2', 6, carla));
    await until(second, { gifts: { count: 11 } });
    await second.reload();
    await second.close();
    await until(await open(), { gifts: { count: 11, diamonds: 11 } });
  });

  test('C85 what else is in storage stays, and what is damaged there hurts nothing', async () => {
    const page = await open();
    await until(page, { up: true });
    simulator.send(chat('1'));
    await until(page, { texts: ['line 1'] });
    await page.evaluate(() => localStorage.setItem('goal', 'of another app'));
    await page.reload();
    await until(page, { texts: ['line 1'] });
    await page.goto('about:blank');
    const other = await context.newPage();
    await other.route('**/empty', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    await other.goto(`${site.url}/empty`);
    const keys = await other.evaluate(() => {
      const ours = Object.keys(localStorage).filter((key) => key.startsWith('tiktool:1:'));
      for (const key of ours) localStorage.setItem(key, '{"version":1,"room":');
      return [ours.includes('tiktool:1:room:demo'), localStorage.getItem('goal')];
    });
    expect(keys).toEqual([true, 'of another app']);
    const again = await open();
    await until(again, { up: true, texts: [], gifts: { count: 0 } });
  });
});
