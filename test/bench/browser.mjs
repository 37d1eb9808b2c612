// The widget page beside the hand-written page, in one browser, in turns.
import { chromium } from 'playwright-core';
import { executablePath, launchArguments } from '../setup/browsers.mjs';
import { startBenchServer } from './server.mjs';

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Counts what runs while nothing happens; installed before the page's own scripts. */
function countActivity() {
  window.activity = { frames: 0, timers: 0, longest: 0 };
  const { requestAnimationFrame: raf, setTimeout: timeout, setInterval: interval } = window;
  window.requestAnimationFrame = (callback) => raf.call(window, (now) => (window.activity.frames++, callback(now)));
  window.setTimeout = (callback, ...rest) =>
    timeout.call(window, (...given) => (window.activity.timers++, callback(...given)), ...rest);
  window.setInterval = (callback, ...rest) =>
    interval.call(window, (...given) => (window.activity.timers++, callback(...given)), ...rest);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.activity.longest = Math.max(window.activity.longest, entry.duration);
  }).observe({ type: 'longtask', buffered: true });
}

async function open(browser, server, page) {
  const context = await browser.newContext({ viewport: { width: 800, height: 600 } });
  const tab = await context.newPage();
  await tab.addInitScript(countActivity);
  const session = await context.newCDPSession(tab);
  await session.send('Performance.enable');
  await tab.goto(`${server.origin}/${page}.html`);
  for (let i = 0; i < 200 && !server.connected(); i++) await sleep(25);
  await sleep(500);
  const metric = async (name) => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find((entry) => entry.name === name)?.value ?? 0;
  };
  return {
    tab,
    session,
    /** Seconds of main-thread work so far. */
    busy: () => metric('TaskDuration'),
    /** Waits until all that was sent has been drawn. */
    async drained() {
      for (let last = '', same = 0; same < 4;) {
        const text = await tab.evaluate(() => window.lastText());
        same = text === last ? same + 1 : 0;
        last = text;
        await sleep(300);
      }
    },
    activity: () => tab.evaluate(() => ({ ...window.activity, animations: document.getAnimations().length })),
    async memory() {
      await session.send('HeapProfiler.collectGarbage');
      const { nodes } = await session.send('Memory.getDOMCounters');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      return { nodes, heap: usedSize };
    },
    async close() {
      await context.close();
      for (let i = 0; i < 100 && server.connected(); i++) await sleep(20);
    },
  };
}

async function inTurns(rounds, work) {
  const results = { widgets: [], vanilla: [] };
  for (let round = 0; round < rounds; round++) {
    for (const page of ['vanilla', 'widgets']) results[page].push(await work(page));
  }
  return { widgets: median(results.widgets), vanilla: median(results.vanilla) };
}

export async function benchBrowser({ script, quick = false, browserName = 'chromium' }) {
  const server = await startBenchServer(script);
  const browser = await chromium.launch({ executablePath: executablePath(browserName), args: launchArguments });
  const rounds = quick ? 1 : 3;
  const perThousand = (rate, seconds) =>
    inTurns(rounds, async (page) => {
      const opened = await open(browser, server, page);
      await server.chats(0, rate * 2, rate);
      await sleep(500);
      const before = await opened.busy();
      await server.chats(rate * 2, rate * seconds, rate);
      await sleep(600);
      const spent = (await opened.busy()) - before;
      await opened.close();
      return (spent * 1000 * 1000) / (rate * seconds);
    });
  try {
    const at50 = await perThousand(50, quick ? 5 : 15);
    const at500 = await perThousand(500, quick ? 4 : 8);
    const burst = await inTurns(rounds, async (page) => {
      const opened = await open(browser, server, page);
      await server.chats(0, 100, 100);
      await sleep(800);
      await opened.tab.evaluate(() => void (window.activity.longest = 0));
      await server.chats(100, 5000, Infinity);
      await sleep(quick ? 2500 : 4000);
      const { longest } = await opened.activity();
      await opened.close();
      return longest;
    });
    const grown = {};
    for (const page of ['vanilla', 'widgets']) {
      const opened = await open(browser, server, page);
      await server.chats(0, 10_000, 2500);
      await opened.drained();
      const first = await opened.memory();
      // The page by hand draws each message, and would need many minutes for as many as ours has to bear.
      await server.chats(10_000, quick || page === 'vanilla' ? 20_000 : 90_000, 2500);
      await opened.drained();
      grown[page] = { first, last: await opened.memory() };
      await opened.close();
    }
    const idle = {};
    for (const page of ['vanilla', 'widgets']) {
      const opened = await open(browser, server, page);
      await server.chats(0, 20, 20);
      await sleep(2000);
      const before = await opened.activity();
      const seconds = quick ? 5 : 20;
      await sleep(seconds * 1000);
      const after = await opened.activity();
      idle[page] = {
        frames: after.frames - before.frames,
        timersPerSecond: (after.timers - before.timers) / seconds,
        animations: after.animations,
      };
      await opened.close();
    }
    const firstRow = await inTurns(quick ? 3 : 7, async (page) => {
      const context = await browser.newContext({ viewport: { width: 800, height: 600 } });
      const tab = await context.newPage();
      const began = performance.now();
      const shown = tab
        .goto(`${server.origin}/${page}.html`)
        .then(() => tab.waitForFunction(() => window.rows?.() > 0));
      for (let i = 0; i < 2000 && !server.connected(); i++) await sleep(1);
      await server.chats(0, 1, Infinity);
      await shown;
      const spent = performance.now() - began;
      await context.close();
      for (let i = 0; i < 100 && server.connected(); i++) await sleep(20);
      return spent;
    });
    return { at50, at500, burst, grown, idle, firstRow };
  } finally {
    await browser.close();
    await server.close();
  }
}
