import { afterEach } from 'vitest';
import { defineAll } from '../define-all.js';

defineAll();

afterEach(() => {
  document.body.replaceChildren();
});

/** Puts one element with these attributes and properties into the page and waits for its first drawing. */
export async function mount<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  properties: Partial<HTMLElementTagNameMap[K]> = {},
): Promise<HTMLElementTagNameMap[K]> {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  Object.assign(element, properties);
  document.body.append(element);
  await drawn(element);
  return element;
}

/** Waits for a drawing that was asked for. */
export async function drawn(element: HTMLElement): Promise<void> {
  await pause(0);
  if ('updateComplete' in element) await element.updateComplete;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** All elements of a part, in document order. */
export const parts = (element: Element, name: string): HTMLElement[] => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>(`[part~="${name}"]`) ?? []),
];

/** The first element of a part. */
export function part(element: Element, name: string): HTMLElement {
  const [first] = parts(element, name);
  if (!first) throw new Error(`no part ${name}`);
  return first;
}

/** What the parts of this name say. */
export const texts = (element: Element, name: string): string[] =>
  parts(element, name).map(({ textContent }) => textContent.trim());

/** Where an element is drawn. */
export const box = (element: Element): DOMRect => element.getBoundingClientRect();
