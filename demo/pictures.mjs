// npm run pictures: the pictures of the READMEs, taken from the built demo pages with the simulator's seeded show.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { executablePath, launchArguments } from '../test/setup/browsers.mjs';
import { startDemo } from './server/start-demo.mjs';

const folder = fileURLToPath(new URL('../.github/pictures/', import.meta.url));
mkdirSync(folder, { recursive: true });

const demo = await startDemo({ ports: { demo: 4180, tokenServer: 8790, simulator: 4410 } });
const browser = await chromium.launch({ executablePath: executablePath('chromium'), args: launchArguments });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  await page.goto(demo.addresses.studio);
  const rows = page.locator('tiktool-chat [part~="message"]');
  await rows.nth(6).waitFor({ timeout: 60_000 });
  // A moment for pictures to load.
  await page.waitForTimeout(1500);
  await page.screenshot({ path: `${folder}studio.png`, animations: 'disabled' });
} finally {
  await browser.close();
  await demo.close();
}
process.exit(0);
