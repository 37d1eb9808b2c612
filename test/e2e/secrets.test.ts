// A token opens the LIVE for whoever has it: it may be in memory and in the socket's address, and nowhere else.
import { startSimulator } from '@tiktool-widgets/simulator';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launch, listen } from './browser.js';
import { startSite } from './site.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launch('chromium');
});
afterAll(() => browser.close());

declare global {
  interface Window {
    said: string[];
  }
}

const page = (attributes: string): string => `<!doctype html><title>secrets</title>
<script src="/tiktool-widgets.iife.js"></script>
<script>
  window.said = [];
  for (const type of ['tiktool-state', 'tiktool-event', 'tiktool-gap', 'error', 'unhandledrejection', 'securitypolicyviolation'])
    addEventListener(type, (event) => said.push(JSON.stringify(event.detail ?? String(event.reason ?? event.message))), true);
</script>
<tiktool-chat status="badge" ${attributes}></tiktool-chat>`;

test('C74 C120 the token is in no text, attribute, event, message or storage, whatever goes wrong', async () => {
  const simulator = await startSimulator({ speed: 4 });
  onTestFinished(() => simulator.close());
  const site = await startSite({
    '/': { html: page(`creator="demo" token-url="${simulator.tokenUrl}" endpoint="${simulator.wsUrl}"`) },
  });
  onTestFinished(() => site.close());
  const context = await browser.newContext();
  const tab = await context.newPage();
  onTestFinished(async () => {
    // A token can be on its way just then.
    await tab.unrouteAll({ behavior: 'ignoreErrors' });
    await context.close();
  });
  const { lines } = listen(tab);
  const tokens: string[] = [];
  // On its way, because the body of a response that has passed can be gone already.
  await tab.route(
    (url) => url.href.startsWith(simulator.tokenUrl),
    async (route) => {
      const response = await route.fetch();
      const [, token] = /"token":"([^"]+)"/.exec(await response.text()) ?? [];
      if (token) tokens.push(token);
      await route.fulfill({ response });
    },
  );
  await tab.goto(site.url);
  const row = tab.locator('tiktool-chat [part~="message"]').first();
  await row.waitFor();

  // Cut, refused, closed with a reason that repeats the token, and a token endpoint that fails.
  const reconnected = async (): Promise<void> => {
    await tab
      .locator('tiktool-chat')
      .evaluate((chat: HTMLElementTagNameMap['tiktool-chat']) => chat.client.reconnect());
    await expect.poll(() => simulator.sockets.length, { timeout: 15_000 }).toBeGreaterThan(0);
  };
  simulator.sockets[0]?.drop();
  await reconnected();
  await expect.poll(() => tokens.length).toBeGreaterThan(0);
  simulator.sockets[0]?.close(4401, `bad token ${tokens[0]?.slice(0, 80) ?? ''}`);
  await reconnected();
  simulator.faults.add({ on: 'token', do: { type: 'token', form: 'forged' }, times: 1 });
  simulator.sockets[0]?.close(4003, 'expired');
  await expect.poll(() => tokens.length).toBeGreaterThan(1);

  const places = await tab.evaluate(async () => {
    const trees: string[] = [];
    const walk = (root: Document | ShadowRoot): void => {
      trees.push(root instanceof Document ? root.documentElement.outerHTML : root.innerHTML);
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) walk(element.shadowRoot);
      }
    };
    walk(document);
    const chat = document.querySelector('tiktool-chat');
    const databases = await indexedDB.databases();
    return {
      trees,
      events: window.said,
      state: JSON.stringify(chat?.state),
      room: JSON.stringify(chat?.client.room),
      properties: JSON.stringify(Object.entries(chat?.client ?? {}).filter(([, value]) => typeof value !== 'function')),
      local: JSON.stringify({ ...localStorage }),
      session: JSON.stringify({ ...sessionStorage }),
      cookies: document.cookie,
      databases: JSON.stringify(databases),
      address: location.href,
    };
  });
  const everything = [...lines, JSON.stringify(places)].join('\n');
  for (const token of tokens) {
    // Its signature is the secret part; its first part is the same for every token.
    for (const piece of [token, token.slice(0, 60), token.split('.')[1] ?? token, token.split('.')[2] ?? token]) {
      expect(everything.includes(piece), `a token (${String(piece.length)} characters of it) is visible`).toBe(false);
    }
  }
});

test('C120 an api-key attribute is refused, and the key is not repeated', async () => {
  const site = await startSite({ '/': { html: page('creator="demo" api-key="SECRET-KEY"') } });
  onTestFinished(() => site.close());
  const tab = await browser.newPage();
  onTestFinished(() => tab.close());
  const { lines } = listen(tab);
  await tab.goto(site.url);
  await expect.poll(() => lines.filter((line) => line.startsWith('error') && line.includes('api-key'))).toHaveLength(1);
  expect(lines.join('\n')).not.toContain('SECRET-KEY');
  expect(await tab.content()).not.toContain('SECRET-KEY');
});
