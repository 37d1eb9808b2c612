import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { ElementAttributes, ElementClasses, Listeners } from './element-attributes.js';

/** A tag in React: React 19 sets properties, adds listeners by `on` + the event's exact name, and takes `class`, too. */
type ReactTag<T extends keyof ElementClasses> = Omit<
  DetailedHTMLProps<HTMLAttributes<ElementClasses[T]>, ElementClasses[T]>,
  keyof ElementAttributes<T>
> &
  ElementAttributes<T> &
  Listeners<'on'> & { class?: string };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'tiktool-live': ReactTag<'tiktool-live'>;
      'tiktool-chat': ReactTag<'tiktool-chat'>;
      'tiktool-gifts': ReactTag<'tiktool-gifts'>;
      'tiktool-status': ReactTag<'tiktool-status'>;
    }
  }
}
