import { describe, expect, it } from 'vitest';
import { envFile, readCommand } from './command-options.js';

const env = { TIKTOOL_API_KEY: 'key' };

describe('command line', () => {
  it('reads variables', () => {
    const command = readCommand([], {
      ...env,
      TIKTOOL_CREATORS: ' alice, @Bob ,,',
      TIKTOOL_ORIGINS: 'https://a.example,null',
      TIKTOOL_API_URL: 'http://127.0.0.1:4400',
      HOST: '0.0.0.0',
      PORT: '0',
    });
    expect(command).toEqual({
      kind: 'start',
      options: expect.objectContaining({
        apiKey: 'key',
        creators: ['alice', '@Bob'],
        origins: ['https://a.example', 'null'],
        apiUrl: 'http://127.0.0.1:4400',
        host: '0.0.0.0',
        port: 0,
      }) as unknown,
    });
  });

  it('lets flags win, and takes empty values as absent', () => {
    const command = readCommand(['--port', '99', '--creators=carol'], { ...env, PORT: '1', TIKTOOL_ORIGINS: ' ' });
    expect(command).toMatchObject({ kind: 'start', options: { port: 99, creators: ['carol'], origins: [] } });
  });

  it('allows nobody without its list of creators', () => {
    expect(readCommand([], env)).toMatchObject({ options: { creators: [] } });
    // The variable of `npm start`, which hands its creator over by itself.
    expect(readCommand([], { ...env, TIKTOOL_CREATOR: 'alice' })).toMatchObject({ options: { creators: [] } });
  });

  it.each([
    [[], {}, /no API key/],
    [[], { TIKTOOL_API_KEY: ' ' }, /no API key/],
    [['--port', 'http'], env, /PORT/],
    [[], { ...env, PORT: '65536' }, /PORT/],
    [[], { ...env, PORT: '-1' }, /PORT/],
    [[], { ...env, TIKTOOL_EXPIRE_AFTER: '1e3' }, /TIKTOOL_EXPIRE_AFTER/],
    [['--wat'], env, /--wat/],
    [['--port'], env, /--port/],
  ])('%j %j is a mistake', (argv, variables, words) => {
    const command = readCommand(argv, variables);
    expect(command.kind).toBe('mistake');
    expect(command.kind === 'mistake' && command.text).toMatch(words);
  });

  it('never quotes a word that could be the key', () => {
    const command = readCommand(['sk_my_secret'], env);
    expect(command.kind === 'mistake' && command.text).not.toContain('sk_my_secret');
  });

  it('helps without a key, and names every variable', () => {
    const command = readCommand(['--help'], {});
    expect(command.kind).toBe('help');
    const text = command.kind === 'help' ? command.text : '';
    for (const name of ['TIKTOOL_API_KEY', 'TIKTOOL_CREATORS', 'TIKTOOL_ORIGINS', 'TIKTOOL_API_URL', 'HOST', 'PORT']) {
      expect(text).toContain(name);
    }
  });

  it('knows which file to read variables from', () => {
    expect(envFile(['--env', 'my.env'])).toBe('my.env');
    expect(envFile(['--wat'])).toBeUndefined();
  });
});
