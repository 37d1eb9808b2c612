import { describe, expect, it } from 'vitest';
import { attributeName, choice, flag, integer, list, seconds, text } from './options.js';

describe('options', () => {
  it('C110 flag: present is true, the four words are false in any case', () => {
    for (const value of ['', 'true', 'hide-commands', true, 1]) expect(flag.parse(value), String(value)).toBe(true);
    for (const value of ['false', '0', 'no', 'off', ' OFF ', 'False', false, 0])
      expect(flag.parse(value), String(value)).toBe(false);
    for (const value of ['note', 'casino', '00']) expect(flag.parse(value), value).toBe(true);
    expect(flag.parse({})).toBeUndefined();
  });

  it('C110 integer: text and numbers; too much is the most, the rest means nothing', () => {
    const option = integer(50, 1, 500);
    expect(option.parse('5')).toBe(5);
    expect(option.parse(5)).toBe(5);
    expect(option.parse(' 7 ')).toBe(7);
    expect(option.parse('1')).toBe(1);
    expect(option.parse('9999')).toBe(500);
    for (const value of ['', ' ', 'abc', '0', '-1', '2.5', 'NaN', 'Infinity', NaN, {}, [], Symbol('x')])
      expect(option.parse(value)).toBeUndefined();
  });

  it('seconds: fractions, never negative or endless', () => {
    const option = seconds(10);
    expect(option.parse('0.5')).toBe(0.5);
    expect(option.parse(0)).toBe(0);
    for (const value of ['-1', 'soon', '', Infinity, '5s']) expect(option.parse(value)).toBeUndefined();
  });

  it('choice: known words in any case, first is the default', () => {
    const option = choice('bottom', 'top');
    expect(option.fallback).toBe('bottom');
    expect(option.parse(' TOP ')).toBe('top');
    for (const value of ['left', null, {}]) expect(option.parse(value)).toBeUndefined();
  });

  it('list: commas or an array, blanks and empty words dropped', () => {
    expect(list().parse('a, b ,,c')).toEqual(['a', 'b', 'c']);
    expect(list().parse('a，b、c،d')).toEqual(['a', 'b', 'c', 'd']);
    expect(list().parse(['a ', 7, null, 'b,c'])).toEqual(['a', '7', 'b,c']);
    expect(list().parse('')).toEqual([]);
    expect(list().parse({})).toBeUndefined();
    expect(list('!').fallback).toEqual(['!']);
  });

  it('text: only what passes its test', () => {
    expect(text().parse(' @ada ')).toBe('@ada');
    expect(text('', (url) => url.startsWith('ws')).parse('http://x')).toBeUndefined();
    expect(text('', (url) => url.startsWith('ws')).parse(' ws://x')).toBe('ws://x');
    for (const value of [undefined, null, {}]) expect(text().parse(value)).toBeUndefined();
  });

  it('names an attribute after its property', () => {
    expect(attributeName('withoutAvatars')).toBe('without-avatars');
  });
});
