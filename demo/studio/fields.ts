/** How one attribute of a widget is edited. */
export interface Field {
  readonly attribute: string;
  readonly kind: 'flag' | 'number' | 'text' | 'choice';
  /** For `choice`: the words, the default first. */
  readonly words: readonly string[];
  /** The value that applies while the attribute is not set, as text. */
  readonly fallback: string;
  /** What the attribute is for. */
  readonly description: string;
}

/** Set elsewhere on the page, or not by hand. */
const elsewhere = /^(creator|token-url|endpoint|live-url|share|theme|status)$/;

/**
 * The fields of a widget.
 * @param manifest the library's custom elements manifest
 */
export function fieldsOf(manifest: unknown, tag: string): readonly Field[] {
  return attributesOf(manifest, tag).filter(({ attribute }) => !elsewhere.test(attribute));
}

/** The fields of several widgets, each attribute once: where they differ, each widget says its own. */
export function fieldsOfAll(manifest: unknown, tags: readonly string[]): readonly Field[] {
  const all = tags.flatMap((tag) =>
    fieldsOf(manifest, tag).map((field) => ({ field, widget: tag.replace(/^tiktool-/, '') })),
  );
  const attributes = new Set(all.map(({ field }) => field.attribute));
  return [...attributes].flatMap((attribute) => {
    const same = all.filter(({ field }) => field.attribute === attribute);
    const [first] = same;
    if (!first) return [];
    const told = (key: 'fallback' | 'description', between: string, end: string): string =>
      same.every(({ field }) => field[key] === first.field[key])
        ? first.field[key]
        : same.map(({ field, widget }) => `${widget}${between}${field[key]}`).join(end);
    return [{ ...first.field, fallback: told('fallback', ' ', ', '), description: told('description', ': ', '\n') }];
  });
}

/** The words that an attribute takes, the default first. */
export function wordsOf(manifest: unknown, tag: string, attribute: string): readonly string[] {
  return attributesOf(manifest, tag).find((field) => field.attribute === attribute)?.words ?? [];
}

/** `hide-after` → `Hide after`. */
export function labelOf(attribute: string): string {
  const text = attribute.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function attributesOf(manifest: unknown, tag: string): readonly Field[] {
  return list(manifest, 'modules')
    .flatMap((module) => list(module, 'declarations'))
    .filter((declaration) => text(declaration, 'tagName') === tag)
    .flatMap((declaration) => list(declaration, 'attributes'))
    .map(fieldOf);
}

function fieldOf(attribute: unknown): Field {
  const type = text(value(attribute, 'type'), 'text');
  const words = [...type.matchAll(/'([^']*)'/g)].map(([, word]) => word ?? '');
  const kind = words.length > 0 ? 'choice' : type === 'boolean' ? 'flag' : type === 'number' ? 'number' : 'text';
  return {
    attribute: text(attribute, 'name'),
    kind,
    words,
    fallback: text(attribute, 'default'),
    description: text(attribute, 'description'),
  };
}

const value = (object: unknown, name: string): unknown =>
  typeof object === 'object' && object !== null ? Reflect.get(object, name) : undefined;

function list(object: unknown, name: string): readonly unknown[] {
  const found = value(object, name);
  return Array.isArray(found) ? found : [];
}

function text(object: unknown, name: string): string {
  const found = value(object, name);
  return typeof found === 'string' ? found : '';
}
