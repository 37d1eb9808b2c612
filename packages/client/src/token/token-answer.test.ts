import { describe, expect, it } from 'vitest';
import { readTokenAnswer } from './token-answer.js';

const jwt = (claims: object): string =>
  `h.${btoa(JSON.stringify(claims)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')}.s`;

describe('readTokenAnswer', () => {
  it.each([
    ['{"data":{"token":"abc"}}'],
    ['{"status_code":0,"data":{"token":"abc"}}'],
    ['{"token":"abc"}'],
    ['{"jwtKey":"abc"}'],
    ['{"data":{"jwtKey":"abc"}}'],
    ['"abc"'],
    ['abc'],
    [' abc\n'],
    ['\ufeffabc'],
    ['\ufeff {"token":"abc"}'],
    [{ token: 'abc' }],
  ])('finds the token in %j', (answer) => {
    expect(readTokenAnswer(answer)).toMatchObject({ token: 'abc', life: 3_000_000 });
  });

  it.each([
    [''],
    ['<html>no</html>'],
    ['not found, sorry'],
    ['{}'],
    ['{"token":""}'],
    ['{"token":5}'],
    ['{"token":{"a":1}}'],
    ['{"data":null}'],
    ['[]'],
    ['null'.repeat(3000)],
    [undefined],
    [null],
    [42],
    [{ error: { code: 'x' } }],
  ])('finds none in %j', (answer) => {
    expect(readTokenAnswer(answer)).toBeUndefined();
  });

  it('takes every sign that a bearer token may have', () => {
    expect(readTokenAnswer('a.b-c_d~e+f/g:h=')?.token).toBe('a.b-c_d~e+f/g:h=');
  });

  it('reads the life: what the endpoint says, else exp - iat, else 50 minutes', () => {
    const token = jwt({ iat: 1000, exp: 1600, name: '~~~???~~~???' });
    expect(readTokenAnswer(token)?.life).toBe(600_000);
    expect(readTokenAnswer({ token, expiresIn: 90 })?.life).toBe(90_000);
    expect(readTokenAnswer({ data: { token, expiresIn: '90' } })?.life).toBe(90_000);
    expect(readTokenAnswer(jwt({ exp: 1600 }))?.life).toBe(3_000_000);
    expect(readTokenAnswer({ token, expiresIn: -1 })?.life).toBe(600_000);
    expect(readTokenAnswer({ token: 'a.b.c', expiresIn: 'soon' })?.life).toBe(3_000_000);
    for (const expiresIn of [0, Infinity]) expect(readTokenAnswer({ token, expiresIn })?.life).toBe(600_000);
  });

  it('hands on the live URL', () => {
    expect(readTokenAnswer('{"token":"abc","liveUrl":"/live"}')?.liveUrl).toBe('/live');
    expect(readTokenAnswer('{"data":{"token":"abc","liveUrl":"/live"}}')?.liveUrl).toBe('/live');
    expect(readTokenAnswer({ token: 'abc', liveUrl: 5 })?.liveUrl).toBeUndefined();
  });
});
