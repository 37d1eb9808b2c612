import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Real traffic that lies beside the project, not in it: tests that need it skip where it is absent. */
const folder = fileURLToPath(new URL('../../../../../shared/recordings/', import.meta.url));

export const haveRecordings = existsSync(`${folder}expected.json`);
if (!haveRecordings) console.warn('skipped: no recordings beside the project (../shared/recordings)');

export interface Line {
  readonly t: number;
  readonly frame: { readonly event: string; readonly data?: Record<string, unknown> };
}

export interface Expected {
  readonly events: Readonly<Record<string, number>>;
  readonly gifts: { readonly streaksOrSingles: number; readonly diamondsTrue_maxPerStreak: number };
  readonly likes: { readonly maxTotal: number };
}

const json = (text: string): unknown => JSON.parse(text);
const read = (name: string): string => readFileSync(folder + name, 'utf8');

export interface Recording {
  readonly name: string;
  readonly lines: readonly Line[];
  readonly expected: Expected;
}

export function recordings(): readonly Recording[] {
  if (!haveRecordings) return [];
  const expected = json(read('expected.json')) as Record<string, Expected>;
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => {
      const right = expected[name.replace('.sdk.', '.docs.')];
      if (!right) throw new Error(`no expected totals for ${name}`);
      const lines = read(name)
        .trim()
        .split('\n')
        .map((line) => json(line) as Line);
      return { name: name.replace('.jsonl', ''), lines, expected: right };
    });
}

/** Single messages of every kind: name and text. */
export function samples(): readonly (readonly [name: string, text: string])[] {
  return haveRecordings ? readdirSync(`${folder}samples`).map((name) => [name, read(`samples/${name}`)] as const) : [];
}
