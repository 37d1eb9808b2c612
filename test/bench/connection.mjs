// npm run bench:connection [-- --quick]: ours beside the peers with their defaults, in one run.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { clients } from './connection/clients.mjs';
import { herd } from './connection/herd.mjs';
import { acceptThenClose, halfOpen, hungToken, hungUpgrade, outage, percentile } from './connection/outages.mjs';

const quick = process.argv.includes('--quick');
const only = process.argv
  .find((argument) => argument.startsWith('--only='))
  ?.slice(7)
  .split(',');
const names = Object.keys(clients).filter((name) => !only || only.includes(name));
const count = quick ? 10 : 40;
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

const spread = (result) => {
  if (!result) return 'never open';
  if (result.back.length === 0) return 'never';
  const missing = result.count - result.back.length;
  return `${seconds(percentile(result.back, 0.5))} / ${seconds(percentile(result.back, 0.95))}${missing ? ` (${missing} of ${result.count} never)` : ''}`;
};

function footprint(name) {
  const script = fileURLToPath(new URL('./connection/footprint.mjs', import.meta.url));
  const child = spawnSync(process.execPath, ['--expose-gc', '--conditions=default', script, name], {
    encoding: 'utf8',
  });
  const line = child.stdout.trim().split('\n').pop();
  return line?.startsWith('{') ? JSON.parse(line) : undefined;
}

const measures = {
  'back after 2 s outage, p50 / p95': async (name) => spread(await outage(name, 2000, count, 60_000)),
  'back after 20 s outage, p50 / p95': async (name) => spread(await outage(name, 20_000, count, 90_000)),
  'half-open socket, p50 / p95': async (name) => spread(await halfOpen(name, count, 90_000)),
  'hung upgrade, p50 / p95': async (name) => spread(await hungUpgrade(name, quick ? 3 : 10, 60_000)),
  'hung token': async (name) => {
    const result = await hungToken(name, 60_000);
    return result ? (result.back[0] === undefined ? 'never' : seconds(result.back[0])) : '–';
  },
  'accept, then close: dials in a minute': async (name) => String(await acceptThenClose(name)),
  '1,000 pages: most in 100 ms': async (name) => {
    const share = await herd(name);
    return share === undefined ? '–' : `${(share * 100).toFixed(1)} %`;
  },
};

const table = new Map();
for (const [what, measure] of Object.entries(measures)) {
  // The waits are long and cost nothing: all libraries meet the same fault at the same time.
  const heavy = what.startsWith('1,000');
  const cells = heavy ? [] : await Promise.all(names.map(measure));
  if (heavy) for (const name of names) cells.push(await measure(name));
  table.set(what, cells);
  console.error(`done: ${what}`);
}
const prints = names.map(footprint);
table.set(
  'heap per connection',
  prints.map((print) => (print ? `${(print.each / 1024).toFixed(1)} kB` : '–')),
);
table.set(
  'left after disposal: heap each, timers',
  prints.map((print) => (print ? `${print.left} B, ${print.timers}` : '–')),
);

console.log(`\n| what | ${names.join(' | ')} |\n|---|${names.map(() => '---').join('|')}|`);
for (const [what, cells] of table) console.log(`| ${what} | ${cells.join(' | ')} |`);
process.exit(0);
