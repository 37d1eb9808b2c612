// What `npm start` was asked for, in flags and variables. Imports nothing that has to be installed first.
import { parseArgs } from 'node:util';

export const usage = `npm start: a running overlay, from a fresh clone.

  npm start                        a made-up LIVE from the local simulator
  npm start -- --no-build          as it was built last
  npm start -- --port 4173 --token-port 8787 --simulator-port 4400
                                   other ports (or DEMO_PORT, TOKEN_PORT, SIMULATOR_PORT); the next free ones are taken

  TIKTOOL_API_KEY and TIKTOOL_CREATOR set: the real LIVE of that creator
  TIKTOOL_API_URL                  another address of the service`;

/**
 * @typedef {object} StartOptions
 * @property {boolean} help
 * @property {boolean} build
 * @property {{ demo: number, tokenServer: number, simulator: number }} ports
 */

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {StartOptions}
 * @throws {Error} with a sentence for people
 */
export function readStartOptions(args, env) {
  const { values } = parseArgs({
    args,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      port: { type: 'string', default: env.DEMO_PORT || '4173' },
      'token-port': { type: 'string', default: env.TOKEN_PORT || '8787' },
      'simulator-port': { type: 'string', default: env.SIMULATOR_PORT || '4400' },
      'no-build': { type: 'boolean', default: false },
    },
  });
  const ports = {
    demo: readPort('--port', values.port),
    tokenServer: readPort('--token-port', values['token-port']),
    simulator: readPort('--simulator-port', values['simulator-port']),
  };
  return { help: values.help, build: !values['no-build'], ports };
}

/**
 * @param {string} flag
 * @param {string} text
 */
function readPort(flag, text) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new Error(`${flag} has to be a whole number from 1 to 65535, not "${text}".`);
  }
  return port;
}
