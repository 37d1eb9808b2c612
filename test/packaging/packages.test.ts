// What is published: each package as a tarball, looked at as its users will.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folders, install, pack, packages, tool } from './tarballs.js';
import type { PackageFolder } from './tarballs.js';

interface Manifest {
  readonly modules: readonly {
    readonly path: string;
    readonly declarations: readonly { readonly tagName: string }[];
  }[];
}

const destination = mkdtempSync(join(tmpdir(), 'tiktool-pack-'));
const tarballs: Partial<Record<PackageFolder, string>> = {};
let project: string;

function tarball(folder: PackageFolder): string {
  const path = tarballs[folder];
  if (path === undefined) throw new Error(`${folder} was not packed`);
  return path;
}

beforeAll(() => {
  for (const folder of folders) tarballs[folder] = pack(folder, destination);
  project = install({
    client: tarball('client'),
    widgets: tarball('widgets'),
    'token-server': tarball('token-server'),
    simulator: tarball('simulator'),
  });
});
afterAll(() => {
  rmSync(destination, { recursive: true });
  rmSync(project, { recursive: true });
});

function node(code: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '--eval', code], { cwd: project, encoding: 'utf8' });
}

describe.each(folders)('%s', (folder) => {
  test('publint finds nothing', () => {
    tool('publint', 'run', tarball(folder), '--strict');
  });

  test('its types resolve', () => {
    tool('attw', tarball(folder), '--profile', 'esm-only');
  });

  test('it holds what is needed, and nothing else', () => {
    const files = execFileSync('tar', ['-tf', tarball(folder)], { encoding: 'utf8' })
      .trim()
      .split(/\r?\n/);
    for (const needed of ['package/package.json', 'package/LICENSE', 'package/README.md'])
      expect(files).toContain(needed);
    const strange = files.filter((path) => !/^package\/(package\.json|LICENSE|README\.md|dist\/.+)$/.test(path));
    expect(strange).toEqual([]);
    expect(files.filter((path) => /\.test\.|\/testing\/|tsbuildinfo|\.map$/.test(path))).toEqual([]);
  });

  test('C109 it can be imported in Node, and in a worker', () => {
    const name = packages[folder];
    expect(node(`console.log(Object.keys(await import('${name}')).length > 0)`)).toBe('true\n');
    const inWorker = `
      import { Worker } from 'node:worker_threads';
      const code = "import('${name}').then((m) => console.log(Object.keys(m).length > 0), (e) => { console.log(e); process.exitCode = 1 })";
      new Worker(code, { eval: true });`;
    expect(node(inWorker)).toBe('true\n');
  });
});

test('C109 C110 registering in Node does nothing and throws nothing', () => {
  expect(
    node(
      `await import('tiktool-widgets/define/all'); await import('tiktool-widgets/define/chat'); console.log('done')`,
    ),
  ).toBe('done\n');
});

test('every import that a README names is there', () => {
  const readmes = ['README.md', ...folders.map((folder) => `packages/${folder}/README.md`)];
  const names = readmes
    .map((file) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'))
    .flatMap((text) => [...text.matchAll(/['`]((?:@tiktool-widgets\/[\w-]+|tiktool-widgets)(?:\/[\w./-]+)?)['`]/g)])
    .map(([, name]) => name);
  const wanted = [...new Set(names)];
  expect(wanted).toContain('tiktool-widgets/define/all.js');
  const missing = node(`
    import { existsSync } from 'node:fs';
    import { fileURLToPath } from 'node:url';
    const there = (name) => {
      try {
        return existsSync(fileURLToPath(import.meta.resolve(name)));
      } catch {
        return false;
      }
    };
    console.log(JSON.stringify(${JSON.stringify(wanted)}.filter((name) => !there(name))));`);
  expect(JSON.parse(missing)).toEqual([]);
});

test('the manifest of the elements is where editors and catalogues look for it', () => {
  const home = join(project, 'node_modules', packages.widgets);
  const { customElements } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { customElements: string };
  const manifest = JSON.parse(readFileSync(join(home, customElements), 'utf8')) as Manifest;
  const tags = manifest.modules.flatMap(({ declarations }) => declarations.map(({ tagName }) => tagName));
  expect(tags).toEqual(['tiktool-live', 'tiktool-chat', 'tiktool-gifts', 'tiktool-status']);
  // What it names is there, too.
  for (const { path } of manifest.modules) expect(existsSync(join(home, path)), path).toBe(true);
  expect(
    node(
      `console.log(import.meta.resolve('tiktool-widgets/custom-elements.json').endsWith('${customElements.slice(2)}'))`,
    ),
  ).toBe('true\n');
  for (const name of ['html', 'css'])
    expect(JSON.parse(readFileSync(join(home, `dist/vscode.${name}-data.json`), 'utf8'))).toMatchObject({
      version: 1.1,
    });
});

test('the commands are there and explain themselves', () => {
  for (const command of ['token-server', 'simulator'] as const) {
    const cli = join(project, 'node_modules', packages[command], 'dist/cli.js');
    const help = execFileSync(process.execPath, [cli, '--help'], { cwd: project, encoding: 'utf8' });
    expect(help).toMatch(/--port|PORT/);
  }
});
