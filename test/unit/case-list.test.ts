// Every case of the two lists is in the title of a test, or on the one list of what is still to do.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import list from './cases-to-do.json' with { type: 'json' };
import { filesBelow, read } from './workspace-files.js';

/** Case id → why it has no test yet. */
const toDo: Readonly<Record<string, string>> = list;

const lists = ['cases.json', 'connection-cases.json'].map((name) =>
  fileURLToPath(new URL(`../../../shared/${name}`, import.meta.url)),
);
const present = lists.every((path) => existsSync(path));
if (!present) console.log('The case lists (../shared/*cases.json) are not here: their coverage is not checked.');

function idsOf(path: string): readonly string[] {
  const cases: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!Array.isArray(cases)) throw new Error(`${path} is no list`);
  return cases.map((entry: unknown) => String(Reflect.get(Object(entry) as object, 'id')));
}

/** Case ids in the titles of all tests of the workspace. */
function tested(): ReadonlySet<string> {
  const files = [
    ...filesBelow('packages', /\.test\.ts$/),
    ...filesBelow('test', /\.test\.ts$/),
    ...filesBelow('demo', /\.test\.ts$/),
  ];
  const titles = files.flatMap((path) => [
    // A call of a call is a table's: `it.each([…])('title', …)`.
    ...read(path).matchAll(/(?:\b(?:test|it|describe)(?:\.\w+)*|\))\(\s*(['"`])(.*?)\1/gs),
  ]);
  return new Set(titles.flatMap((match) => match[2]?.match(/\b[CR]\d{2,3}\b/g) ?? []));
}

test.skipIf(!present)('every case is tested, or on the list of what is to do', () => {
  const covered = tested();
  const missing = lists.flatMap(idsOf).filter((id) => !covered.has(id) && !(id in toDo));
  expect(missing).toEqual([]);
});

test('nothing that is tested is still on the list of what is to do', () => {
  const covered = tested();
  expect(Object.keys(toDo).filter((id) => covered.has(id))).toEqual([]);
});

test('every entry of the list has a reason', () => {
  expect(Object.entries(toDo).filter(([, reason]) => reason.length < 10)).toEqual([]);
});
