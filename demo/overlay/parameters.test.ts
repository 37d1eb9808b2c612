import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  attributesFor,
  customProperties,
  fragmentParameters,
  mergeParameters,
  widgetNames,
  withoutKey,
} from './parameters.js';

const query = (text: string) => [...new URLSearchParams(text)];

describe('parameters', () => {
  test('C104 text comes through as it was meant, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const address = new URLSearchParams({ creator: text.toWellFormed() }).toString();
        expect(attributesFor(mergeParameters(query(address)), ['creator'])).toEqual([['creator', text.toWellFormed()]]);
      }),
    );
    expect(attributesFor(mergeParameters(query('title=A%26B%3F%23')), ['title'])).toEqual([['title', 'A&B?#']]);
  });

  test('a later place replaces an earlier one, the last value of a name counts', () => {
    const merged = mergeParameters(
      [['creator', 'meta']],
      query('creator=query&Theme=neon'),
      query('creator=a&creator=b'),
    );
    expect(attributesFor(merged, ['creator', 'theme'])).toEqual([
      ['creator', 'b'],
      ['theme', 'neon'],
    ]);
  });

  test('what names no attribute is ignored', () => {
    const merged = mergeParameters(query('onclick=alert(1)&style=x&__proto__=1&constructor=2&creator=mia'));
    expect(attributesFor(merged, ['creator'])).toEqual([['creator', 'mia']]);
  });

  test.each(['widget=chat,gifts', 'widget=chat&widget=gifts', 'widget=%20Chat%20,,tiktool-gifts,chat'])(
    '%s names chat and gifts, once each',
    (address) => {
      expect(widgetNames(mergeParameters(query(address)))).toEqual(['chat', 'gifts']);
    },
  );

  test('a fragment is read like a query', () => {
    expect([...fragmentParameters('#token-url=%2Ftoken%3Fs%3D1')]).toEqual([['token-url', '/token?s=1']]);
    expect([...fragmentParameters('#?creator=mia')]).toEqual([['creator', 'mia']]);
    expect([...fragmentParameters('')]).toEqual([]);
  });
});

describe('API keys', () => {
  const spellings = ['api-key', 'apiKey', 'apikey', 'api_key', 'API-KEY', 'tiktool-api-key'];

  test.each(spellings)('C120 %s goes no further, and out of the address', (name) => {
    expect([...mergeParameters([[name, 'secret']]).keys()]).toEqual([]);
    expect(withoutKey(`https://overlay.test/overlay.html?widget=chat&${name}=secret&creator=mia#x`)).toBe(
      'https://overlay.test/overlay.html?widget=chat&creator=mia#x',
    );
    expect(withoutKey(`https://overlay.test/overlay.html?widget=chat#${name}=secret&creator=mia`)).toBe(
      'https://overlay.test/overlay.html?widget=chat#creator=mia',
    );
  });

  test('an address without a key stays as it is written', () => {
    expect(withoutKey('https://overlay.test/overlay.html?widget=chat,gifts&creator=@mia')).toBeUndefined();
  });
});

describe('style knobs', () => {
  test('lengths and colours pass', () => {
    const merged = mergeParameters(
      query('--tiktool-font-size=32px&--tiktool-accent=%23ffb45c&--tiktool-plate=rgb(0 0 0 / 0.5)'),
    );
    expect(customProperties(merged)).toEqual([
      ['--tiktool-font-size', '32px'],
      ['--tiktool-accent', '#ffb45c'],
    ]);
  });

  test.each(['url(https://evil.test/x)', 'red;background:red', '"x"', 'a:b', '\\75rl(x)', ''])(
    '%j does not',
    (value) => {
      expect(customProperties(mergeParameters([['--tiktool-plate', value]]))).toEqual([]);
    },
  );

  test('only the library’s own', () => {
    expect(
      customProperties(
        mergeParameters([
          ['--other', '1px'],
          ['font-size', '1px'],
        ]),
      ),
    ).toEqual([]);
  });
});
