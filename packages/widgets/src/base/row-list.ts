import { render, type TemplateResult } from 'lit/html.js';

/**
 * Draws rows by their keys: a row keeps its element for as long as its key is there. Each is drawn into a fragment that it
 * leaves for the list, and goes as a whole: Lit's `repeat` would leave a comment in the page for every row that was ever
 * there (lit issue 5010).
 */
export class RowList {
  readonly #rows = new Map<string, { readonly origin: DocumentFragment; readonly element: Element | null }>();

  draw(list: Element, templates: ReadonlyMap<string, TemplateResult>): void {
    for (const [key, { element }] of this.#rows) {
      if (templates.has(key)) continue;
      element?.remove();
      this.#rows.delete(key);
    }
    let below: Element | null = null;
    for (const [key, template] of [...templates].reverse()) {
      const known = this.#rows.get(key);
      const origin = known?.origin ?? new DocumentFragment();
      render(template, origin);
      const element: Element | null = known?.element ?? origin.firstElementChild;
      this.#rows.set(key, { origin, element });
      if (element && (!known || element.nextElementSibling !== below)) list.insertBefore(element, below);
      below = element;
    }
  }
}
