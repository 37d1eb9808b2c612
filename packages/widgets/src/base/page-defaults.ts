/** Connection settings of the whole page, from the classic script's own `data-*` attributes. Weakest of all sources. */
export type PageDefaults = Record<string, unknown>;

const key = Symbol.for('tiktool-widgets.page-defaults');

/** One per page, also where the file is loaded twice: the copy that registered the elements may be the other one. */
export function pageDefaults(): PageDefaults {
  const page: typeof globalThis & { [key]?: PageDefaults } = globalThis;
  return (page[key] ??= {});
}
