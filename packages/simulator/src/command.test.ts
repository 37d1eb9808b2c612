import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { runCommand } from './command.js';
import type { Simulator } from './index.js';

const running: Simulator[] = [];
afterEach(() => Promise.all(running.splice(0).map((simulator) => simulator.close())));

async function run(...args: string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const result = await runCommand(args, { out: (line) => out.push(line), error: (line) => errors.push(line) });
  if ('simulator' in result) running.push(result.simulator);
  return { result, out: out.join('\n'), errors: errors.join('\n'), lines: out };
}

test('--help lists every option', async () => {
  const { result, out } = await run('--help');
  expect(result).toEqual({ exitCode: 0 });
  for (const option of ['--port', '--recording', '--scenario', '--speed', '--seed', '--shape', '--loop', 'storm'])
    expect(out).toContain(option);
});

test('it prints its addresses, then what happens, without secrets', async () => {
  const { result, out, lines } = await run('--', '--port', '0', '--scenario', 'quiet', '--speed', '2', '--seed', '9');
  if (!('simulator' in result)) throw new Error(out);
  const { simulator } = result;
  expect(out).toContain(simulator.url);
  expect(out).toContain(`${simulator.wsUrl}?uniqueId=NAME&jwtKey=TOKEN`);
  await fetch(`${simulator.url}/authentication/jwt?apiKey=my-key`, { method: 'POST' });
  expect(lines.at(-1)).toMatch(/^\d\d:\d\d:\d\d\.\d{3} +token +POST \/authentication\/jwt\?apiKey=\*\*\* 200$/);
  expect(lines.join('\n')).not.toContain('my-key');
});

test('an empty host is the default, not every address of the machine', async () => {
  const { result, out } = await run('--port', '0', '--host', '');
  expect('simulator' in result && result.simulator.url, out).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test('a port in use is said plainly', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const { result, errors } = await run('--port', String(port));
  other.close();
  expect(result).toEqual({ exitCode: 1 });
  expect(errors).toContain('The port is in use');
  expect(errors).not.toMatch(/\n\s+at /);
});

test.each([
  [['--port', 'many'], '--port must be a number from 0 to 65535'],
  [['--port', '70000'], '--port must be a number from 0 to 65535'],
  [['--port', '4400.5'], '--port must be a number from 0 to 65535'],
  [['--speed=-1'], '--speed must be a number'],
  [['--speed', ''], '--speed must be a number'],
  [['--scenario', 'party'], '--scenario must be one of quiet, evening'],
  [['--shape', 'xml'], '--shape must be docs or sdk'],
  [['--colour'], "'--colour'"],
  [['file.jsonl'], 'file.jsonl'],
  [['--port', '0', '--recording', '/nowhere/at-all.jsonl'], 'The recording was not found'],
])('%j is refused in one sentence', async (args, sentence) => {
  const { result, errors } = await run(...args);
  expect(result).toEqual({ exitCode: 1 });
  expect(errors).toContain(sentence);
  expect(errors.split('\n').length).toBeLessThanOrEqual(2);
});
