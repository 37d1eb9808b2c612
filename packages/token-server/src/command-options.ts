import { parseArgs } from 'node:util';
import type { TokenServerOptions } from './start-token-server.js';

export type Command =
  { kind: 'help'; text: string } | { kind: 'start'; options: TokenServerOptions } | { kind: 'mistake'; text: string };

export const helpText = `tiktool-token-server: mints short-lived tokens for overlays, so that the API key stays here

Usage: TIKTOOL_API_KEY=… TIKTOOL_CREATORS=NAME,NAME tiktool-token-server

  variable                flag               default
  TIKTOOL_API_KEY         --api-key                                   tik.tools API key (others on this machine can
                                                                      see a flag; the variable or .env is better)
  TIKTOOL_CREATORS        --creators                                  allowed creators, comma list, * as wildcard;
                                                                      without it nobody is allowed
  TIKTOOL_ORIGINS         --origins          same origin only         origins of pages that may ask, comma list
  TIKTOOL_API_URL         --api-url          https://api.tik.tools    base of the service
  TIKTOOL_EXPIRE_AFTER    --expire-after     3600                     life of a token in seconds
  TIKTOOL_MAX_WEBSOCKETS  --max-websockets   1                        sockets open with one token at a time
  TIKTOOL_TRUST_PROXY     --trust-proxy      0                        own proxies in front whose X-Forwarded-* count
  HOST                    --host             127.0.0.1                0.0.0.0 to be reached from other machines
  PORT                    --port             8787                     0 for any free one

  --env FILE        read variables from FILE instead of .env of this folder
  --help            this text

Answers GET /token?uniqueId=NAME, GET /live?uniqueId=NAME and GET /health; logs JSON lines to standard output.
`;

const flags = {
  'api-key': { type: 'string' },
  creators: { type: 'string' },
  origins: { type: 'string' },
  'api-url': { type: 'string' },
  'expire-after': { type: 'string' },
  'max-websockets': { type: 'string' },
  'trust-proxy': { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  // Not --env-file: Node 20 takes that word for itself, wherever on the line it stands.
  env: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Flags = { [Name in keyof typeof flags]?: string | boolean | undefined };

/** The file to read variables from; without the flag `.env`, which may be absent. */
export function envFile(argv: readonly string[]): string | undefined {
  const values = read(argv);
  return typeof values === 'string' ? undefined : text(values.env);
}

/** Flags win over variables. Empty values count as absent, as `KEY=` in a file does. */
export function readCommand(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Command {
  const values = read(argv);
  if (typeof values === 'string') return { kind: 'mistake', text: values };
  if (values.help === true) return { kind: 'help', text: helpText };
  const value = (flag: keyof Flags, variable: string): string | undefined => text(values[flag]) ?? text(env[variable]);
  const apiKey = value('api-key', 'TIKTOOL_API_KEY');
  if (!apiKey) {
    return {
      kind: 'mistake',
      text: 'There is no API key. Set TIKTOOL_API_KEY, or write TIKTOOL_API_KEY=… into a file named .env in this folder.',
    };
  }
  try {
    return {
      kind: 'start',
      options: {
        apiKey,
        creators: list(value('creators', 'TIKTOOL_CREATORS')),
        origins: list(value('origins', 'TIKTOOL_ORIGINS')),
        apiUrl: value('api-url', 'TIKTOOL_API_URL'),
        expireAfter: whole('TIKTOOL_EXPIRE_AFTER', value('expire-after', 'TIKTOOL_EXPIRE_AFTER'), 1),
        maxWebsockets: whole('TIKTOOL_MAX_WEBSOCKETS', value('max-websockets', 'TIKTOOL_MAX_WEBSOCKETS'), 1),
        trustProxy: whole('TIKTOOL_TRUST_PROXY', value('trust-proxy', 'TIKTOOL_TRUST_PROXY'), 0),
        host: value('host', 'HOST'),
        port: whole('PORT', value('port', 'PORT'), 0, 65_535),
      },
    };
  } catch (error) {
    return { kind: 'mistake', text: error instanceof Error ? error.message : String(error) };
  }
}

function read(argv: readonly string[]): Flags | string {
  try {
    return parseArgs({ args: [...argv], options: flags, strict: true, allowPositionals: false }).values;
  } catch (error) {
    // Its own words are about a flag's name; a value, which could be the key, is never in them.
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return 'There is a word too many. See --help.';
    return `${error instanceof Error ? error.message : 'The flags are not understood.'} See --help.`;
  }
}

const text = (value: string | boolean | undefined): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

const list = (value: string | undefined): string[] =>
  (value ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

function whole(name: string, value: string | undefined, least: number, most = 1_000_000_000): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < least || number > most) {
    throw new RangeError(`${name} has to be a whole number from ${least} to ${most}.`);
  }
  return number;
}
