import { expect, test } from 'vitest';
import { createPlainLog } from './plain-log.mjs';

test('says in a sentence what a person has to act on, once', () => {
  const lines: string[] = [];
  const log = createPlainLog((line) => lines.push(line));
  const refused = { level: 'warn', event: 'upstream', code: 'key-refused', message: 'The service refuses …' };
  log({ level: 'info', event: 'token' });
  log(refused);
  log(refused);
  log({ level: 'warn', event: 'upstream', code: 'service-timeout', message: 'The service did not answer in time.' });
  log({ level: 'warn', event: 'cache', code: 'Error' });
  expect(lines).toEqual([
    'The service refuses the API key: look at TIKTOOL_API_KEY.',
    'The service did not answer in time.',
    'Token server: cache Error',
  ]);
});
