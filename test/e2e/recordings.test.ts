// Recorded traffic through the whole chain: simulator → socket → client → rows on screen.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { GiftEvent, RoomState } from '@tiktool-widgets/client';
import { parseRecording, startSimulator } from '@tiktool-widgets/simulator';
import type { Simulator } from '@tiktool-widgets/simulator';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { launch, listen, rowTexts } from './browser.js';
import { startSite } from './site.js';
import type { Site } from './site.js';

const folder = fileURLToPath(new URL('../../../shared/recordings/', import.meta.url));
const recordings = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.jsonl')) : [];
if (recordings.length === 0)
  console.log('The recordings (../shared/recordings) are not here: their replay is not tested.');

interface Expected {
  readonly rooms: number;
  readonly gifts: { readonly streaksOrSingles: number; readonly diamondsTrue_maxPerStreak: number };
  readonly likes: { readonly maxTotal: number };
}

/** Both shapes of a recording have the totals that are written down for the documented one. */
function expectedOf(recording: string): Expected {
  const all = JSON.parse(readFileSync(`${folder}expected.json`, 'utf8')) as Record<string, Expected>;
  const expected = all[recording.replace('.sdk.', '.docs.')];
  if (!expected) throw new Error(`nothing is written down for ${recording}`);
  return expected;
}

interface Seen {
  readonly gifts: readonly GiftEvent[];
  readonly rooms: readonly string[];
  readonly room: RoomState;
}

declare global {
  interface Window {
    seen: { gifts: GiftEvent[]; rooms: string[] };
  }
}

const html = `<!doctype html><meta charset="utf-8"><title>recording</title>
<script src="/tiktool-widgets.iife.js"></script>
<tiktool-live creator="rec" share="page">
  <tiktool-chat max-messages="500" style="height: 500px"></tiktool-chat>
  <tiktool-gifts max-gifts="100" hide-after="1000" recipient="all" style="height: 500px"></tiktool-gifts>
</tiktool-live>`;

describe.skipIf(recordings.length === 0)('recordings', () => {
  let browser: Browser;
  let site: Site;
  let simulator: Simulator;

  beforeAll(async () => {
    browser = await launch('chromium');
    site = await startSite({ '/': { html } });
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  test.each(recordings)('%s gives the right totals and clean rows', async (recording) => {
    const expected = expectedOf(recording);
    simulator = await startSimulator({ autoplay: false });
    onTestFinished(() => simulator.close());
    const context = await browser.newContext();
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const { problems } = listen(page);
    await page.goto(site.url);
    await page.locator('tiktool-live').evaluate(
      (live: HTMLElementTagNameMap['tiktool-live'], { tokenUrl, endpoint }) => {
        Object.assign(live, { tokenUrl, endpoint });
      },
      { tokenUrl: simulator.tokenUrl, endpoint: simulator.wsUrl },
    );
    await simulator.waitFor((entry) => entry.type === 'open');
    await page.locator('tiktool-live').evaluate((live: HTMLElementTagNameMap['tiktool-live']) => {
      window.seen = { gifts: [], rooms: [] };
      live.client.on('gift', (event) => window.seen.gifts.push(event));
      live.client.on('room', (room) => {
        if (room.roomId && room.roomId !== window.seen.rooms.at(-1)) window.seen.rooms.push(room.roomId);
      });
    });

    const frames = parseRecording(readFileSync(folder + recording, 'utf8'));
    // A stream end is where the service closes; here the frames behind it belong to the next room.
    await simulator.play(frames, { speed: 0 });
    simulator.send({ event: 'chat', data: { comment: 'that was all', user: { userId: '1', nickname: 'End' } } });
    await page.locator('tiktool-chat [part~="text"]', { hasText: 'that was all' }).waitFor();

    const seen = await page.locator('tiktool-live').evaluate((live: HTMLElementTagNameMap['tiktool-live']): Seen => {
      return { ...window.seen, room: live.client.room };
    });
    const streaks = new Map<string, number>();
    for (const { streakId, added, gift } of seen.gifts) {
      streaks.set(streakId, (streaks.get(streakId) ?? 0) + added * gift.diamonds);
    }
    const diamonds = [...streaks.values()].reduce((total, value) => total + value, 0);
    expect(diamonds).toBe(expected.gifts.diamondsTrue_maxPerStreak);
    expect(streaks.size).toBe(expected.gifts.streaksOrSingles);

    if (new Set(seen.rooms).size <= 1) {
      const { gifts, guestGifts, likes } = seen.room;
      expect(gifts.diamonds + guestGifts.diamonds).toBe(expected.gifts.diamondsTrue_maxPerStreak);
      expect(likes).toBe(expected.likes.maxTotal);
      const rows = await rowTexts(page, 'tiktool-gifts', 'diamonds');
      expect(rows.reduce((total, text) => total + Number(text.replace(/\D/g, '')), 0)).toBe(diamonds);
      expect(await rowTexts(page, 'tiktool-gifts', 'gift')).toHaveLength(expected.gifts.streaksOrSingles);
    }

    const rows = [
      ...(await rowTexts(page, 'tiktool-chat', 'message')),
      ...(await rowTexts(page, 'tiktool-gifts', 'gift')),
    ];
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((text) => /undefined|NaN|null|\[object/.test(text))).toEqual([]);
    for (const tag of ['tiktool-chat', 'tiktool-gifts']) {
      const names = await rowTexts(page, tag, 'name');
      expect(names.filter((name) => name.replace(/[\p{Cf}\p{Z}]/gu, '') === '')).toEqual([]);
    }
    expect(problems()).toEqual([]);
  });
});
