// `npm test`: everything, one stage after the other, from a fresh clone with Node and npm alone. All stages run, also
// after a failure; the last line sums up.
//   npm test -- --only unit,e2e     some stages
//   npm test -- --skip browser      all but some
//   BROWSERS=chromium npm test      only today's Chromium
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installBrowser, installPackages, root, run, say } from '../.ci/install.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

const results = join(root, '.cache', 'test-results');
// Relative, so that a space in the project's path cannot split it where a shell starts it.
const bin = (name) => join('node_modules', '.bin', name);

/** A tool that passes or fails as a whole, and is no test. @returns {Counts} */
const tool = (name, ...args) => ({ passed: 0, failed: run(bin(name), args) ? 0 : 1, skipped: 0 });

/** @param {Counts[]} all @returns {Counts} */
const sum = (...all) => ({
  passed: all.reduce((total, counts) => total + counts.passed, 0),
  failed: all.reduce((total, counts) => total + counts.failed, 0),
  skipped: all.reduce((total, counts) => total + counts.skipped, 0),
});

/** One of Vitest's projects. @returns {Counts} */
function tests(project) {
  const file = join(results, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const succeeded = run(bin('vitest'), ['run', '--project', project, ...reporters]);
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  // A file that does not load, or an error outside a test, has no failed test: it counts as one, never as none.
  const failed = succeeded ? report.numFailedTests : Math.max(1, report.numFailedTests);
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests };
}

const stages = {
  lint: () =>
    sum(
      tool('eslint', '.', '--config', '.config/eslint.config.js', '--max-warnings', '0'),
      tool('prettier', '--check', '--log-level', 'warn', '.'),
      tool('knip'),
    ),
  types: () => sum(tool('tsc', '-b'), tool('tsc', '-p', 'test/tsconfig.json')),
  build: () => ({ passed: 0, failed: run('npm', ['run', '--silent', 'build']) ? 0 : 1, skipped: 0 }),
  unit: () => tests('node'),
  browser: () => tests('browser'),
  e2e: () => tests('e2e'),
  packaging: () => tests('packaging'),
};

const names = Object.keys(stages);
const { values } = parseArgs({ options: { only: { type: 'string' }, skip: { type: 'string', default: '' } } });
const only = values.only?.split(',') ?? names;
const skip = values.skip.split(',').filter(Boolean);
const strange = [...only, ...skip].filter((name) => !names.includes(name));
if (strange.length > 0) {
  console.error(`No such stage: ${strange.join(', ')}. There are: ${names.join(', ')}.`);
  process.exit(2);
}
const chosen = names.filter((name) => only.includes(name) && !skip.includes(name));

installPackages();
if (chosen.some((name) => name === 'browser' || name === 'e2e')) installBrowser();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const rows = chosen.map((name) => {
  say(name);
  const started = Date.now();
  const counts = stages[name]();
  return { name, counts, seconds: (Date.now() - started) / 1000 };
});

say('Summary');
for (const { name, counts, seconds } of rows) {
  const word = counts.failed > 0 ? 'FAILED' : 'ok';
  console.log(`  ${name.padEnd(10)} ${word.padEnd(7)} ${line(counts).padEnd(34)} ${seconds.toFixed(1).padStart(6)} s`);
}
const total = sum(...rows.map((row) => row.counts));
console.log(`\n${line(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** @param {Counts} counts */
function line({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
