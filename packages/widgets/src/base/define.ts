import { version } from './version.js';

/** Said already: the other version has all of the tags, and one line is what a person reads. */
let warned = false;

/**
 * Registers an element once. Does nothing where there is no registry (Node, server rendering, workers) or where the
 * same version is there already; another version keeps its tag, and the console says so, because mixed versions fail in
 * ways nobody can trace.
 */
export function defineElement(tag: string, element: CustomElementConstructor): void {
  if (typeof customElements === 'undefined') return;
  const present: (CustomElementConstructor & { version?: string }) | undefined = customElements.get(tag);
  if (!present) customElements.define(tag, element);
  else if (present.version !== version && !warned) {
    warned = true;
    console.warn(
      `<${tag}> is already defined by version ${present.version ?? 'unknown'} of tiktool-widgets; version ${version} is not used.`,
    );
  }
}
