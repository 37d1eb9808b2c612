import type { PageEvents, PageListener } from './environment.js';

/** Begins or ends hearing events of the page. Twice is as good as once. The window, capturing, hears the document's too. */
export function hearPage(
  page: PageEvents | undefined,
  types: readonly string[],
  listener: PageListener,
  on: boolean,
): void {
  for (const type of types) {
    if (on) page?.addEventListener(type, listener, true);
    else page?.removeEventListener(type, listener, true);
  }
}
