#!/usr/bin/env node
import { runCommand } from './command.js';

const result = await runCommand(process.argv.slice(2), {
  out: (line) => console.log(line),
  error: (line) => console.error(line),
});

if ('exitCode' in result) {
  process.exitCode = result.exitCode;
} else {
  const { simulator } = result;
  const stop = (): void => {
    // A second signal ends the process at once.
    process.once('SIGINT', () => process.exit(130));
    void simulator.close();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
