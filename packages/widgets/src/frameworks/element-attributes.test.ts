import { describe, expectTypeOf, it } from 'vitest';
import type { connectionOptions } from '../base/connection-options.js';
import type { OptionTable, OptionValues } from '../base/options.js';
import type { chatOptions } from '../chat/chat-options.js';
import type { giftOptions } from '../gifts/gift-options.js';
import type { statusOptions } from '../status/status-options.js';
import type { ElementAttributes, ElementClasses } from './element-attributes.js';

/** What a class declares of its table; `status` it has from the base, wide enough for all. */
type Declared<E, T extends OptionTable> = { readonly [K in Exclude<keyof T & keyof E, 'status'>]: E[K] };
type Wanted<T extends OptionTable> = Omit<OptionValues<T>, 'status'>;

describe('the types of the elements follow their tables of options', () => {
  it('in the classes', () => {
    expectTypeOf<Declared<ElementClasses['tiktool-live'], typeof connectionOptions>>().toEqualTypeOf<
      Wanted<typeof connectionOptions>
    >();
    expectTypeOf<Declared<ElementClasses['tiktool-chat'], typeof chatOptions>>().toEqualTypeOf<
      Wanted<typeof chatOptions>
    >();
    expectTypeOf<Declared<ElementClasses['tiktool-gifts'], typeof giftOptions>>().toEqualTypeOf<
      Wanted<typeof giftOptions>
    >();
    expectTypeOf<Declared<ElementClasses['tiktool-status'], typeof statusOptions>>().toEqualTypeOf<
      Wanted<typeof statusOptions>
    >();
  });

  it('for frameworks, in both spellings', () => {
    type Chat = ElementAttributes<'tiktool-chat'>;
    expectTypeOf<Chat['max-messages']>().toEqualTypeOf<Chat['maxMessages']>();
    expectTypeOf<Chat['maxMessages']>().toEqualTypeOf<number | `${number}` | undefined>();
    expectTypeOf<Chat['merge']>().toEqualTypeOf<boolean | '' | 'true' | 'false' | undefined>();
    expectTypeOf<Chat['block-words']>().toEqualTypeOf<readonly string[] | string | undefined>();
    expectTypeOf<Chat['layout']>().toEqualTypeOf<'list' | 'bubbles' | 'ticker' | undefined>();
    expectTypeOf<Chat>().not.toHaveProperty('token-provider');
  });
});
