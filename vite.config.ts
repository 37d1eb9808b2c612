import { playwright } from '@vitest/browser-playwright';
import { fileURLToPath } from 'node:url';
import { minify } from 'terser';
import {
  defaultClientConditions,
  defaultServerConditions,
  type LibraryOptions,
  type Plugin,
  type UserConfig,
} from 'vite';
import { defineConfig } from 'vitest/config';
import { browserNames, executablePath, launchArguments } from './test/setup/browsers.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Workspace packages are taken from their sources, so nothing has to be built to test. */
const fromSource: UserConfig = {
  resolve: { conditions: ['source', ...defaultClientConditions] },
  ssr: { resolve: { conditions: ['source', ...defaultServerConditions], externalConditions: ['source'] } },
};

const minifySheet = (css: string): string =>
  css
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/;}/g, '}')
    .replace(/: /g, ':')
    .replace(/ \/ /g, '/')
    .replace(/\b0(?=\.\d)/g, '')
    .replace(/='([a-z-]+)'\]/g, '=$1]')
    .trim();

/** Takes out the indentation, for white space within a line may be meant, and quotes around a word. */
const minifyMarkup = (html: string): string =>
  html
    .replace(/="([\w-]+)"/g, '=$1')
    .replace(/>\s*\n\s*/g, '>')
    .replace(/\s*\n\s*</g, '<')
    .replace(/\s+/g, ' ')
    .replace(/ >/g, '>');

/** Style sheets and markup are template literals, which no minifier looks into. */
const minifyTemplates: Plugin = {
  name: 'minify-templates',
  transform(code, id) {
    if (!id.startsWith(`${root}packages/widgets/src/`)) return null;
    let minified = code;
    const templates: TaggedTemplate[] = [];
    JSON.stringify(this.parse(code), (_, node: unknown) => {
      if (isTemplate(node)) templates.push(node);
      return node;
    });
    const pieces = templates.flatMap(({ tag, quasi }) => quasi.quasis.map((piece) => ({ ...piece, tag: tag.name })));
    // From the end, so that the places before stay right.
    for (const { start, end, tag } of pieces.sort((a, b) => b.start - a.start)) {
      const text = minified.slice(start, end);
      minified =
        minified.slice(0, start) + (tag === 'css' ? minifySheet(text) : minifyMarkup(text)) + minified.slice(end);
    }
    return minified;
  },
};

interface TaggedTemplate {
  readonly tag: { readonly name: string };
  readonly quasi: { readonly quasis: readonly { readonly start: number; readonly end: number }[] };
}

const isTemplate = (node: unknown): node is TaggedTemplate => {
  const { type, tag } = Object(node) as { readonly type?: string; readonly tag?: { readonly name?: string } };
  return type === 'TaggedTemplateExpression' && /^(css|html)$/.test(tag?.name ?? '');
};

/**
 * Once more over what the built-in minifier leaves: a kilobyte less. In ASCII, because a page that does not name its
 * encoding reads a classic script as Latin-1.
 */
const minifyScripts: Plugin = {
  name: 'minify-scripts',
  async generateBundle({ format }, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      const compress = { passes: 4, unsafe_arrows: true, unsafe_methods: true };
      const { code } = await minify(chunk.code, {
        module: format === 'es',
        ecma: 2020,
        compress,
        format: { ascii_only: true },
      });
      chunk.code = code ?? chunk.code;
    }
  },
};

/** A script-tag file: everything in one file, in one or two forms. */
const scriptTagFile = (lib: LibraryOptions): UserConfig => ({
  plugins: [minifyTemplates, minifyScripts],
  root: `${root}packages/widgets`,
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: {
    target: 'chrome103',
    outDir: 'dist/cdn',
    emptyOutDir: false,
    reportCompressedSize: false,
    lib,
    // Minifying once more takes its time, as is known: no warning about it in every build.
    rolldownOptions: { output: { minify: true }, checks: { pluginTimings: false } },
  },
});

const cdn = scriptTagFile({
  entry: 'src/cdn/script-tag.ts',
  name: 'tiktoolWidgets',
  formats: ['iife', 'es'],
  fileName: (format) => (format === 'es' ? 'tiktool-widgets.js' : 'tiktool-widgets.iife.js'),
});

/** Runs as a classic script and as a module, before or behind the other file. */
const languages = scriptTagFile({
  entry: 'src/define/languages.ts',
  name: 'tiktoolLanguages',
  formats: ['iife'],
  fileName: () => 'tiktool-languages.js',
});

const builds: Readonly<Record<string, UserConfig>> = { cdn, languages };

const test = {
  test: {
    projects: [
      {
        ...fromSource,
        test: {
          name: 'node',
          environment: 'node',
          // Ends what hangs; a slow machine is no fault.
          testTimeout: 30_000,
          include: ['packages/*/{src,manifest}/**/*.test.ts', 'test/unit/**/*.test.ts', 'demo/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts', '**/node_modules/**', '**/dist/**'],
        },
      },
      {
        ...fromSource,
        root: `${root}packages/widgets`,
        // Found only while the first test loads, they would reload the page under it.
        optimizeDeps: {
          include: ['lit/html.js', '@tiktool-widgets/client > mitt'],
        },
        test: {
          name: 'browser',
          testTimeout: 60_000,
          include: ['src/**/*.browser.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            expect: { toMatchScreenshot: { timeout: 1000 } },
            instances: browserNames.map((name) => ({
              browser: 'chromium' as const,
              name,
              provider: playwright({ launchOptions: { executablePath: executablePath(name), args: launchArguments } }),
            })),
          },
        },
      },
      {
        ...fromSource,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'packaging',
          environment: 'node',
          include: ['test/packaging/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
};

export default defineConfig(({ mode }) => builds[mode] ?? { ...fromSource, ...test });
