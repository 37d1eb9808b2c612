import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { helpText } from './command-options.js';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const readme = read('README.md');

describe('README', () => {
  it('shows every recipe as it is', () => {
    const shown = [...readme.matchAll(/<!-- recipe (\S+) -->\s*```ts\n(.*?)```/gs)].map(([, name, code]) => {
      expect(code, name).toBe(read(`recipes/${name ?? ''}`));
      return name;
    });
    const files = readdirSync(new URL('../recipes', import.meta.url)).filter((name) => /(?<!\.d)\.ts$/.test(name));
    expect(shown.sort()).toEqual(files.sort());
  });

  it('explains every option', () => {
    const declaration = /interface TokenHandlerOptions \{(.*?)\n\}/s.exec(read('src/handler-options.ts'))?.[1] ?? '';
    const options = [...declaration.matchAll(/^ {2}(\w+)\??:/gm)].map(([, name]) => name ?? '');
    expect(options.length).toBeGreaterThan(10);
    expect(options.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  it('explains every error code', () => {
    const sources = readdirSync(new URL('.', import.meta.url)).filter((name) => !name.includes('.test.'));
    const codes = sources
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) =>
        [...read(`src/${name}`).matchAll(/Refusal\(\s*\d{3},\s*'([\w-]+)'/g)].map(([, code]) => code ?? ''),
      );
    expect(codes.length).toBeGreaterThan(20);
    expect(codes.filter((code) => !readme.includes(`\`${code}\``))).toEqual([]);
  });

  it('names the same variables and flags as --help', () => {
    const words = (text: string): string[] => [...new Set(text.match(/TIKTOOL_[A-Z_]+|(?<=[`\s])--[a-z-]+/g))].sort();
    const inReadme = words(readme);
    for (const word of words(helpText)) expect(inReadme).toContain(word);
  });
});
