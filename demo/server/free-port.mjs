import { createServer } from 'node:net';

/**
 * The wanted port, or the next one above it that nobody listens on.
 * @param {number} wanted
 * @param {number} [tries]
 * @returns {Promise<number>}
 */
export async function freePort(wanted, tries = 50) {
  for (let port = wanted; port < wanted + tries && port < 65_536; port += 1) {
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port from ${wanted} to ${wanted + tries - 1}.`);
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
