import manifest from 'tiktool-widgets/custom-elements.json';
import { fieldsOfAll, labelOf } from './fields.js';
import type { Field } from './fields.js';

/** The element with this id; the page and its script belong together, so a missing one is a mistake of ours. */
export function part<E extends HTMLElement>(id: string, kind: abstract new () => E): E {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`#${id} is missing`);
  return element;
}

/** A choice that is drawn as a button: check boxes for several, radio buttons for one. */
export function chip(
  type: 'checkbox' | 'radio',
  name: string,
  value: string,
  label: string,
  checked: boolean,
): HTMLElement {
  const input = document.createElement('input');
  Object.assign(input, { type, name, value, checked });
  const text = document.createElement('span');
  text.textContent = label;
  const box = document.createElement('label');
  box.className = 'chip';
  box.append(input, text);
  return box;
}

/** The values of the checked chips, in the page's order. */
export function checkedChips(container: HTMLElement): readonly string[] {
  return [...container.querySelectorAll<HTMLInputElement>('input:checked')].map((input) => input.value);
}

/** Attribute → value of fields that were drawn once: a widget that is picked again finds its options as they were. */
const kept = new Map<string, string>();

/** One row for each attribute of the widgets, without repeats. Values that are typed already are kept. */
export function drawOptions(container: HTMLElement, widgets: readonly HTMLElement[]): void {
  for (const { name } of controls(container)) kept.delete(name);
  for (const [name, value] of readOptions(container)) kept.set(name, value);
  const fields = fieldsOfAll(
    manifest,
    widgets.map(({ localName }) => localName),
  );
  container.replaceChildren(...fields.map((field) => optionRow(field, kept.get(field.attribute))));
}

function optionRow(field: Field, value: string | undefined): HTMLElement {
  const input = control(field, value);
  const label = document.createElement('label');
  label.className = 'option';
  label.append(labelOf(field.attribute), input);
  const hint = document.createElement('p');
  hint.className = 'hint';
  hint.id = `about-${field.attribute}`;
  // Code in the description is marked with backticks, for the READMEs.
  hint.append(...field.description.split('`').map((text, index) => (index % 2 === 0 ? text : code(text))));
  input.setAttribute('aria-describedby', hint.id);
  const row = document.createElement('div');
  row.append(label, hint);
  return row;
}

function code(text: string): HTMLElement {
  const element = document.createElement('code');
  element.textContent = text;
  return element;
}

function control(field: Field, value: string | undefined): HTMLElement {
  if (field.kind === 'choice') {
    const select = document.createElement('select');
    select.name = field.attribute;
    select.append(...field.words.map((word) => new Option(word, word, word === field.fallback, word === value)));
    return select;
  }
  const input = document.createElement('input');
  input.name = field.attribute;
  if (field.kind === 'flag') {
    input.type = 'checkbox';
    input.checked = value !== undefined;
  } else {
    input.type = field.kind;
    input.min = '0';
    input.placeholder = field.fallback;
    input.value = value ?? '';
  }
  return input;
}

/** Attribute → value of everything that differs from its default. */
export function readOptions(container: HTMLElement): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const input of controls(container)) {
    if (input instanceof HTMLSelectElement) {
      if (input.selectedIndex > 0) values.set(input.name, input.value);
    } else if (input.type === 'checkbox') {
      if (input.checked) values.set(input.name, '');
    } else if (input.value.trim() !== '') values.set(input.name, input.value.trim());
  }
  return values;
}

function controls(container: HTMLElement): Iterable<HTMLInputElement | HTMLSelectElement> {
  return container.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select');
}
