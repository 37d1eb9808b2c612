import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build, type Rolldown } from 'vite';
import { expect, test } from 'vitest';
import { createShow } from './index.js';

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'chrome103',
      minify: false,
      lib: { entry: fileURLToPath(new URL('index.ts', import.meta.url)), formats: ['iife'], name: 'show' },
    },
  });
  const first = Array.isArray(result) ? result[0] : result;
  if (first === undefined || !('output' in first)) throw new Error('nothing was built');
  const chunks = first.output.filter((part): part is Rolldown.OutputChunk => part.type === 'chunk');
  expect(chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports])).toEqual([]);
  return chunks.map(({ code }) => code).join('\n');
}

test('the show runs where there is nothing but the language, and makes the same frames', async () => {
  const code = await bundle();
  expect(code).not.toMatch(/node:|\brequire\(|__vite/);
  const context = createContext({});
  const text: unknown = runInContext(
    `${code}; JSON.stringify([...show.createShow({ seed: 5, scenario: 'busy', duration: 20000 })])`,
    context,
  );
  expect(text).toBe(JSON.stringify([...createShow({ seed: 5, scenario: 'busy', duration: 20_000 })]));
}, 30_000);
