import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Folder → published name. */
export const packages = {
  client: '@tiktool-widgets/client',
  widgets: 'tiktool-widgets',
  'token-server': '@tiktool-widgets/token-server',
  simulator: '@tiktool-widgets/simulator',
} as const;

export type PackageFolder = keyof typeof packages;

export const folders = Object.keys(packages) as readonly PackageFolder[];

const windows = process.platform === 'win32';

/** Packs a package as it would be published. */
export function pack(folder: PackageFolder, destination: string): string {
  const into = join(destination, folder);
  mkdirSync(into, { recursive: true });
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { packageManager: string };
  execFileSync('npx', ['-y', packageManager, 'pack', '--pack-destination', into], {
    cwd: join(root, 'packages', folder),
    stdio: 'pipe',
    shell: windows,
  });
  const [tarball] = readdirSync(into);
  if (tarball === undefined) throw new Error(`${folder}: nothing was packed`);
  return join(into, tarball);
}

/** A project that has the tarballs installed, and what they depend on from the workspace's own packages. */
export function install(tarballs: Readonly<Record<PackageFolder, string>>): string {
  const project = mkdtempSync(join(tmpdir(), 'tiktool-install-'));
  const modules = join(project, 'node_modules');
  for (const folder of folders) {
    const target = join(modules, packages[folder]);
    mkdirSync(dirname(target), { recursive: true });
    const unpacked = mkdtempSync(join(project, 'unpack-'));
    execFileSync('tar', ['-xf', tarballs[folder], '-C', unpacked]);
    renameSync(join(unpacked, 'package'), target);
  }
  for (const folder of folders) {
    const own = join(root, 'packages', folder, 'node_modules');
    const { dependencies = {} } = JSON.parse(readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8')) as {
      dependencies?: Record<string, string>;
    };
    for (const name of Object.keys(dependencies)) {
      const target = join(modules, name);
      if (existsSync(target)) continue;
      mkdirSync(dirname(target), { recursive: true });
      symlinkSync(join(own, name), target, 'junction');
    }
  }
  return project;
}

/** Runs a tool of the workspace; what it printed is the error's message where it fails. */
export function tool(name: string, ...args: readonly string[]): string {
  const path = join(root, 'node_modules', '.bin', name);
  const { status, stdout, stderr } = spawnSync(path, args, { cwd: root, encoding: 'utf8', shell: windows });
  if (status !== 0) throw new Error(`${name} failed:\n${stdout}${stderr}`);
  return stdout;
}
