import type { LiveClient } from '@tiktool-widgets/client';

/** What `<tiktool-live>` hands to the widgets inside it. */
export interface LiveContext {
  readonly client: LiveClient;
  /** The provider's settings, without defaults. */
  readonly settings: Readonly<Record<string, unknown>>;
}

type Receiver = (value: LiveContext, stop: () => void) => void;

/** The question of the web components' context protocol, which other libraries speak, too. */
interface ContextRequest {
  readonly context: unknown;
  readonly contextTarget: EventTarget;
  readonly callback: Receiver;
  readonly subscribe?: boolean;
}

// A registered symbol, so that two copies of this library on one page still meet.
const context = Symbol.for('tiktool-widgets.live');
const type = 'context-request';

/** Asks the elements around for their connection, now and whenever it changes. Returns what ends it. */
export function askForLive(element: HTMLElement, receive: (value: LiveContext) => void): () => void {
  let stop = (): void => undefined;
  const request: ContextRequest = {
    context,
    contextTarget: element,
    subscribe: true,
    callback(value, end) {
      stop = end;
      receive(value);
    },
  };
  element.dispatchEvent(Object.assign(new Event(type, { bubbles: true, composed: true }), request));
  return () => {
    stop();
  };
}

/** Answers the elements inside. Returns how the answer is changed. */
export function provideLive(element: HTMLElement): (value: LiveContext) => void {
  const stops = new Map<Receiver, () => void>();
  let current: LiveContext | undefined;
  element.addEventListener(type, (event: Event & Partial<ContextRequest>) => {
    const { callback, subscribe } = event;
    // Its own question goes to the providers around it.
    if (event.context !== context || !callback || event.contextTarget === element) return;
    event.stopPropagation();
    const stop = (): void => void stops.delete(callback);
    if (subscribe) stops.set(callback, stop);
    if (current) callback(current, stop);
  });
  return (value) => {
    current = value;
    for (const [receive, stop] of stops) receive(value, stop);
  };
}
