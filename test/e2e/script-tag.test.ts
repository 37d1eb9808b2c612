// The way of a web developer: one script tag and one tag in a page, on all kinds of pages.
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startSimulator } from '@tiktool-widgets/simulator';
import type { Simulator } from '@tiktool-widgets/simulator';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startDemo } from '../../demo/server/start-demo.mjs';
import { browserNames } from '../setup/browsers.mjs';
import { hide, launch, listen } from './browser.js';
import { startSite } from './site.js';
import type { SitePage } from './site.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const cdn = join(root, 'packages/widgets/dist/cdn');

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

const classic = '<script src="/tiktool-widgets.iife.js"></script>';
const modern = '<script type="module" src="/tiktool-widgets.js"></script>';
const languages = '<script src="/tiktool-languages.js"></script>';
const chat = (): string =>
  `<tiktool-chat creator="demo" token-url="${simulator.tokenUrl}" endpoint="${simulator.wsUrl}"></tiktool-chat>`;
const rows = (page: Page) => page.locator('tiktool-chat [part~="message"]');

describe.each(browserNames)('in %s', (name) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch(name);
  });
  afterAll(() => browser.close());

  async function open(url: string): Promise<{ page: Page } & ReturnType<typeof listen>> {
    const context = await browser.newContext();
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const said = listen(page);
    await page.goto(url);
    return { page, ...said };
  }

  async function serve(page: SitePage): Promise<string> {
    const site = await startSite({ '/': page });
    onTestFinished(() => site.close());
    return site.url;
  }

  test.each([
    ['classic', classic],
    ['module', modern],
  ])('the %s file shows rows, and tells who it is', async (_, script) => {
    const { page, problems } = await open(await serve({ html: `<!doctype html>${script}${chat()}` }));
    await rows(page).first().waitFor();
    expect(await page.evaluate(() => Object.keys(window.tiktool ?? {}).sort())).toEqual([
      'createLiveClient',
      'version',
    ]);
    expect(problems()).toEqual([]);
  });

  test('C107 loaded twice, and in both forms, it is the same library once', async () => {
    const html = `<!doctype html>${classic}${classic}${modern}${chat()}${chat()}`;
    const before = simulator.stats.connects;
    const { page, problems } = await open(await serve({ html }));
    await rows(page).first().waitFor();
    const same = await page.evaluate(() => {
      const [first, second] = document.querySelectorAll('tiktool-chat');
      return first?.client === second?.client;
    });
    expect(same).toBe(true);
    expect(simulator.stats.connects - before).toBe(1);
    expect(problems()).toEqual([]);
  });

  test('C120 a key in the script’s own tag is refused, taken out and not repeated', async () => {
    const script = '<script src="/tiktool-widgets.iife.js" data-api-key="secret-123"></script>';
    const { page, problems } = await open(await serve({ html: `<!doctype html>${script}${chat()}` }));
    await rows(page).first().waitFor();
    expect(problems()).toHaveLength(1);
    expect(problems()[0]).toContain('data-api-key');
    expect(problems().join() + (await page.content())).not.toContain('secret-123');
  });

  test('settings in the script’s own tag hold for the page, the first ones; one of no use is told and left out', async () => {
    const first = classic.replace(' ', ' data-theme="light" data-endpoint="https://wrong.test" ');
    const second = classic.replace(' ', ' data-theme="neon" ');
    const { page, problems } = await open(await serve({ html: `<!doctype html>${first}${second}${chat()}` }));
    await rows(page).first().waitFor();
    expect(await page.locator('tiktool-chat .root').getAttribute('data-theme')).toBe('light');
    expect(problems()).toEqual([expect.stringMatching(/^warning.*data-endpoint.*https:\/\/wrong\.test/)]);
  });

  test.each([
    ['behind the classic file', classic + languages],
    ['before the classic file', languages + classic],
    ['with the module', modern + languages],
    ['as a module', classic + languages.replace('<script', '<script type="module"')],
  ])('C140 the file of languages %s gives words of the page’s language', async (_, scripts) => {
    const badge = chat().replace(' ', ' status="badge" ');
    const { page, problems } = await open(await serve({ html: `<!doctype html><html lang="es">${scripts}${badge}` }));
    await page.locator('tiktool-chat [part~="status"]', { hasText: 'En directo' }).waitFor();
    expect(problems()).toEqual([]);
  });

  test('C140 without that file words are English', async () => {
    const badge = chat().replace(' ', ' status="badge" ');
    const { page } = await open(await serve({ html: `<!doctype html><html lang="es">${classic}${badge}` }));
    await page.locator('tiktool-chat [part~="status"]', { hasText: 'Live' }).waitFor();
  });

  test('C114 a strict policy and Trusted Types refuse nothing', async () => {
    const policy = [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      'img-src http: https:',
      `connect-src ${simulator.url} ${simulator.wsUrl}`,
      'worker-src blob:',
      "require-trusted-types-for 'script'",
      'trusted-types lit-html tiktool-widgets',
    ].join('; ');
    const url = await serve({
      html: `<!doctype html>${classic}${chat()}`,
      headers: { 'Content-Security-Policy': policy },
    });
    const { page, problems } = await open(url);
    await rows(page).first().waitFor();
    const painted = await rows(page)
      .first()
      .evaluate((row) => getComputedStyle(row).display);
    expect(painted).toBe('flex');
    await hide(page);
    expect(problems()).toEqual([]);
  });

  test('C87 the classic file runs from file://', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tiktool-script-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    copyFileSync(join(cdn, 'tiktool-widgets.iife.js'), join(folder, 'tiktool-widgets.iife.js'));
    const script = `<script src="tiktool-widgets.iife.js" data-creator="demo" data-token-url="${simulator.tokenUrl}" data-endpoint="${simulator.wsUrl}"></script>`;
    writeFileSync(join(folder, 'page.html'), `<!doctype html>${script}<tiktool-chat></tiktool-chat>`);
    const { page, problems } = await open(pathToFileURL(join(folder, 'page.html')).href);
    await rows(page).first().waitFor();
    expect(problems()).toEqual([]);
  });
});

describe('pages as they are written down', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch('chromium');
  });
  afterAll(() => browser.close());

  test('the demo’s script-tag page works as typed', async () => {
    const demo = await startDemo({ ports: { demo: 25_173, tokenServer: 25_787, simulator: 25_400 } });
    onTestFinished(() => demo.close());
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    const { problems } = listen(page);
    await page.goto(demo.addresses.scriptTag);
    await rows(page).first().waitFor();
    expect(problems()).toEqual([]);
  });

  test('the README’s script tag is the one of that page', () => {
    const readme = existsSync(join(root, 'README.md')) ? readFileSync(join(root, 'README.md'), 'utf8') : '';
    const tags = readme.match(/<script[^>]*tiktool-widgets\.iife\.js[^>]*>/g);
    if (!tags) {
      console.log('README.md has no script-tag example yet: not compared.');
      return;
    }
    const typed = readFileSync(join(root, 'demo/script-tag.html'), 'utf8');
    const attributes = (tag: string): readonly string[] => tag.match(/\b[a-z-]+="[^"]*"/g) ?? [];
    const page = typed.match(/<script[^>]*>/)?.[0] ?? '';
    expect(attributes(page)).toEqual(attributes(tags[0]));
  });
});
