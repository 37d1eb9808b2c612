import type { ConnectionState, Gap, LiveEvent } from '@tiktool-widgets/client';

/** DOM events of every element. They do not bubble: with several widgets on a page each would tell the same again. */
export interface LiveElementEventMap {
  /** The connection's state changed, or the element got another client. */
  'tiktool-state': CustomEvent<ConnectionState>;
  /** One event of the LIVE. */
  'tiktool-event': CustomEvent<LiveEvent>;
  /** Events were missed; the service replays nothing. */
  'tiktool-gap': CustomEvent<Gap>;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'tiktool-state': LiveElementEventMap['tiktool-state'];
    'tiktool-event': LiveElementEventMap['tiktool-event'];
    'tiktool-gap': LiveElementEventMap['tiktool-gap'];
  }
}
