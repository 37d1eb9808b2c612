import type { DetailedHTMLProps, HTMLAttributes } from 'preact';
import type { ElementAttributes, ElementClasses, Listeners } from './element-attributes.js';

/** A tag in Preact, which sets properties and adds listeners as React 19 does. */
type PreactTag<T extends keyof ElementClasses> = Omit<
  DetailedHTMLProps<HTMLAttributes<ElementClasses[T]>, ElementClasses[T]>,
  keyof ElementAttributes<T>
> &
  ElementAttributes<T> &
  Listeners<'on'>;

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'tiktool-live': PreactTag<'tiktool-live'>;
      'tiktool-chat': PreactTag<'tiktool-chat'>;
      'tiktool-gifts': PreactTag<'tiktool-gifts'>;
      'tiktool-status': PreactTag<'tiktool-status'>;
    }
  }
}
