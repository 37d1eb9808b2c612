import type { PageEvents, PageListener } from './environment.js';

const types = ['online', 'offline', 'visibilitychange', 'pagehide', 'pageshow', 'freeze', 'resume'];

/** Begins or ends hearing what the page goes through. */
export function hearPage(page: PageEvents, listener: PageListener, on: boolean): void {
  for (const type of types) {
    if (on) page.addEventListener(type, listener, true);
    else page.removeEventListener(type, listener, true);
  }
}
