// The way of a streamer: what `npm start` prints, opened as OBS opens it.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startDemo } from '../../demo/server/start-demo.mjs';
import type { Demo } from '../../demo/server/start-demo.mjs';
import { browserNames } from '../setup/browsers.mjs';
import { hide, launch, listen, rowTexts } from './browser.js';

const dist = fileURLToPath(new URL('../../demo/dist/', import.meta.url));

let demo: Demo;

beforeAll(async () => {
  demo = await startDemo({ ports: { demo: 24_173, tokenServer: 28_787, simulator: 24_400 } });
});
afterAll(() => demo.close());

const overlay = (parameters: string): string => `${new URL('overlay.html', demo.addresses.studio).href}${parameters}`;
const source = (): string =>
  new URLSearchParams({
    creator: '@Demo',
    'token-url': new URL('/token', demo.addresses.studio).href,
    endpoint: demo.addresses.simulator ?? '',
  }).toString();

/** A picture's red, green, blue and alpha, pixel by pixel. */
const pixels = (page: Page, picture: Buffer): Promise<number[]> =>
  page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const { width, height } = image;
    const canvas = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d')!;
    canvas.drawImage(image, 0, 0);
    return [...canvas.getImageData(0, 0, width, height).data];
  }, picture.toString('base64'));

