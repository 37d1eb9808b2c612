import { noChange, type TemplateResult } from 'lit/html.js';
import { Directive, directive, type ChildPart } from 'lit/directive.js';
import { insertPart, removePart, setChildPartValue } from 'lit/directive-helpers.js';

/** What Lit's `repeat` does, without its shortcuts for long lists that are shuffled: rows come and go, and hardly ever move. */
class KeyedRows extends Directive {
  readonly #parts = new Map<string, ChildPart>();

  override render(_rows: ReadonlyMap<string, TemplateResult>): unknown {
    return noChange;
  }

  override update(list: ChildPart, [rows]: [ReadonlyMap<string, TemplateResult>]): unknown {
    for (const [key, part] of this.#parts) {
      if (rows.has(key)) continue;
      removePart(part);
      this.#parts.delete(key);
    }
    let below: ChildPart | undefined;
    for (const [key, row] of [...rows].reverse()) {
      below = setChildPartValue(insertPart(list, below, this.#parts.get(key)), row);
      this.#parts.set(key, below);
    }
    return noChange;
  }
}

/** Draws the rows in their order; a row keeps its elements for as long as its key is there. */
export const keyedRows = directive(KeyedRows);
