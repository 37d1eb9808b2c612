// npm run bench [-- --quick]: every figure beside its yardstick, in one run. Needs a build (npm run build).
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { benchBrowser } from './browser.mjs';
import { benchDecode } from './decode.mjs';
import { benchText } from './text.mjs';

const script = fileURLToPath(new URL('../../packages/widgets/dist/cdn/tiktool-widgets.iife.js', import.meta.url));
if (!existsSync(script)) {
  console.error('Build first: npm run build');
  process.exit(1);
}
const quick = process.argv.includes('--quick');
const rows = [];
const row = (what, ours, yardstick, ratio, bar, met) =>
  rows.push({ what, ours, yardstick, ratio, bar, met: met ? 'yes' : 'NO' });
const kb = (bytes) => `${Math.round(bytes / 1024)} kB`;

const decode = benchDecode();
row(
  'decode 100,000 frames',
  `${decode.decode.toFixed(0)} ms`,
  `JSON.parse ${decode.parse.toFixed(0)} ms`,
  decode.ratio.toFixed(2),
  '≥ 0.25 of its speed',
  decode.ratio >= 0.25,
);

for (const { job, part, short, long } of benchText())
  row(
    `2,000 hostile characters (${JSON.stringify(part)} …), ${job}`,
    `${long.toFixed(1)} ms`,
    `1,000 of them ${short.toFixed(1)} ms`,
    (long / short).toFixed(2),
    '≤ 3 times, ≤ 250 ms',
    long / short <= 3 && long <= 250,
  );

const page = await benchBrowser({ script, quick });
for (const [rate, result] of [
  [50, page.at50],
  [500, page.at500],
]) {
  const ratio = result.widgets / result.vanilla;
  row(
    `main thread per 1,000 messages, ${rate}/s`,
    `${result.widgets.toFixed(0)} ms`,
    `by hand ${result.vanilla.toFixed(0)} ms`,
    ratio.toFixed(2),
    '≤ 1.2 times',
    ratio <= 1.2,
  );
}
row(
  'longest task in a burst of 5,000',
  `${page.burst.widgets.toFixed(0)} ms`,
  `by hand ${page.burst.vanilla.toFixed(0)} ms`,
  (page.burst.widgets / Math.max(page.burst.vanilla, 1)).toFixed(2),
  '≤ 100 ms',
  page.burst.widgets <= 100,
);
const { first, last } = page.grown.widgets;
const byHand = page.grown.vanilla;
row(
  `nodes after 10,000 → ${quick ? '30,000' : '100,000'}`,
  `${first.nodes} → ${last.nodes}`,
  `by hand, 30,000: ${byHand.first.nodes} → ${byHand.last.nodes}`,
  (last.nodes / first.nodes).toFixed(2),
  'flat (≤ 1.1)',
  last.nodes / first.nodes <= 1.1,
);
row(
  `heap after 10,000 → ${quick ? '30,000' : '100,000'}`,
  `${kb(first.heap)} → ${kb(last.heap)}`,
  `by hand, 30,000: ${kb(byHand.first.heap)} → ${kb(byHand.last.heap)}`,
  (last.heap / first.heap).toFixed(2),
  'flat (≤ 1.1)',
  last.heap / first.heap <= 1.1,
);
const idle = page.idle.widgets;
row(
  'idle: frame callbacks, animations, timers',
  `${idle.frames}, ${idle.animations}, ${idle.timersPerSecond.toFixed(2)}/s`,
  'by hand 0, 0, 0/s',
  '–',
  '0, 0, ≤ 1/s',
  idle.frames === 0 && idle.animations === 0 && idle.timersPerSecond <= 1,
);
row(
  'first row after navigation',
  `${page.firstRow.widgets.toFixed(0)} ms`,
  `by hand ${page.firstRow.vanilla.toFixed(0)} ms`,
  (page.firstRow.widgets / page.firstRow.vanilla).toFixed(2),
  'reported',
  true,
);

console.log(`\n| what | ours | yardstick | ratio | bar | met |\n|---|---|---|---|---|---|`);
for (const entry of rows) console.log(`| ${Object.values(entry).join(' | ')} |`);
process.exitCode = rows.every((entry) => entry.met === 'yes') ? 0 : 1;
