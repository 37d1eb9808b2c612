import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export const packageNames = ['client', 'widgets', 'token-server', 'simulator'] as const;

const ignored = new Set(['node_modules', 'dist', '.git', '.cache', 'coverage', 'test-results']);

/** Paths from the root, with `/`, of all files below a folder that are ours. */
export function filesBelow(folder: string, matches: RegExp): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && matches.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.split('/').some((part) => ignored.has(part)))
    .sort();
}

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Not a test, and no part of one. */
export function isShipped(path: string): boolean {
  return !/\.test\.ts$|\/testing\//.test(path);
}

/** What a file imports, as written: types, re-exports and dynamic imports too. */
export function importsOf(path: string): readonly string[] {
  return ts.preProcessFile(read(path), true, true).importedFiles.map((file) => file.fileName);
}

/** The file of a relative import, from the root and with `/`; `.js` stands for `.ts`. */
export function resolveImport(path: string, specifier: string): string {
  const target = resolve(root, dirname(path), specifier);
  return relative(root, target).split(sep).join('/').replace(/\.js$/, '.ts');
}
