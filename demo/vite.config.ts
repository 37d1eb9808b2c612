import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig } from 'vite';
import type { Plugin, UserConfig } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const cdn = fileURLToPath(new URL('../packages/widgets/dist/cdn/', import.meta.url));

/** The library's script-tag files beside the pages, as a user would put them on a web server. */
const scriptTagFiles: Plugin = {
  name: 'script-tag-files',
  generateBundle() {
    for (const fileName of ['tiktool-widgets.js', 'tiktool-widgets.iife.js', 'tiktool-languages.js']) {
      this.emitFile({ type: 'asset', fileName, source: readFileSync(cdn + fileName) });
    }
  },
};

const shared: UserConfig = {
  root,
  base: './',
  publicDir: false,
  // Never Lit's development build, whatever NODE_ENV says.
  resolve: {
    conditions: ['source', 'production', ...defaultClientConditions.filter((name) => !name.includes('development'))],
  },
};

/** The pages. */
const pages: UserConfig = {
  ...shared,
  plugins: [scriptTagFiles],
  build: {
    target: 'chrome103',
    outDir: 'dist',
    emptyOutDir: true,
    // A polyfill for preloading would be a script that the pages' policy refuses, and no browser here needs it.
    modulePreload: { polyfill: false },
    // Pictures stay files: the pages' policy allows no data addresses.
    assetsInlineLimit: 0,
    rolldownOptions: { input: [`${root}index.html`, `${root}overlay.html`, `${root}script-tag.html`] },
  },
};

/** The overlay's script: one classic file, so that it also runs from a folder on disk. */
const overlay: UserConfig = {
  ...shared,
  build: {
    target: 'chrome103',
    outDir: 'dist',
    emptyOutDir: false,
    lib: { entry: 'overlay/overlay.ts', name: 'tiktoolOverlay', formats: ['iife'], fileName: () => 'overlay.js' },
    rolldownOptions: { output: { minify: true } },
  },
};

export default defineConfig(({ mode }) => (mode === 'overlay' ? overlay : pages));
