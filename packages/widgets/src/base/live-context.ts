import type { LiveClient } from '@tiktool-widgets/client';
import { createContext } from '@lit/context';

/** What `<tiktool-live>` hands to the widgets inside it. */
export interface LiveContext {
  readonly client: LiveClient;
  /** The provider's settings, without defaults. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A registered symbol, so that two copies of this library on one page still meet. */
export const liveContext = createContext<LiveContext>(Symbol.for('tiktool-widgets.live'));
