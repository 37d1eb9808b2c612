// Brings a fresh clone to the point where everything can run, with Node and npm alone. Shared by `npm start` and
// `npm test`, so it imports nothing that has to be installed first.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from '../test/setup/browsers.mjs';

export const root = fileURLToPath(new URL('../', import.meta.url));

const pnpm = 'pnpm@10.34.9';
const systemPackages = ['chromium', 'fonts-noto-color-emoji', 'fonts-noto-core', 'fonts-noto-cjk'];

/**
 * Runs a command in the project's root and shows its output; npm's commands are `.cmd` files on Windows, which only a
 * shell starts.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {boolean} whether it succeeded
 */
export function run(command, args, env = process.env) {
  const shell = process.platform === 'win32' && command !== process.execPath;
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', env, shell }).status === 0;
}

/** @param {string} line */
export function say(line) {
  console.log(`\n▸ ${line}`);
}

/**
 * Installs the packages of the lock file, unless they are there already. The lock file's hash is kept beside them: times
 * of files mean nothing after a clone or a change of branch.
 * @param {NodeJS.ProcessEnv} [env]
 */
export function installPackages(env = process.env) {
  const stamp = join(root, 'node_modules', '.tiktool-installed');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('Installing packages into node_modules (the first time takes a minute) …');
  // CI: pnpm must not stop to ask whether it may replace an older node_modules. Without its warnings: commands of packages
  // that are not built yet cannot be linked, which looks like a failure and is none.
  const args = ['-y', pnpm, 'install', '--frozen-lockfile', '--prod=false', '--loglevel=error'];
  if (!run('npx', args, { ...env, CI: 'true' }))
    throw new Error('Installing the packages failed; its reason is above.');
  writeFileSync(stamp, wanted);
}

/**
 * The browser and the fonts that the tests draw with. Only Debian and Ubuntu as root can be helped; everywhere else the
 * one line says what to do.
 * @returns {boolean} whether a browser is there
 */
export function installBrowser() {
  const apt = process.platform === 'linux' && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
  const missing = apt ? systemPackages.filter((name) => !isInstalled(name)) : [];
  if (findChromium()) missing.splice(0, missing.length, ...missing.filter((name) => name !== 'chromium'));
  if (missing.length > 0 && process.getuid?.() === 0) {
    say(`Installing ${missing.join(', ')} with apt-get, for the browser tests …`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    run('apt-get', ['update', '-qq'], env);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], env);
  } else if (missing.length > 0) {
    say(`For the browser tests, please run: sudo apt-get install ${missing.join(' ')}`);
  }
  if (findChromium()) return true;
  say('No Chromium found. Install Chromium or Chrome, or set CHROMIUM_PATH to its executable.');
  return false;
}

/** @param {string} name */
function isInstalled(name) {
  const query = spawnSync('dpkg-query', ['-W', '-f', '${Status}', name], { encoding: 'utf8' });
  return query.stdout?.includes('install ok installed') ?? false;
}
