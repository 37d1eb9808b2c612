import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageNames, read, root } from './workspace-files.js';

type Json = Readonly<Record<string, unknown>>;

function readJson(path: string): Json {
  const value: unknown = JSON.parse(read(path));
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is no object`);
  return Object.fromEntries(Object.entries(value));
}

/** Every string that stands in a value, at any depth, with its keys. */
function strings(value: unknown, keys: readonly string[] = []): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[keys.join(' '), value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => strings(inner, [...keys, key]));
}

describe.each(packageNames)('%s', (name) => {
  const manifest = readJson(`packages/${name}/package.json`);

  test('says what it is and under which licence', () => {
    expect(manifest).toMatchObject({ license: 'MIT', type: 'module' });
    expect(manifest['version']).toMatch(/^\d+\.\d+\.\d+$/);
    expect(String(manifest['description']).length).toBeGreaterThan(20);
    expect(existsSync(join(root, `packages/${name}/README.md`))).toBe(true);
  });

  test('says what a bundler may drop', () => {
    expect(manifest).toHaveProperty('sideEffects');
  });

  test('exports types before code, and the sources only inside the workspace', () => {
    for (const [, target] of Object.entries(Object(manifest['exports']) as object)) {
      if (typeof target !== 'object') continue;
      expect(Object.keys(Object(target) as object)).toEqual(['source', 'types', 'default']);
    }
    const published = strings(Object(manifest['publishConfig']));
    expect(published.filter(([key, path]) => key.includes('source') || path.includes('src/'))).toEqual([]);
  });

  test('publishes the same entries as the workspace uses', () => {
    const publishConfig = Object(manifest['publishConfig']) as object;
    const published: unknown = Reflect.get(publishConfig, 'exports');
    expect(Object.keys(Object(published) as object)).toEqual(Object.keys(Object(manifest['exports']) as object));
  });

  test('pins its dependencies', () => {
    const versions = strings({ ...Object(manifest['dependencies']) } as Json);
    expect(versions.filter(([, version]) => !/^(\d+\.\d+\.\d+|workspace:\*)$/.test(version))).toEqual([]);
  });
});

test('all packages have one version, and the changelog knows it', () => {
  const versions = new Set(packageNames.map((name) => readJson(`packages/${name}/package.json`)['version']));
  expect([...versions]).toHaveLength(1);
  expect(read('CHANGELOG.md')).toContain(`## ${String([...versions][0])}`);
});

test('the package manager is the one that the installer starts', () => {
  const manager = String(readJson('package.json')['packageManager']);
  expect(read('.ci/install.mjs')).toContain(`'${manager}'`);
});
