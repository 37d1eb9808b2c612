// What may stand nowhere in the project: addresses of package hosts, paths of somebody's machine, secrets.
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { read, root } from './workspace-files.js';

const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((path) => path !== '' && !/\.(png|webp|jpg|gif|woff2)$/.test(path));

function linesWith(pattern: RegExp, paths = files): readonly string[] {
  return paths.flatMap((path) =>
    readIfThere(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  );
}

function readIfThere(path: string): string {
  try {
    return read(path);
  } catch {
    // Listed by git, deleted on disk.
    return '';
  }
}

// Spelled in pieces, so that this file does not find itself.
const words = (...parts: readonly string[]): RegExp => new RegExp(parts.join(''), 'i');

test('no package host is named', () => {
  expect(linesWith(words('npm', 'js\\.(org|com)|yarn', 'pkg\\.com|jsr', '\\.io'))).toEqual([]);
});

test('the lock file names no host at all', () => {
  expect(linesWith(/https?:\/\//, ['pnpm-lock.yaml'])).toEqual([]);
});

test('no path of a machine', () => {
  expect(linesWith(words('/ro', 'ot/|/ho', 'me/[a-z]|/wo', 'rk/|C:\\\\\\\\Us', 'ers'))).toEqual([]);
});

test('nothing that looks like a key or a token', () => {
  const jwt = words('ey', 'J[A-Za-z0-9_-]{10,}\\.ey', 'J[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{20,}');
  expect(linesWith(jwt)).toEqual([]);
});
