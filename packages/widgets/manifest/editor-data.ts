import type { ElementDescription, NamedDescription, TypedDescription } from './element-description.js';

interface Entry {
  readonly name: string;
  readonly description: string;
}

interface AttributeEntry extends Entry {
  /** `v`: the editor writes no value behind the name. */
  readonly valueSet?: 'v';
  readonly values?: readonly { readonly name: string }[];
}

interface TagEntry extends Entry {
  readonly attributes: readonly AttributeEntry[];
}

/** For the setting `html.customData` of VS Code: completion and hover text for tags and attributes. */
export function htmlData(elements: readonly ElementDescription[]): { version: 1.1; tags: readonly TagEntry[] } {
  return {
    version: 1.1,
    tags: elements.map(({ tag, description, options, parts, events }) => ({
      name: tag,
      description: [description, list('Parts', parts), list('Events', events)].filter(Boolean).join('\n\n'),
      attributes: options.flatMap(({ attribute, type, words, ...option }) =>
        attribute === undefined
          ? []
          : {
              name: attribute,
              description: withDefault(option),
              ...(type === 'boolean' ? { valueSet: 'v' as const } : {}),
              ...(words.length > 0 ? { values: words.map((name) => ({ name })) } : {}),
            },
      ),
    })),
  };
}

/** For `css.customData`: completion and hover text for the custom properties. */
export function cssData(elements: readonly ElementDescription[]): { version: 1.1; properties: readonly Entry[] } {
  const all = new Map(elements.flatMap(({ customProperties }) => customProperties.map((one) => [one.name, one])));
  return {
    version: 1.1,
    properties: [...all.values()].map((property) => ({ name: property.name, description: withDefault(property) })),
  };
}

const withDefault = ({ description, fallback }: Pick<NamedDescription, 'description' | 'fallback'>): string =>
  fallback === undefined ? description : `${description}\n\nDefault: \`${fallback}\``;

const list = (title: string, all: readonly (NamedDescription | TypedDescription)[]): string =>
  all.length > 0 ? `${title}: ${all.map(({ name }) => `\`${name}\``).join(', ')}` : '';
