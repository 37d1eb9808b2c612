import { readFileSync } from 'node:fs';
import * as library from 'tiktool-widgets';
import { TiktoolChat, TiktoolGifts, TiktoolLive, TiktoolStatus } from 'tiktool-widgets';
import { beforeAll, describe, expect, it } from 'vitest';
import { customElementsManifest } from './custom-elements.js';
import { cssData, htmlData } from './editor-data.js';
import type { ElementDescription } from './element-description.js';
import { readElements } from './read-elements.js';
import { withTables } from './readme-tables.js';

let elements: readonly ElementDescription[] = [];
// The compiler reads the sources once.
beforeAll(() => {
  elements = readElements(new URL('../src/', import.meta.url), library);
}, 60_000);

const element = (tag: string): ElementDescription => elements.find((one) => one.tag === tag)!;
const option = (tag: string, property: string) => element(tag).options.find((one) => one.property === property);
const names = (all: readonly { readonly name: string }[]): readonly string[] => all.map(({ name }) => name);

describe('what the elements are, read from their sources', () => {
  it('has each element', () => {
    expect(elements.map(({ tag }) => tag)).toEqual(['tiktool-live', 'tiktool-chat', 'tiktool-gifts', 'tiktool-status']);
  });

  it.each([TiktoolLive, TiktoolChat, TiktoolGifts, TiktoolStatus])('%o: has each attribute it observes', (one) => {
    const { options } = elements.find(({ className }) => className === one.name)!;
    const written = options.flatMap(({ attribute }) => attribute ?? []);
    const notForMarkup = /^(api-?key|token-provider)$/;
    expect([...written].sort()).toEqual(one.observedAttributes.filter((name) => !notForMarkup.test(name)).sort());
    expect(options.map(({ property }) => property)).toEqual(Object.keys(one.options));
  });

  it('knows types, words, defaults and meanings', () => {
    expect(option('tiktool-chat', 'layout')).toEqual({
      property: 'layout',
      attribute: 'layout',
      type: "'list' | 'bubbles' | 'ticker'",
      words: ['list', 'bubbles', 'ticker'],
      fallback: 'list',
      description: 'Rows, speech bubbles, or one moving line.',
    });
    expect(option('tiktool-chat', 'maxMessages')).toMatchObject({ type: 'number', fallback: '50' });
    expect(option('tiktool-chat', 'merge')).toMatchObject({ type: 'boolean', fallback: undefined });
    expect(option('tiktool-chat', 'commandPrefixes')).toMatchObject({ type: 'readonly string[]', fallback: '!' });
    expect(option('tiktool-chat', 'endpoint')).toMatchObject({ fallback: 'wss://api.tik.tools' });
    expect(option('tiktool-live', 'tokenProvider')).toMatchObject({ attribute: undefined });
    expect(option('tiktool-gifts', 'status')?.words).toEqual(['none', 'badge']);
    expect(option('tiktool-status', 'status')?.words).toEqual(['none', 'badge', 'panel']);
  });

  it('knows parts and custom properties, inherited ones too, and nothing of its neighbours', () => {
    expect(names(element('tiktool-gifts').parts)).toEqual(
      expect.arrayContaining(['gift', 'gift-name', 'count', 'status', 'retry']),
    );
    expect(names(element('tiktool-gifts').parts)).not.toContain('message');
    expect(names(element('tiktool-chat').customProperties)).toEqual(
      expect.arrayContaining(['--tiktool-font-size', '--tiktool-badge-color']),
    );
    expect(names(element('tiktool-gifts').customProperties)).not.toContain('--tiktool-badge-color');
    expect(element('tiktool-live').parts).toEqual([]);
  });

  it('knows events and the properties that are no options', () => {
    expect(element('tiktool-chat').events).toEqual([
      expect.objectContaining({ name: 'tiktool-state', type: 'CustomEvent<ConnectionState>' }),
      expect.objectContaining({ name: 'tiktool-event', type: 'CustomEvent<LiveEvent>' }),
      expect.objectContaining({ name: 'tiktool-gap', type: 'CustomEvent<Gap>' }),
    ]);
    expect(names(element('tiktool-chat').members)).toEqual(['client', 'state', 'version']);
  });
});

describe('what is made of it', () => {
  it('a manifest in which a tag leads to its class', () => {
    const manifest = customElementsManifest(elements);
    for (const { tag, className } of elements) {
      const [, name] = tag.split('-');
      const definition = manifest.modules.find(({ path }) => path === `dist/define/${name!}.js`)!;
      const { declaration } = definition.exports![0]!;
      expect(definition.exports![0]).toMatchObject({ kind: 'custom-element-definition', name: tag });
      const home = manifest.modules.find(({ path }) => path === declaration.module)!;
      expect(home.declarations).toEqual([expect.objectContaining({ tagName: tag, name: className })]);
    }
  });

  it('words and hover text for editors', () => {
    const chat = htmlData(elements).tags.find(({ name }) => name === 'tiktool-chat')!;
    expect(chat.attributes.find(({ name }) => name === 'order')).toEqual({
      name: 'order',
      description: 'Where new rows appear.\n\nDefault: `bottom`',
      values: [{ name: 'bottom' }, { name: 'top' }],
    });
    expect(chat.attributes.find(({ name }) => name === 'merge')).toMatchObject({ valueSet: 'v' });
    const properties = cssData(elements).properties.map(({ name }) => name);
    expect(new Set(properties).size).toBe(properties.length);
    expect(properties).toContain('--tiktool-accent');
  });

  // After a change of options, parts or custom properties: npx vitest run --project node packages/widgets/manifest -u
  it.each(['../README.md', '../../../README.md'])('the tables that stand in %s', async (path) => {
    const text = readFileSync(new URL(path, import.meta.url), 'utf8');
    await expect(withTables(text, elements)).toMatchFileSnapshot(path);
  });

  it('no table for a text without its markers', () => {
    expect(() => withTables('# Title', elements)).toThrow('<!-- elements -->');
  });
});
