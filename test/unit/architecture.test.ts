import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { filesBelow, importsOf, isShipped, packageNames, read, resolveImport } from './workspace-files.js';

const sources = Object.fromEntries(packageNames.map((name) => [name, filesBelow(`packages/${name}/src`, /\.ts$/)]));
const shipped = (name: string): readonly string[] => (sources[name] ?? []).filter(isShipped);
const isRelative = (specifier: string): boolean => specifier.startsWith('.');

/** Package → what its shipped files may import besides their own. */
const allowed: Readonly<Record<(typeof packageNames)[number], RegExp>> = {
  client: /^mitt$/,
  widgets: /^(lit|@lit\/context)(\/|$)|^@tiktool-widgets\/client$/,
  'token-server': /^@tiktool-widgets\/client\/protocol$|^@hono\/node-server$|^hono$|^lru-cache$|^node:/,
  simulator: /^@tiktool-widgets\/client\/protocol$|^ws$|^node:/,
};

/** Types of the elements for a framework name that framework, and nothing is left of it in what runs. */
const frameworks: Readonly<Record<string, string>> = {
  'packages/widgets/src/frameworks/react.ts': 'react',
  'packages/widgets/src/frameworks/preact.ts': 'preact',
  'packages/widgets/src/frameworks/solid.ts': 'solid-js',
  'packages/widgets/src/frameworks/vue.ts': 'vue',
};

describe('the four walls', () => {
  test.each(packageNames)('%s imports only what it may', (name) => {
    const strangers = shipped(name).flatMap((path) =>
      importsOf(path)
        .filter((specifier) => !isRelative(specifier) && !allowed[name].test(specifier))
        .filter((specifier) => frameworks[path] !== specifier)
        .map((specifier) => `${path}: ${specifier}`),
    );
    expect(strangers).toEqual([]);
  });

  test.each(Object.keys(frameworks))('%s is types alone', (path) => {
    const { outputText } = ts.transpileModule(read(path), {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
    });
    expect(outputText.trim()).toBe('export {};');
  });

  test('no relative import leaves its package', () => {
    const leaving = packageNames.flatMap((name) =>
      (sources[name] ?? []).flatMap((path) =>
        importsOf(path)
          .filter((specifier) => isRelative(specifier))
          .filter((specifier) => !resolveImport(path, specifier).startsWith(`packages/${name}/`))
          .map((specifier) => `${path}: ${specifier}`),
      ),
    );
    expect(leaving).toEqual([]);
  });

  test('relative imports name their file, with .js', () => {
    const vague = packageNames.flatMap((name) =>
      (sources[name] ?? []).flatMap((path) =>
        importsOf(path)
          .filter((specifier) => isRelative(specifier) && !/\.(js|json|css)$/.test(specifier))
          .map((specifier) => `${path}: ${specifier}`),
      ),
    );
    expect(vague).toEqual([]);
  });

  test('nothing that is shipped imports a test', () => {
    const leaks = packageNames.flatMap((name) =>
      shipped(name).flatMap((path) =>
        importsOf(path)
          .filter((specifier) => isRelative(specifier) && !isShipped(resolveImport(path, specifier)))
          .map((specifier) => `${path}: ${specifier}`),
      ),
    );
    expect(leaks).toEqual([]);
  });

  test('the client is compiled without a document', () => {
    const config = read('packages/client/tsconfig.json');
    expect(config).not.toMatch(/"DOM/i);
    expect(shipped('client').filter((path) => read(path).includes('reference lib="dom'))).toEqual([]);
  });

  test('the simulator is no dependency of what is published', () => {
    for (const name of ['client', 'widgets', 'token-server'] as const) {
      expect(read(`packages/${name}/package.json`)).not.toContain('@tiktool-widgets/simulator');
    }
  });
});

describe('data flows one way', () => {
  /** Folder of client/src → the folders upstream, that it may import from. */
  const flow: Readonly<Record<string, readonly string[]>> = {
    token: [],
    connection: ['token'],
    sharing: ['token', 'connection'],
    protocol: [],
    room: ['protocol'],
    memory: ['sharing', 'protocol', 'room'],
  };
  /** What is handed in from outside (clock, network, storage, socket) flows nowhere: every folder may name it. */
  const ports = /^packages\/client\/src\/connection\/(environment|stored-value|transport)\.ts$/;
  const folderOf = (path: string): string => path.split('/').slice(3, -1)[0] ?? '';

  test.each(Object.keys(flow))('client/src/%s imports nothing downstream', (folder) => {
    const wrong = shipped('client')
      .filter((path) => folderOf(path) === folder)
      .flatMap((path) =>
        importsOf(path)
          .filter(isRelative)
          .map((specifier) => resolveImport(path, specifier))
          .filter((target) => !ports.test(target))
          .map(folderOf)
          .filter((target) => target !== folder && !flow[folder]?.includes(target))
          .map((target) => `${path} → ${target || 'the root of src'}`),
      );
    expect(wrong).toEqual([]);
  });

  test('every folder of client/src has its place in the flow', () => {
    const folders = new Set(shipped('client').map(folderOf).filter(Boolean));
    expect([...folders].filter((folder) => !(folder in flow))).toEqual([]);
  });

  test.each(packageNames)('%s has no import cycle', (name) => {
    const files = shipped(name);
    const edges = new Map(
      files.map((path) => [
        path,
        importsOf(path)
          .filter(isRelative)
          .map((s) => resolveImport(path, s)),
      ]),
    );
    expect(findCycle(edges)).toEqual([]);
  });
});

describe('a file is one idea', () => {
  const all = packageNames.flatMap((name) => shipped(name));

  test('no bucket names', () => {
    expect(all.filter((path) => /\/(utils?|helpers?|types?|common|misc|shared)(\/|\.ts$)/.test(path))).toEqual([]);
  });

  test('about 300 lines at most', () => {
    // Catalogues of made-up data are lists, not ideas.
    const long = all
      .filter((path) => !/catalogue|phrases|people|words/.test(path))
      .filter((path) => read(path).split('\n').length > 350);
    expect(long).toEqual([]);
  });

  test('elements are registered only in define/, through the guard', () => {
    const registering = shipped('widgets').filter((path) => /\bdefineElement\(/.test(read(path)));
    expect(registering.filter((path) => !/\/(define|cdn)\/|\/define(-all)?\.ts$/.test(path))).toEqual([]);
    const bare = shipped('widgets').filter((path) => /customElements\s*\.define\(/.test(read(path)));
    expect(bare).toEqual(['packages/widgets/src/base/define.ts']);
  });
});

/** The first cycle as a path, or nothing. */
function findCycle(edges: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const done = new Set<string>();
  const visit = (node: string, trail: readonly string[]): readonly string[] => {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node];
    if (done.has(node)) return [];
    for (const next of edges.get(node) ?? []) {
      const cycle = visit(next, [...trail, node]);
      if (cycle.length > 0) return cycle;
    }
    done.add(node);
    return [];
  };
  for (const node of edges.keys()) {
    const cycle = visit(node, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
