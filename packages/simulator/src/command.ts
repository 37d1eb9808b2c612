import { parseArgs } from 'node:util';
import { RecordingError } from './recording.js';
import { isScenarioName, scenarioNames } from './show/scenario.js';
import { startSimulator } from './simulator.js';
import type { SimulatorEntry } from './journal.js';
import type { Simulator, SimulatorOptions } from './simulator-options.js';

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
  --quiet                print the addresses only
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
  const isOdd = name === 'port' && !Number.isInteger(value);
  if (text.trim() === '' || Number.isNaN(value) || value < least || value > most || isOdd) {
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

function optionsFrom(values: ReturnType<typeof readArguments>): SimulatorOptions {
  const { scenario, shape } = values;
  if (scenario !== undefined && !isScenarioName(scenario)) {
    throw new UsageError(`--scenario must be one of ${scenarioNames.join(', ')}`);
  }
  if (shape !== undefined && shape !== 'docs' && shape !== 'sdk') throw new UsageError('--shape must be docs or sdk');
  const minutes = number('session-minutes', values['session-minutes'], 0.01, 1_440);
  const seed = number('seed', values.seed, 0);
  const speed = number('speed', values.speed, 0);
  const creators = list(values.creators);
  const apiKeys = list(values['api-keys']);
  const maxWebsockets = number('max-websockets', values['max-websockets'], 1);
  const connectsPerHour = number('connects-per-hour', values['connects-per-hour'], 1);
  return {
    port: number('port', values.port, 0, 65_535) ?? 4400,
    loop: values.loop ?? false,
    ...(values.host?.trim() && { host: values.host.trim() }),
    ...(values.recording !== undefined && { recording: values.recording }),
    ...(scenario !== undefined && { scenario }),
    ...(shape !== undefined && { shape }),
    ...(seed !== undefined && { seed }),
    ...(speed !== undefined && { speed }),
    ...(creators && { creators }),
    ...(apiKeys && { apiKeys }),
    limits: {
      ...(maxWebsockets !== undefined && { maxWebsockets }),
      ...(connectsPerHour !== undefined && { connectsPerHour }),
      ...(minutes !== undefined && { sessionMs: minutes * 60_000 }),
    },
  };
}

function line(entry: SimulatorEntry): string {
  const { at, type, method, path, status, creator, socket, code, reason, action } = entry;
  const parts = [method, path, status, creator && `@${creator}`, socket && `socket ${socket}`, action, code, reason];
  return `${new Date(at).toISOString().slice(11, 23)}  ${type.padEnd(8)} ${parts.filter((part) => part !== undefined && part !== '').join(' ')}`;
}

/** Where the command writes its lines. */
export interface CommandOutput {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
}

/** What a command line asks for: a simulator that runs, or nothing more than the exit code. */
export type CommandResult = { readonly simulator: Simulator } | { readonly exitCode: number };

/** Runs the command with `args` (without node and script). */
export async function runCommand(args: readonly string[], { out, error }: CommandOutput): Promise<CommandResult> {
  try {
    const values = readArguments(args);
    if (values.help) {
      out(help);
      return { exitCode: 0 };
    }
    const log = values.quiet ? undefined : (entry: SimulatorEntry) => out(line(entry));
    const simulator = await startSimulator({ ...optionsFrom(values), ...(log && { log }) });
    out(`The simulator listens on ${simulator.url}
  socket      ${simulator.wsUrl}?uniqueId=NAME&jwtKey=TOKEN
  token       POST ${simulator.url}/authentication/jwt?apiKey=any-key
  page token  GET  ${simulator.tokenUrl}?uniqueId=NAME
  page        ${simulator.url}/  (buttons for events and faults)`);
    return { simulator };
  } catch (problem) {
    error(explain(problem));
    return { exitCode: 1 };
  }
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
