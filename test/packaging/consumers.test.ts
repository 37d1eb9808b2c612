// What an application developer gets: the published types, in a project of their own, with and without a framework.
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { install, pack, packages, root, tool } from './tarballs.js';

const sources = fileURLToPath(new URL('consumers/', import.meta.url));
const frameworks = ['@types/react', 'preact', 'solid-js', 'vue'];
const destination = mkdtempSync(join(tmpdir(), 'tiktool-consumers-'));
let project: string;

beforeAll(() => {
  project = install({
    client: pack('client', destination),
    widgets: pack('widgets', destination),
    'token-server': pack('token-server', destination),
    simulator: pack('simulator', destination),
  });
  for (const name of frameworks) {
    const target = join(project, 'node_modules', name);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(join(root, 'test/node_modules', name), target, 'junction');
  }
});
afterAll(() => {
  rmSync(destination, { recursive: true });
  rmSync(project, { recursive: true });
});

// As strictly as anybody can compile: what libraries declare is checked, too. What is wrong on purpose says so, and the
// compiler complains where it is not.
test('applications without a framework, in React, Preact, Solid and Vue compile', () => {
  const files = readdirSync(sources);
  for (const file of files) copyFileSync(join(sources, file), join(project, file));
  writeFileSync(join(project, 'every-attribute.tsx'), everyAttribute());
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'ES2022',
    module: 'ESNext',
    moduleResolution: 'bundler',
    lib: ['ES2022', 'DOM', 'DOM.Iterable'],
    types: [],
    jsx: 'react-jsx',
  };
  const config = JSON.stringify({ compilerOptions, files: [...files, 'every-attribute.tsx'] });
  writeFileSync(join(project, 'tsconfig.json'), config);
  tool('tsc', '-p', project);
});

test.each(['README.md', 'packages/widgets/README.md', 'packages/client/README.md'])(
  '%s imports what is there',
  (path) => {
    const names = Object.values<string>(packages);
    const specifiers = [...readFileSync(join(root, path), 'utf8').matchAll(/^import (?:.*? from )?'([^']+)'/gm)]
      .map(([, specifier]) => specifier ?? '')
      .filter((specifier) => names.some((name) => specifier.startsWith(name)));
    expect(specifiers).not.toEqual([]);
    const code = specifiers.map((specifier) => `import '${specifier}';`).join('');
    execFileSync(process.execPath, ['--input-type=module', '--eval', code], { cwd: project, stdio: 'pipe' });
  },
);

interface Manifest {
  readonly modules: readonly {
    readonly declarations: readonly {
      readonly tagName: string;
      readonly attributes: readonly {
        readonly name: string;
        readonly fieldName: string;
        readonly type: { readonly text: string };
      }[];
    }[];
  }[];
}

/** A page in React with each attribute of each element, once as it may be and once as it may not. */
function everyAttribute(): string {
  const path = join(project, 'node_modules', packages.widgets, 'dist/custom-elements.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  const lines = manifest.modules
    .flatMap(({ declarations }) => declarations)
    .flatMap(({ tagName, attributes }) =>
      attributes.flatMap(({ name, fieldName, type: { text } }) =>
        [name, fieldName].flatMap((spelling) => [
          ...samples(text).map((sample) => `<${tagName} ${spelling}={${sample}} />,`),
          '// @ts-expect-error a value that no attribute takes',
          `<${tagName} ${spelling}={{}} />,`,
          ...(text === 'string' ? [] : ['// @ts-expect-error not of its kind', `<${tagName} ${spelling}="?" />,`]),
        ]),
      ),
    );
  expect(lines.length).toBeGreaterThan(300);
  return `/** @jsxImportSource react */\nimport type {} from 'tiktool-widgets/jsx';\nexport const all = [\n${lines.join('\n')}\n];\n`;
}

function samples(type: string): readonly string[] {
  if (type === 'number') return ['8', "'8'"];
  if (type === 'boolean') return ['true', 'false', "''"];
  return type === 'string' ? ["'text'"] : type.split(' | ');
}
