// `npm start`: from a fresh clone to a running overlay. Plain Node, because it runs before anything is installed.
//   TIKTOOL_API_KEY=… TIKTOOL_CREATOR=… npm start   the real service instead of the simulator
//   npm start -- --port 4173 --token-port 8787 --simulator-port 4400   (or DEMO_PORT, TOKEN_PORT, SIMULATOR_PORT)
//   npm start -- --no-build                         as it was built last
import { parseArgs } from 'node:util';
import { installPackages, run, say } from '../.ci/install.mjs';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env.DEMO_PORT ?? '4173' },
    'token-port': { type: 'string', default: process.env.TOKEN_PORT ?? '8787' },
    'simulator-port': { type: 'string', default: process.env.SIMULATOR_PORT ?? '4400' },
    'no-build': { type: 'boolean', default: false },
  },
});

const { TIKTOOL_API_KEY: apiKey, ...environment } = process.env;
// The key stays in this process: neither the installer, nor the build, nor anything they start gets to see it.
delete process.env.TIKTOOL_API_KEY;
const creator = process.env.TIKTOOL_CREATOR;

if (apiKey && !creator) {
  console.error('TIKTOOL_API_KEY is set, TIKTOOL_CREATOR is not: name the TikTok account whose LIVE is to be shown.');
  process.exit(1);
}

try {
  installPackages(environment);
  if (!values['no-build']) {
    say('Building the packages and the demo pages …');
    if (!run('npm', ['run', '--silent', 'build'], environment))
      throw new Error('The build failed; its reason is above.');
  }
  // From here on the installed packages can be imported.
  const { startDemo } = await import('./server/start-demo.mjs');
  const demo = await startDemo({
    apiKey,
    creator,
    apiUrl: process.env.TIKTOOL_API_URL,
    ports: {
      demo: Number(values.port),
      tokenServer: Number(values['token-port']),
      simulator: Number(values['simulator-port']),
    },
  });
  announce(demo);
  endOnSignal(demo);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

/** @param {import('./server/start-demo.mjs').Demo} demo */
function announce({ addresses, creator, simulated }) {
  const source = simulated
    ? `A made-up show of @${creator} from the local simulator (nothing leaves this computer).`
    : `The real LIVE of @${creator}, through tik.tools. The API key stays in this process.`;
  say(`Running. ${source}\n`);
  console.log(`  Studio         ${addresses.studio}`);
  console.log(`  Overlay URL    ${addresses.overlay}`);
  console.log(`  Script tag     ${addresses.scriptTag}`);
  console.log(`  Token server   ${addresses.tokenServer}`);
  if (addresses.simulator) console.log(`  Simulator      ${addresses.simulator}`);
  if (simulated) console.log('\n  The real service: TIKTOOL_API_KEY=… TIKTOOL_CREATOR=… npm start');
  console.log('\n  In OBS: Sources → + → Browser, paste the overlay URL. Ctrl-C here ends everything.\n');
}

/** @param {import('./server/start-demo.mjs').Demo} demo */
function endOnSignal(demo) {
  let ending = false;
  const end = () => {
    // A second Ctrl-C does not wait.
    if (ending) process.exit(130);
    ending = true;
    void demo.close().finally(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
}
