import * as library from 'tiktool-widgets';
import { beforeAll, expect, test } from 'vitest';
import { customElementsManifest } from '../../packages/widgets/manifest/custom-elements.js';
import { readElements } from '../../packages/widgets/manifest/read-elements.js';
import { fieldsOf, fieldsOfAll, labelOf, wordsOf } from './fields.js';

let manifest: unknown;
// As the build makes it.
beforeAll(() => {
  const source = new URL('../../packages/widgets/src/', import.meta.url);
  manifest = JSON.parse(JSON.stringify(customElementsManifest(readElements(source, library))));
}, 60_000);

const field = (tag: string, attribute: string) => fieldsOf(manifest, tag).find((one) => one.attribute === attribute);

test('each kind of attribute has its kind of field', () => {
  expect(field('tiktool-chat', 'layout')).toMatchObject({ kind: 'choice', words: ['list', 'bubbles', 'ticker'] });
  expect(field('tiktool-chat', 'max-messages')).toMatchObject({ kind: 'number', fallback: '50' });
  expect(field('tiktool-chat', 'merge')).toMatchObject({ kind: 'flag', fallback: '' });
  expect(field('tiktool-chat', 'command-prefixes')).toMatchObject({ kind: 'text', fallback: '!' });
  expect(field('tiktool-gifts', 'safe')?.description).toBe('No TikTok artwork, neutral words.');
});

test('what the page has its own place for has no field', () => {
  for (const name of ['creator', 'token-url', 'endpoint', 'live-url', 'share', 'theme', 'status'])
    expect(field('tiktool-chat', name)).toBeUndefined();
});

test('what two widgets have in common has one field, which says where they differ', () => {
  const fields = fieldsOfAll(manifest, ['tiktool-chat', 'tiktool-gifts']);
  const of = (attribute: string) => fields.filter((one) => one.attribute === attribute);
  expect(of('order')).toMatchObject([{ fallback: 'bottom', description: 'Where new rows appear.' }]);
  expect(of('hide-after')).toMatchObject([{ fallback: 'chat 0, gifts 10' }]);
  expect(of('hide-after')[0]?.description).toMatch(/^chat: Seconds a row stays; .*\ngifts: Seconds a row stays after/);
});

test('looks are the library’s', () => {
  expect(wordsOf(manifest, 'tiktool-live', 'theme')).toEqual(['plate', 'outline', 'light', 'neon', 'minimal']);
});

test.each([undefined, null, 7, [], {}, { modules: [null, { declarations: 7 }] }])(
  'no field comes from %j',
  (strange) => {
    expect(fieldsOf(strange, 'tiktool-chat')).toEqual([]);
  },
);

test('labels are words', () => {
  expect(labelOf('hide-after')).toBe('Hide after');
});
