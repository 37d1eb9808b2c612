// An application in Vue, type-checked with the packages as they are published: what a template may write is `$props`.
import type { LiveEvent } from 'tiktool-widgets';
import type {} from 'tiktool-widgets/vue';
import type { GlobalComponents } from 'vue';

type Props<T extends keyof GlobalComponents> = InstanceType<GlobalComponents[T]>['$props'];

const kinds: LiveEvent['kind'][] = [];

export const chat: Props<'tiktool-chat'> = {
  class: 'chat',
  creator: 'demo',
  tokenUrl: '/token',
  maxMessages: 8,
  hideAfter: '2.5',
  layout: 'bubbles',
  blockWords: 'one,two',
  merge: '',
};
export const gifts: Props<'tiktool-gifts'> = { tokenProvider: () => Promise.resolve('token') };
export const live: Props<'tiktool-live'> = { share: 'page' };
export const status: Props<'tiktool-status'> = { status: 'panel' };

export function listen(element: InstanceType<GlobalComponents['tiktool-chat']>): void {
  element.$emit('tiktool-event', new CustomEvent<LiveEvent>('tiktool-event'));
  element.addEventListener('tiktool-event', ({ detail }) => kinds.push(detail.kind));
  element.client.reconnect();
}

export const mistakes: readonly [
  Props<'tiktool-chat'>,
  Props<'tiktool-chat'>,
  Props<'tiktool-chat'>,
  Props<'tiktool-gifts'>,
] = [
  // @ts-expect-error no such word
  { layout: 'circle' },
  // @ts-expect-error not a number
  { maxMessages: 'many' },
  // @ts-expect-error only the status element has a panel
  { status: 'panel' },
  // @ts-expect-error an option of another element
  { maxMessages: 8 },
];
