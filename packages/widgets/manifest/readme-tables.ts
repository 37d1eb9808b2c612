import type { ElementDescription, NamedDescription, OptionDescription } from './element-description.js';

const begin = /<!-- elements( in short)? -->/;
const end = '<!-- /elements -->';

/**
 * A text with the tables of all elements between its markers, `<!-- elements -->` and `<!-- /elements -->`. With
 * `<!-- elements in short -->` parts are only named.
 * @throws Error for a text without the markers
 */
export function withTables(text: string, elements: readonly ElementDescription[]): string {
  const marker = begin.exec(text);
  const endsAt = text.indexOf(end);
  if (!marker || endsAt < marker.index) throw new Error(`There is no <!-- elements --> … ${end}.`);
  const before = text.slice(0, marker.index + marker[0].length);
  return `${before}\n\n${tables(elements, marker[1] !== undefined)}\n\n${text.slice(endsAt)}`;
}

function tables(elements: readonly ElementDescription[], inShort: boolean): string {
  const [provider] = elements;
  const shared = provider?.options ?? [];
  const isShared = (option: OptionDescription): boolean =>
    shared.some((one) => JSON.stringify(one) === JSON.stringify(option));
  // Backwards, because the last element has none of its own: what all share comes first.
  const properties = new Map(
    [...elements].reverse().flatMap((one) => one.customProperties.map((property) => [property.name, property])),
  );
  return [
    `Every widget, and \`<${provider?.tag ?? ''}>\`, which provides these to the widgets inside it:`,
    optionTable(shared),
    ...elements.flatMap(({ tag, description, options, parts }) => [
      `\`<${tag}>\`: ${description}`,
      ...own(
        optionTable,
        options.filter((option) => !isShared(option)),
      ),
      ...own(inShort ? partLine : partTable, parts),
    ]),
    'Custom properties, on the elements or on anything around them:',
    propertyTable([...properties.values()]),
    'Events, on each element; they do not bubble:',
    table(
      ['event', 'type', 'when'],
      (provider?.events ?? []).map(({ name, type, description }) => [code(name), code(type), description]),
    ),
  ].join('\n\n');
}

const own = <T>(draw: (all: readonly T[]) => string, all: readonly T[]): readonly string[] =>
  all.length > 0 ? [draw(all)] : [];

const optionTable = (options: readonly OptionDescription[]): string =>
  table(
    ['attribute', 'values', 'default', 'meaning'],
    options.map(({ attribute, property, type, words, fallback, description }) => [
      attribute === undefined ? `(property ${code(property)})` : code(attribute),
      words.length > 0 ? words.map(code).join(' ') : values(type),
      byDefault(fallback),
      description,
    ]),
  );

const values = (type: string): string =>
  type === 'boolean' ? 'flag' : type.endsWith('[]') ? 'list' : type.startsWith('TokenProvider') ? 'function' : type;

const partTable = (parts: readonly NamedDescription[]): string =>
  table(
    ['part', 'what it is'],
    parts.map(({ name, description }) => [code(name), description]),
  );

const partLine = (parts: readonly NamedDescription[]): string =>
  `Parts: ${parts.map(({ name }) => code(name)).join(' ')}.`;

const propertyTable = (properties: readonly NamedDescription[]): string =>
  table(
    ['custom property', 'default', 'what it sets'],
    properties.map(({ name, fallback, description }) => [code(name), byDefault(fallback), description]),
  );

const code = (text: string): string => `\`${text}\``;

// A default in words is no value.
const byDefault = (text = ''): string => (text === '' || /\s/.test(text) ? text : code(text));

/** As the formatter writes it, so that the text need not be exempt from it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [first = [], ...others] = cells;
  return [line(first), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...others.map(line)].join('\n');
}
