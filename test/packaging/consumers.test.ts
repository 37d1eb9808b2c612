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
const readmes = [
  'README.md',
  'packages/widgets/README.md',
  'packages/client/README.md',
  'packages/simulator/README.md',
] as const;
const frameworks = ['@types/react', 'preact', 'solid-js', 'vue'];
/** As much of Vite and its plugin for Vue as the README's settings touch; neither is installed beside the packages. */
const bundlers = `
declare module 'vite' {
  export function defineConfig(config: { plugins: object[] }): object;
}
declare module '@vitejs/plugin-vue' {
  export default function vue(options: {
    template: { compilerOptions: { isCustomElement: (tag: string) => boolean } };
  }): object;
}
`;
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
  symlinkSync(join(root, 'node_modules/@types/node'), join(project, 'node_modules/@types/node'), 'junction');
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
  compile([...files, 'every-attribute.tsx']);
});

test('the code that stands in the READMEs compiles as it is typed', () => {
  writeFileSync(join(project, 'bundlers.d.ts'), bundlers);
  const blocks = readmes.flatMap((path, place) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(/^```(tsx?)\n([^]*?)^```/gm)].map(
      ([, kind = '', code = ''], index) => {
        const file = `readme-${place}-${index}.${kind}`;
        writeFileSync(join(project, file), code);
        return file;
      },
    ),
  );
  expect(blocks.length).toBeGreaterThan(8);
  compile([...blocks, 'bundlers.d.ts'], ['node']);
});

// A name that is nobody's could be published by anybody, and would be handed the API key.
test('what the READMEs start with npx is a package of ours, or installed here', () => {
  const all = [...readmes, 'packages/token-server/README.md', '.github/CONTRIBUTING.md'];
  const started = all
    .flatMap((path) => [...readFileSync(join(root, path), 'utf8').matchAll(/\bnpx (?:-y )?([@\w/.-]+)/g)])
    .map(([, name = '']) => name);
  expect(started).toContain(packages['token-server']);
  const known = [...Object.values<string>(packages), ...readdirSync(join(root, 'node_modules'))];
  expect(started.filter((name) => !known.includes(name))).toEqual([]);
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

function compile(files: readonly string[], types: readonly string[] = []): void {
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'ES2022',
    module: 'ESNext',
    moduleResolution: 'bundler',
    moduleDetection: 'force',
    lib: ['ES2022', 'DOM', 'DOM.Iterable'],
    types,
    jsx: 'react-jsx',
  };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  tool('tsc', '-p', project);
}

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
