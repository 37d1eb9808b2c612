// The elements' types, for what runs inside pages.
import type {} from 'tiktool-widgets';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { executablePath, launchArguments } from '../setup/browsers.mjs';

export function launch(name: string): Promise<Browser> {
  const path = executablePath(name);
  if (!path) throw new Error(`${name} is not here: npm test installs it, or set CHROMIUM_PATH`);
  return chromium.launch({ executablePath: path, args: launchArguments });
}

/** Everything a page said: console lines, errors, refused scripts and styles. */
export function listen(page: Page): { readonly lines: string[]; readonly problems: () => readonly string[] } {
  const lines: string[] = [];
  page.on('console', (message) => lines.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => lines.push(`error: ${error.message}`));
  // Pictures of recordings are on hosts that do not exist here.
  const problems = (): string[] =>
    lines.filter((line) => /^(error|warning)/.test(line) && !/ERR_|Failed to load/.test(line));
  return { lines, problems };
}

/** The rows of a widget, as text; the whole shadow tree. */
export function rowTexts(page: Page, tag: string, part: string): Promise<string[]> {
  return page
    .locator(`${tag} [part~="${part}"]`)
    .evaluateAll((rows) => rows.map((row) => row.textContent.replace(/\s+/g, ' ').trim()));
}

/** Hides the page, as it believes, and waits for the Worker that a hidden page's timers run in. */
export async function hide(page: Page): Promise<void> {
  const worker = page.waitForEvent('worker', { timeout: 10_000 });
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await worker;
}
