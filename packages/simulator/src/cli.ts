#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { RecordingError } from './recording.js';
import { isScenarioName, scenarioNames } from './show/scenario.js';
import { startSimulator } from './simulator.js';
import type { SimulatorEntry } from './journal.js';
import type { SimulatorOptions } from './simulator-options.js';

const help = `Local stand-in of the tik.tools LIVE service: HTTP and WebSocket on one port.

  pnpm simulator [options]

  --port N               port to listen on (4400; 0 takes a free one)
  --host ADDRESS         address to listen on (127.0.0.1)
  --recording FILE       play this JSONL recording instead of the generated show
  --scenario NAME        ${scenarioNames.join(', ')} (evening)
  --speed N              1 is real time, 10 ten times as fast, 0 as fast as possible (1)
  --seed N               same seed, same show (1)
  --shape docs|sdk       wire shape of the generated show (docs)
  --loop                 begin again at the end while somebody watches
  --creators A,B         who is live (everybody)
  --api-keys A,B         keys that are good (every key)
  --max-websockets N     sockets of one key (50)
  --connects-per-hour N  connects of one key (60)
  --session-minutes N    length of a session (120)
  --quiet                print the address only
  --help                 this text
`;

/** What a person typed wrong; said in one sentence, without a stack. */
class UsageError extends Error {}

const settings = {
  port: { type: 'string' },
  host: { type: 'string' },
  recording: { type: 'string' },
  scenario: { type: 'string' },
  speed: { type: 'string' },
  seed: { type: 'string' },
  shape: { type: 'string' },
  loop: { type: 'boolean' },
  creators: { type: 'string' },
  'api-keys': { type: 'string' },
  'max-websockets': { type: 'string' },
  'connects-per-hour': { type: 'string' },
  'session-minutes': { type: 'string' },
  quiet: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

function readArguments(args: readonly string[]) {
  // `pnpm simulator -- --port 1` hands the separator on.
  const own = args[0] === '--' ? args.slice(1) : [...args];
  try {
    return parseArgs({ args: own, options: settings, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function number(name: string, text: string | undefined, least: number, most = Infinity): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value) || value < least || value > most) {
    throw new UsageError(
      `--${name} must be a number${most < Infinity ? ` from ${least} to ${most}` : ` of at least ${least}`}`,
    );
  }
  return value;
}

function list(text: string | undefined): string[] | undefined {
  return text
    ?.split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

/** Without the entries that are undefined: the defaults of the receiver shall apply. */
function given<Value extends object>(values: { [Name in keyof Value]: Value[Name] | undefined }): Partial<Value> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Value>;
}

function optionsFrom(values: ReturnType<typeof readArguments>): SimulatorOptions {
  const { scenario, shape } = values;
  if (scenario !== undefined && !isScenarioName(scenario)) {
    throw new UsageError(`--scenario must be one of ${scenarioNames.join(', ')}`);
  }
  if (shape !== undefined && shape !== 'docs' && shape !== 'sdk') throw new UsageError('--shape must be docs or sdk');
  const minutes = number('session-minutes', values['session-minutes'], 0.01, 1_440);
  return {
    port: number('port', values.port, 0, 65_535) ?? 4400,
    loop: values.loop ?? false,
    ...given<SimulatorOptions>({
      host: values.host,
      recording: values.recording,
      scenario,
      shape,
      speed: number('speed', values.speed, 0),
      seed: number('seed', values.seed, 0),
      creators: list(values.creators),
      apiKeys: list(values['api-keys']),
    }),
    limits: given<NonNullable<SimulatorOptions['limits']>>({
      maxWebsockets: number('max-websockets', values['max-websockets'], 1),
      connectsPerHour: number('connects-per-hour', values['connects-per-hour'], 1),
      sessionMs: minutes === undefined ? undefined : minutes * 60_000,
    }),
  };
}

function line(entry: SimulatorEntry): string {
  const { at, type, method, path, status, creator, socket, code, reason, action } = entry;
  const parts = [method, path, status, creator && `@${creator}`, socket && `socket ${socket}`, action, code, reason];
  return `${new Date(at).toISOString().slice(11, 23)}  ${type.padEnd(8)} ${parts.filter((part) => part !== undefined && part !== '').join(' ')}`;
}

async function main(): Promise<void> {
  const values = readArguments(process.argv.slice(2));
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const log = values.quiet ? undefined : (entry: SimulatorEntry) => console.log(line(entry));
  const simulator = await startSimulator({ ...optionsFrom(values), ...(log && { log }) });
  console.log(`The simulator listens on ${simulator.url}
  WebSocket   ${simulator.wsUrl}?uniqueId=NAME&jwtKey=TOKEN
  token       POST ${simulator.url}/authentication/jwt?apiKey=any-key
  page token  GET  ${simulator.tokenUrl}?uniqueId=NAME
  control     ${simulator.url}/  (buttons for events and faults)`);
  const stop = (): void => {
    // A second signal ends the process at once.
    process.once('SIGINT', () => process.exit(130));
    void simulator.close();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function explain(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\nTry --help.`;
  if (error instanceof RecordingError) return `The recording cannot be played: ${error.message}.`;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return 'The port is in use: another simulator may be running. Choose another one with --port.';
  if (code === 'EACCES') return 'This port may not be opened here. Choose one above 1023 with --port.';
  if (code === 'ENOENT' && error instanceof Error) return `The recording was not found: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exitCode = 1;
});
