import type {
  Attribute,
  CustomElementDeclaration,
  Declaration,
  Export,
  JavaScriptModule,
  Package,
  Reference,
} from 'custom-elements-manifest';
import type { ElementDescription, OptionDescription } from './element-description.js';

/** The elements as a custom elements manifest: what editors, catalogues and generators read. */
export function customElementsManifest(elements: readonly ElementDescription[]): Package {
  return {
    schemaVersion: '2.1.0',
    readme: 'README.md',
    modules: [
      ...elements.map(classModule),
      javascript(
        'dist/index.js',
        elements.map((element) => ({ kind: 'js', name: element.className, declaration: reference(element) })),
      ),
      ...elements.map((element) =>
        javascript(`dist/define/${element.tag.replace('tiktool-', '')}.js`, [
          { kind: 'custom-element-definition', name: element.tag, declaration: reference(element) },
        ]),
      ),
    ],
  };
}

const path = ({ module }: ElementDescription): string => `dist/${module}.js`;

const reference = (element: ElementDescription): Reference => ({ name: element.className, module: path(element) });

const javascript = (file: string, exports: Export[], declarations: Declaration[] = []): JavaScriptModule => ({
  kind: 'javascript-module',
  path: file,
  declarations,
  exports,
});

function classModule(element: ElementDescription): JavaScriptModule {
  const { tag, className, description, options, members, events, parts, customProperties, slots } = element;
  const declaration: CustomElementDeclaration = {
    kind: 'class',
    customElement: true,
    tagName: tag,
    name: className,
    description,
    superclass: { name: 'LitElement', package: 'lit' },
    attributes: options.flatMap(attributes),
    members: [
      ...options.map((option) => ({
        kind: 'field' as const,
        name: option.property,
        description: option.description,
        type: { text: option.type },
        ...byDefault(option.fallback),
      })),
      ...members.map(({ type, ...member }) => ({ kind: 'field' as const, ...member, type: { text: type } })),
    ],
    events: events.map(({ name, type, description: text }) => ({ name, type: { text: type }, description: text })),
    slots: [...slots],
    cssParts: [...parts],
    cssProperties: customProperties.map(({ name, description: text, fallback }) => ({
      name,
      description: text,
      ...byDefault(fallback),
    })),
  };
  return javascript(path(element), [{ kind: 'js', name: className, declaration: { name: className } }], [declaration]);
}

function attributes({ attribute, property, type, fallback, description }: OptionDescription): Attribute[] {
  if (attribute === undefined) return [];
  // In markup a list is written as text.
  const text = type.endsWith('[]') ? 'string' : type;
  return [{ name: attribute, fieldName: property, description, type: { text }, ...byDefault(fallback) }];
}

const byDefault = (fallback: string | undefined): { default?: string } =>
  fallback === undefined ? {} : { default: fallback };
