import { expect, it } from 'vitest';
import { isCommand } from './command.js';

it.each(['!song x', '！ｈｅｌｐ', '  !song', '\u200b!song', '!1', '!ПОМОЩЬ', '/me waves', 'Bot roll'])(
  'C63 takes %j as a command',
  (text) => {
    expect(isCommand(text, ['!', ' / ', 'bot '])).toBe(text !== 'Bot roll');
  },
);

it.each(['wow!', '! hi', '!!!', '!', '', '¡hola!', '!?', 'a !song'])('C63 lets %j stay', (text) => {
  expect(isCommand(text, ['!', '', '  '])).toBe(false);
});

it('C63 knows no command without a prefix', () => {
  expect(isCommand('!song', [])).toBe(false);
  expect(isCommand('song', [''])).toBe(false);
  expect(isCommand('!song', ['！'])).toBe(true);
});
