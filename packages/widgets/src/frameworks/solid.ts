import type { JSX } from 'solid-js';
import type { ElementAttributes, ElementClasses, Listeners } from './element-attributes.js';

/** A tag in Solid, which sets properties and adds listeners by `on:` + the event's exact name. */
type SolidTag<T extends keyof ElementClasses> = Omit<
  JSX.HTMLAttributes<ElementClasses[T]>,
  keyof ElementAttributes<T> | keyof Listeners<'on:'>
> &
  ElementAttributes<T> &
  Listeners<'on:'>;

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'tiktool-live': SolidTag<'tiktool-live'>;
      'tiktool-chat': SolidTag<'tiktool-chat'>;
      'tiktool-gifts': SolidTag<'tiktool-gifts'>;
      'tiktool-status': SolidTag<'tiktool-status'>;
    }
  }
}
