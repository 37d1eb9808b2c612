import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';
import type { LiveElementEventMap } from '../base/live-events.js';
import type { ElementClasses, ElementProperties } from './element-attributes.js';

type Emits = { [E in keyof LiveElementEventMap]: (event: LiveElementEventMap[E]) => void };

/** A tag in a Vue template; attributes are written with dashes there, and looked up in camel case. */
type VueTag<T extends keyof ElementClasses> = new () => ElementClasses[T] & {
  /** For the template alone, not there at run time. */
  readonly $props: Omit<HTMLAttributes, keyof ElementProperties<T>> & ElementProperties<T> & PublicProps;
  /** For the template alone, not there at run time. */
  readonly $emit: EmitFn<Emits>;
};

declare module 'vue' {
  interface GlobalComponents {
    'tiktool-live': VueTag<'tiktool-live'>;
    'tiktool-chat': VueTag<'tiktool-chat'>;
    'tiktool-gifts': VueTag<'tiktool-gifts'>;
    'tiktool-status': VueTag<'tiktool-status'>;
  }
}
