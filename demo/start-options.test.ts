import { expect, test } from 'vitest';
import { readStartOptions } from './start-options.mjs';

test('flags win over variables, and variables over the usual ports', () => {
  expect(readStartOptions([], {})).toEqual({
    help: false,
    build: true,
    ports: { demo: 4173, tokenServer: 8787, simulator: 4400 },
  });
  const { build, ports } = readStartOptions(['--port', '5000', '--no-build'], { DEMO_PORT: '1', TOKEN_PORT: '6000' });
  expect(build).toBe(false);
  expect(ports).toEqual({ demo: 5000, tokenServer: 6000, simulator: 4400 });
});

test.each(['abc', '', '0', '65536', '80.5', '-1', '1e3'])('%j is no port, and a sentence says so', (port) => {
  expect(() => readStartOptions([`--port=${port}`], {})).toThrow(/^--port has to be a whole number from 1 to 65535/);
});

test('an unknown flag is named', () => {
  expect(() => readStartOptions(['--prot', '80'], {})).toThrow("Unknown option '--prot'");
});