describe.each(browserNames)('in %s', (name) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch(name);
  });
  afterAll(() => browser.close());

  async function open(url: string): Promise<{ page: Page } & ReturnType<typeof listen>> {
    const context = await browser.newContext({ viewport: { width: 800, height: 600 } });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const said = listen(page);
    await page.goto(url);
    return { page, ...said };
  }

  test('C88 the printed overlay URL shows chat rows and gift rows, and nothing else', async () => {
    const { page, problems } = await open(demo.addresses.overlay);
    await page.locator('tiktool-chat [part~="message"]').first().waitFor();
    await page.locator('tiktool-gifts [part~="gift"]').first().waitFor();
    const rows = [
      ...(await rowTexts(page, 'tiktool-chat', 'message')),
      ...(await rowTexts(page, 'tiktool-gifts', 'gift')),
    ];
    expect(rows.join('\n')).not.toMatch(/undefined|NaN|\[object/);
    expect(rows.filter((row) => row === '')).toEqual([]);
    // Text that is no row would be plumbing on stream.
    expect(await page.evaluate(() => document.body.innerText.trim())).toBe('');
    // The page's own policy allows what a source that is not on air needs.
    await hide(page);
    expect(problems()).toEqual([]);
  });

  test('C87 a copy in a folder runs from file://, with its parameters in the page', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tiktool-overlay-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    copyFileSync(join(dist, 'overlay.js'), join(folder, 'overlay.js'));
    const html = readFileSync(join(dist, 'overlay.html'), 'utf8')
      .replace(
        '<head>',
        `<head><meta name="tiktool-widget" content="chat"><meta name="tiktool-creator" content="demo">`,
      )
      .replace('src="overlay.js"', 'src="overlay.js" data-theme="outline" data-max-messages="7"');
    writeFileSync(join(folder, 'overlay.html'), html);
    const { page, problems } = await open(pathToFileURL(join(folder, 'overlay.html')).href);
    const chat = page.locator('tiktool-chat');
    await chat.waitFor({ state: 'attached' });
    expect(await chat.getAttribute('creator')).toBe('demo');
    expect(await chat.getAttribute('theme')).toBe('outline');
    expect(await chat.getAttribute('max-messages')).toBe('7');
    await chat.evaluate((element: HTMLElementTagNameMap['tiktool-chat']) => {
      element.client.inject({ kind: 'chat', text: 'from a folder', user: { nickname: 'Mia' } });
    });
    await page.locator('tiktool-chat [part~="text"]', { hasText: 'from a folder' }).waitFor();
    expect(problems().filter((line) => !line.includes('token'))).toEqual([]);
  });

  test('parameters become attributes as text; nothing else of the address does anything', async () => {
    const strange = new URLSearchParams({
      widget: 'chat',
      'max-messages': '3',
      'block-words': '<img src=x onerror="document.title=1">,"\'&',
      lang: 'ar',
      onclick: 'document.title=1',
      style: 'background:red',
      class: 'x',
      id: 'x',
      innerHTML: '<b>x</b>',
      '--tiktool-font-size': '40px',
    });
    const { page } = await open(overlay(`?${source()}&${strange.toString()}`));
    const chat = page.locator('tiktool-chat');
    await chat.waitFor({ state: 'attached' });
    const attributes = await chat.evaluate((element) =>
      Object.fromEntries([...element.attributes].map((attribute) => [attribute.name, attribute.value])),
    );
    expect(attributes).toMatchObject({ 'max-messages': '3', 'block-words': strange.get('block-words'), lang: 'ar' });
    for (const attribute of ['onclick', 'style', 'class', 'id', 'innerhtml', 'widget']) {
      expect(attributes).not.toHaveProperty(attribute);
    }
    expect(await page.evaluate(() => document.body.children.length)).toBe(1);
    expect(await page.title()).not.toBe('1');
    const size = await chat.evaluate((element) => getComputedStyle(element).fontSize);
    expect(size).toBe('40px');
  });

  test('one widget fills the page, rows keep the safe margin of 24 px', async () => {
    const { page } = await open(overlay(`?widget=chat&order=top&${source()}&--tiktool-font-size=40px`));
    await page.locator('tiktool-chat [part~="message"]').first().waitFor();
    const box = await page.locator('tiktool-chat').boundingBox();
    expect(box).toEqual({ x: 0, y: 0, width: 800, height: 600 });
    const list = await page.locator('tiktool-chat [part~="list"]').boundingBox();
    expect(list).toMatchObject({ x: 24, y: 24, width: 752, height: 552 });
  });

  test('several widgets share the page without covering each other', async () => {
    const { page, lines } = await open(overlay(`?widget=chat,nonsense&widget=gifts,constructor,live&${source()}`));
    await page.locator('tiktool-gifts').waitFor({ state: 'attached' });
    const [chat, gifts] = await Promise.all([
      page.locator('tiktool-chat').boundingBox(),
      page.locator('tiktool-gifts').boundingBox(),
    ]);
    expect(gifts!.y + gifts!.height).toBeLessThanOrEqual(chat!.y);
    expect(chat!.y + chat!.height).toBeLessThanOrEqual(600);
    const warnings = lines.filter((line) => line.startsWith('warning') && line.includes('no such widget'));
    expect(warnings).toEqual([expect.stringContaining('nonsense, constructor, live')]);
  });

  test('C120 an API key is refused and leaves the address; the fragment is read like the query', async () => {
    const { page, lines } = await open(overlay(`?widget=chat&apiKey=SECRET-1#api-key=SECRET-2&${source()}`));
    const chat = page.locator('tiktool-chat');
    await chat.waitFor({ state: 'attached' });
    expect(await chat.getAttribute('creator')).toBe('@Demo');
    expect(page.url()).not.toContain('SECRET');
    expect(await page.content()).not.toContain('SECRET');
    expect(lines.filter((line) => line.startsWith('error') && line.includes('API key'))).toHaveLength(1);
    expect(lines.join('\n')).not.toContain('SECRET');
    await page.locator('tiktool-chat [part~="message"]').first().waitFor();
  });

  test('C68 C140 the connection is invisible, or told in the language that was asked for', async () => {
    const { page, problems } = await open(overlay(`?widget=status,chat&${source()}`));
    await page.locator('tiktool-chat [part~="message"]').first().waitFor();
    expect(await rowTexts(page, 'tiktool-status', 'status')).toEqual([]);

    const { page: spanish } = await open(overlay('?widget=status&status=panel&locale=es-MX&theme=light'));
    const message = spanish.locator('tiktool-status [part~="message"]');
    await message.waitFor();
    expect(await message.textContent()).toBe('Sin iniciar');
    expect((await rowTexts(spanish, 'tiktool-status', 'detail')).join(' ')).toContain('Revisa el creador');
    expect(problems()).toEqual([]);
  });

  test.each(['light', 'dark'] as const)('transparent where the system is %s', async (colorScheme) => {
    const { page } = await open(overlay('?widget=chat'));
    await page.emulateMedia({ colorScheme });
    await page.locator('tiktool-chat').waitFor({ state: 'attached' });
    const picture = await page.screenshot({ omitBackground: true, clip: { x: 0, y: 0, width: 8, height: 8 } });
    expect((await pixels(page, picture))[4 * (4 * 8 + 4) + 3]).toBe(0);
  });

  test('a flag of several letters stays one at the end of text against the page', async () => {
    const { page } = await open(overlay('?widget=chat&theme=minimal'));
    await page.locator('tiktool-chat').evaluate((chat: HTMLElementTagNameMap['tiktool-chat']) => {
      const text = 'مرحبا \u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}';
      chat.client.inject({ kind: 'chat', text });
    });
    const picture = await page.locator('tiktool-chat [part~="text"]').screenshot({ animations: 'disabled' });
    // Its cross; without the letters it is a black flag.
    const values = await pixels(page, picture);
    const isRed = (_: number, at: number): boolean =>
      at % 4 === 0 && values[at]! > 150 && values[at + 1]! < 80 && values[at + 2]! < 90;
    expect(values.filter(isRed).length).toBeGreaterThan(20);
  });

  test('C89 custom CSS that OBS adds later applies, and reaches parts', async () => {
    const { page } = await open(overlay(`?widget=chat&${source()}`));
    await page.locator('tiktool-chat [part~="name"]').first().waitFor();
    await page.evaluate(() => {
      // As OBS does it: a style element through innerHTML.
      const style = document.createElement('style');
      style.innerHTML =
        'body { background-color: rgba(0, 0, 0, 0); margin: 0px auto; overflow: hidden; } ' +
        ':root { --tiktool-font-size: 31px } tiktool-chat::part(name) { color: rgb(255, 0, 0) }';
      document.head.appendChild(style);
    });
    const name = page.locator('tiktool-chat [part~="name"]').first();
    expect(await name.evaluate((element) => getComputedStyle(element).color)).toBe('rgb(255, 0, 0)');
    expect(await page.locator('tiktool-chat').evaluate((element) => getComputedStyle(element).fontSize)).toBe('31px');
  });
});
