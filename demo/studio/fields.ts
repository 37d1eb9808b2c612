/** How one attribute of a widget is edited. */
export interface Field {
  readonly attribute: string;
  readonly kind: 'flag' | 'number' | 'text' | 'choice';
  /** For `choice`: the words, the default first. */
  readonly words: readonly string[];
  /** The value that applies while the attribute is not set, as text. */
  readonly fallback: string;
}

/** Set elsewhere on the page, or not by hand. */
const elsewhere = /^(creator|token-url|token-provider|endpoint|live-url|share|theme|status|api-?key)$/;

/** Attributes that take one of a few words. Attributes that are not listed are edited as what their property is. */
const words: Readonly<Record<string, readonly string[]>> = {
  order: ['bottom', 'top'],
  layout: ['list', 'bubbles', 'ticker'],
  'name-format': ['nickname', 'handle', 'both'],
  'word-match': ['word', 'anywhere'],
  'block-mode': ['hide', 'mask'],
  recipient: ['host', 'all'],
};

/** `max-messages` → `maxMessages`. */
function propertyName(attribute: string): string {
  return attribute.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The fields of a widget, from the attributes it observes and the defaults its properties have. */
export function fieldsOf(element: HTMLElement): readonly Field[] {
  const observed: unknown = Reflect.get(element.constructor, 'observedAttributes');
  const attributes = Array.isArray(observed) ? observed.filter((name) => typeof name === 'string') : [];
  return attributes.filter((name) => !elsewhere.test(name)).map((name) => fieldOf(element, name));
}

function fieldOf(element: HTMLElement, attribute: string): Field {
  const value: unknown = Reflect.get(element, propertyName(attribute));
  const choice = words[attribute];
  if (choice) return { attribute, kind: 'choice', words: choice, fallback: choice[0] ?? '' };
  if (typeof value === 'boolean') return { attribute, kind: 'flag', words: [], fallback: '' };
  if (typeof value === 'number') return { attribute, kind: 'number', words: [], fallback: String(value) };
  const text = Array.isArray(value) ? value.join(',') : typeof value === 'string' ? value : '';
  return { attribute, kind: 'text', words: [], fallback: text };
}

/** `hide-after` → `Hide after`. */
export function labelOf(attribute: string): string {
  const text = attribute.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
