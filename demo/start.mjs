// `npm start`: from a fresh clone to a running overlay. Plain Node, because it runs before anything is installed.
import { installPackages, run, say } from '../.ci/install.mjs';
import { readStartOptions, usage } from './start-options.mjs';

const options = readOptions();
if (options.help) {
  console.log(usage);
  process.exit(0);
}

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
  if (options.build) {
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
    ports: options.ports,
  });
  announce(demo);
  endOnSignal(demo);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

/** @param {import('./server/start-demo.mjs').Demo} demo */
function announce({ addresses, creator, simulated, service }) {
  const source = simulated
    ? `A made-up show of @${creator} from the local simulator (nothing leaves this computer).`
    : `The real LIVE of @${creator}, through ${service}. The API key stays in this process.`;
  say(`Running. ${source}\n`);
  console.log(`  Studio         ${addresses.studio}`);
  console.log(`  Overlay URL    ${addresses.overlay}`);
  console.log(`  Script tag     ${addresses.scriptTag}`);
  console.log(`  Token server   ${addresses.tokenServer}`);
  if (addresses.simulator) console.log(`  Simulator      ${addresses.simulator}`);
  if (simulated) console.log(`\n  The real service: ${realService()}`);
  console.log('\n  In OBS: Sources → + → Browser, paste the overlay URL. Ctrl-C here ends everything.\n');
}

/** Windows has no variables in front of a command. */
function realService() {
  return process.platform === 'win32'
    ? "$env:TIKTOOL_API_KEY='…'; $env:TIKTOOL_CREATOR='…'; npm start   (in PowerShell)"
    : 'TIKTOOL_API_KEY=… TIKTOOL_CREATOR=… npm start';
}

function readOptions() {
  try {
    return readStartOptions(process.argv.slice(2), process.env);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
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
