// The studio, beside its server and on a plain web host.
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startDemo } from '../../demo/server/start-demo.mjs';
import type { Demo } from '../../demo/server/start-demo.mjs';
import { hide, launch, listen } from './browser.js';
import { startSite } from './site.js';

const dist = fileURLToPath(new URL('../../demo/dist', import.meta.url));

let browser: Browser;
let demo: Demo;
beforeAll(async () => {
  browser = await launch('chromium');
  demo = await startDemo({ ports: { demo: 26_173, tokenServer: 26_787, simulator: 26_400 } });
});
afterAll(async () => {
  await browser.close();
  await demo.close();
});

async function open(url: string): Promise<{ page: Page } & ReturnType<typeof listen>> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const said = listen(page);
  await page.goto(url);
  return { page, ...said };
}

test('shows the LIVE, and says so in plain words', async () => {
  const { page, problems } = await open(demo.addresses.studio);
  await page.locator('tiktool-chat [part~="message"]').first().waitFor();
  await expect.poll(() => page.locator('#connection').textContent()).toBe('Live: showing @demo.');
  // The page's own policy allows what a source that is not on air needs.
  await hide(page);
  expect(problems()).toEqual([]);
});

test('the address follows what is chosen, and opens as an overlay', async () => {
  const { page } = await open(demo.addresses.studio);
  const address = page.getByLabel('Overlay URL');
  await expect.poll(() => address.inputValue()).toBe(demo.addresses.overlay);
  await page.getByLabel('gifts', { exact: true }).uncheck();
  await page.getByLabel('outline', { exact: true }).check();
  await page.locator('#size').fill('32');
  await page.getByText('All options').click();
  await page.getByLabel('Max messages').fill('8');
  await page.getByLabel('Hide commands').check();
  await page.getByLabel('Layout').selectOption('bubbles');
  const url = new URL(await address.inputValue());
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    widget: 'chat',
    theme: 'outline',
    '--tiktool-font-size': '32px',
    'max-messages': '8',
    'hide-commands': '',
    layout: 'bubbles',
  });
  const { page: overlay } = await open(url.href);
  const chat = overlay.locator('tiktool-chat');
  await chat.waitFor({ state: 'attached' });
  const seen = await chat.evaluate((element: HTMLElementTagNameMap['tiktool-chat']) => [
    element.maxMessages,
    element.hideCommands,
    element.layout,
    element.theme,
    getComputedStyle(element).fontSize,
  ]);
  expect(seen).toEqual([8, true, 'bubbles', 'outline', '32px']);
});

test('a widget that is picked again has its options as they were', async () => {
  const { page } = await open(demo.addresses.studio);
  const address = page.getByLabel('Overlay URL');
  await page.getByText('All options').click();
  await page.getByLabel('Max messages').fill('8');
  await page.getByLabel('Merge').check();
  await page.getByLabel('chat', { exact: true }).uncheck();
  expect(await address.inputValue()).not.toContain('max-messages');
  await page.getByLabel('chat', { exact: true }).check();
  expect(await page.getByLabel('Max messages').inputValue()).toBe('8');
  expect(await address.inputValue()).toContain('max-messages=8&merge=');
});

test('odd input gets a plain answer, and the address never lags behind', async () => {
  const { page } = await open(demo.addresses.studio);
  const line = page.locator('#connection');
  const address = page.getByLabel('Overlay URL');
  const type = async (label: string, text: string) => {
    await page.getByLabel(label).fill(text);
    await page.getByLabel(label).press('Tab');
  };
  await type('Creator', 'https://www.tiktok.com/@Demo/live');
  await expect.poll(() => line.textContent()).toBe('Live: showing @demo.');
  expect(await address.inputValue()).toContain('&creator=demo&');
  await type('Creator', '<b>x</b>');
  expect(await line.textContent()).toMatch(/^This creator is no TikTok username/);
  expect(await address.inputValue()).not.toContain('creator');
  await type('Creator', 'demo');
  await type('Token URL', 'http://[');
  expect(new URL(await address.inputValue()).searchParams.get('token-url')).toBe('http://[');
  await type('Token URL', '');
  expect(await line.textContent()).toMatch(/^Name the token URL/);
  for (const name of ['chat', 'gifts']) await page.getByLabel(name, { exact: true }).uncheck();
  expect(await address.inputValue()).toBe('');
  expect(await page.getByRole('button', { name: 'Copy overlay URL' }).isDisabled()).toBe(true);
});

test('each test button changes what is shown, and any last chat can be deleted', async () => {
  const site = await startSite({}, dist);
  onTestFinished(() => site.close());
  const { page } = await open(`${site.url}/`);
  await page.getByRole('button', { name: 'Stop the demo' }).click();
  const rows = page.locator('tiktool-chat [part~="message"], tiktool-gifts [part~="gift"]');
  const text = async () => (await rows.allTextContents()).join('|');
  for (const button of await page.locator('#events button').all()) {
    const before = await text();
    await button.click();
    await expect.poll(text).not.toBe(before);
  }
  await page.getByRole('button', { name: 'Arabic' }).click();
  const last = page.locator('tiktool-chat [part~="text"]', { hasText: 'مساء الخير' });
  await expect.poll(() => last.count()).toBe(2);
  await page.getByRole('button', { name: 'Delete last chat' }).click();
  await expect.poll(() => last.count()).toBe(1);
});

test('without a server: a creator’s name can be typed while the show goes on', async () => {
  const site = await startSite({}, dist);
  onTestFinished(() => site.close());
  const { page } = await open(`${site.url}/`);
  const rows = page.locator('tiktool-chat [part~="message"]');
  await rows.first().waitFor();
  await page.getByLabel('Creator').fill('mia');
  await page.getByLabel('Creator').press('Tab');
  await expect.poll(() => page.locator('tiktool-live').getAttribute('creator')).toBe('mia');
  const ids = () => rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-event-id')));
  const before = await ids();
  await expect.poll(async () => (await ids()).filter((id) => !before.includes(id)).length).toBeGreaterThan(0);
});

test('without a server: the made-up show runs in the page, and the buttons send test events', async () => {
  const site = await startSite({}, dist);
  onTestFinished(() => site.close());
  const { page, problems } = await open(`${site.url}/`);
  await page.locator('tiktool-chat [part~="message"]').first().waitFor();
  await page.getByRole('button', { name: 'Stop the demo' }).click();
  await page.getByRole('button', { name: 'Arabic' }).click();
  await page.locator('tiktool-chat [part~="text"]', { hasText: 'مساء الخير' }).waitFor();
  await page.getByRole('button', { name: 'Rose combo' }).click();
  await page.locator('tiktool-gifts [part~="count"]', { hasText: '20' }).waitFor();
  await page.getByRole('button', { name: 'Chat', exact: true }).click();
  const last = page.locator('tiktool-chat [part~="text"]', { hasText: 'first time here' });
  await last.waitFor();
  await page.getByRole('button', { name: 'Delete last chat' }).click();
  await last.waitFor({ state: 'detached' });
  const totals = await page
    .locator('tiktool-live')
    .evaluate((live: HTMLElementTagNameMap['tiktool-live']) => live.client.room.gifts);
  expect(totals).toEqual({ count: 0, diamonds: 0 });
  expect(problems()).toEqual([]);
});
