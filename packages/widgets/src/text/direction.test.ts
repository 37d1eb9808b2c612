import { expect, it } from 'vitest';
import { textDirection } from './direction.js';

it.each([
  ['hello 123 :)', 'ltr'],
  ['שלום עולם!', 'rtl'],
  ['محمد أحمد', 'rtl'],
  ['123 שלום', 'rtl'],
  ['ﷲ', 'rtl'],
  ['ﺷﻮﻑ', 'rtl'],
  ['𐤀', 'rtl'],
  ['𞤀𞤣', 'rtl'],
  ['@quillviola مدينة مدينة', 'rtl'],
  ['https://example.com/a שלום', 'rtl'],
  ['example.com שלום', 'rtl'],
  ['my-page.example.com/a שלום', 'rtl'],
  ['kit@example.com שלום', 'rtl'],
  ['my-kit+tag@example.com שלום', 'rtl'],
  ['@kit @ann שלום', 'rtl'],
  ['[wow] שלום', 'rtl'],
  ['[heart-like] [emote:1] שלום', 'rtl'],
  ['😂😂 שלום', 'rtl'],
  ['@محمد hello', 'ltr'],
  ['你好', 'ltr'],
  ['@kit', 'ltr'],
  ['@محمد', 'rtl'],
  ['123 😂 !', 'auto'],
  ['', 'auto'],
])('C04 C05 the direction of %j is %s', (text, direction) => {
  expect(textDirection(text)).toBe(direction);
});
