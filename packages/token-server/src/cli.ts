#!/usr/bin/env node
import { envFile, readCommand } from './command-options.js';
import type { Log } from './log-entry.js';
import { startTokenServer } from './start-token-server.js';

/** Exit codes: 0 ended by a signal or help, 1 could not start, 2 a mistake in flags or variables. */
async function main(argv: readonly string[]): Promise<void> {
  if (!readEnvFile(envFile(argv))) return;
  const command = readCommand(argv, process.env);
  if (command.kind === 'help') {
    process.stdout.write(command.text);
    return;
  }
  if (command.kind === 'mistake') {
    fail(2, command.text);
    return;
  }
  const log: Log = (entry) =>
    void process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`);
  const { options } = command;
  let server;
  try {
    server = await startTokenServer({ ...options, log });
  } catch (error) {
    fail(
      error instanceof TypeError || error instanceof RangeError ? 2 : 1,
      error instanceof Error ? error.message : '',
    );
    return;
  }
  const creators = Array.isArray(options.creators) ? options.creators.join(', ') : '';
  log(
    creators
      ? { level: 'info', event: 'listening', message: `${server.url}/token gives tokens for ${creators}` }
      : { level: 'warn', event: 'listening', message: `${server.url}/token allows nobody: set TIKTOOL_CREATORS` },
  );
  const stop = (signal: NodeJS.Signals): void => {
    // A second signal ends the process at once, as it does by default.
    process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
    log({ level: 'info', event: 'closing', message: signal });
    void server.close();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

function readEnvFile(path: string | undefined): boolean {
  try {
    process.loadEnvFile(path);
    return true;
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isAbsent && path === undefined) return true;
    fail(2, `The file ${path ?? '.env'} cannot be read.`);
    return false;
  }
}

function fail(code: number, message: string): void {
  process.stderr.write(`tiktool-token-server: ${message}\n`);
  process.exitCode = code;
}

await main(process.argv.slice(2));
