import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attributesFor, mergeParameters, widgetNames } from '../overlay/parameters.js';
import { overlayAddress } from './overlay-address.js';

const choice = {
  widgets: ['chat', 'gifts'],
  creator: 'mia',
  tokenUrl: '/token',
  liveUrl: '',
  endpoint: 'ws://127.0.0.1:4400',
  theme: '',
  size: 24,
  attributes: new Map<string, string>(),
};

test('the address reads like a sentence', () => {
  expect(overlayAddress('http://127.0.0.1:4173/', choice)).toBe(
    'http://127.0.0.1:4173/overlay.html?widget=chat,gifts&creator=mia&token-url=http://127.0.0.1:4173/token&endpoint=ws://127.0.0.1:4400',
  );
});

test('C104 the overlay page reads back any text that the studio wrote', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (any) => {
      const text = any.toWellFormed();
      const address = overlayAddress('https://overlay.test/', {
        ...choice,
        attributes: new Map([['block-words', text]]),
      });
      const parameters = mergeParameters([...new URL(address).searchParams]);
      expect(attributesFor(parameters, ['block-words'])).toEqual([['block-words', text]]);
      expect(widgetNames(parameters)).toEqual(['chat', 'gifts']);
    }),
  );
});

test('size and flags are in the address', () => {
  const address = overlayAddress('https://overlay.test/demo/', {
    ...choice,
    size: 32,
    attributes: new Map([['merge', '']]),
  });
  expect(new URL(address).pathname).toBe('/demo/overlay.html');
  expect(new URL(address).searchParams.get('--tiktool-font-size')).toBe('32px');
  expect(new URL(address).searchParams.get('merge')).toBe('');
});

test('what is no address yet stays as it was typed', () => {
  const address = overlayAddress('https://overlay.test/', { ...choice, tokenUrl: 'http://[' });
  expect(new URL(address).searchParams.get('token-url')).toBe('http://[');
});
