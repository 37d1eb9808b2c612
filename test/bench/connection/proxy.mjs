// A TCP proxy that can fail as networks do; below the WebSocket, so every library meets the same faults.
import { connect, createServer } from 'node:net';

/** @param {number} target port of the healthy server */
export async function startProxy(target) {
  const pairs = new Set();
  /** `pass`, or `hang`: accept and never answer. Applies to new connections. */
  let mode = 'pass';
  let server;
  let port = 0;
  const onConnection = (client) => {
    dials.push(performance.now());
    client.on('error', () => client.destroy());
    if (mode === 'hang') {
      const pair = { client, upstream: undefined, dark: true };
      pairs.add(pair);
      client.on('close', () => pairs.delete(pair));
      return;
    }
    const upstream = connect(target, '127.0.0.1');
    const pair = { client, upstream, dark: false };
    pairs.add(pair);
    const end = () => {
      client.destroy();
      upstream.destroy();
      pairs.delete(pair);
    };
    // Written by hand instead of `pipe`, so that a black hole swallows bytes and keeps both ends open.
    client.on('data', (bytes) => pair.dark || upstream.write(bytes));
    upstream.on('data', (bytes) => pair.dark || client.write(bytes));
    upstream.on('error', end);
    client.on('close', () => end());
    upstream.on('close', () => pair.dark || end());
  };
  const dials = [];
  const up = () =>
    new Promise((resolve) => {
      server = createServer(onConnection).listen(port, '127.0.0.1', () => {
        port = server.address().port;
        resolve();
      });
    });
  const down = () => {
    server.close();
    for (const { client, upstream } of pairs) {
      client.resetAndDestroy();
      upstream?.destroy();
    }
    pairs.clear();
  };
  await up();
  return {
    get port() {
      return port;
    },
    dials,
    up,
    down,
    /** What is connected now goes silent without being closed; new connections work. */
    blackhole() {
      for (const pair of pairs) pair.dark = true;
    },
    hang: (on) => void (mode = on ? 'hang' : 'pass'),
    close() {
      down();
    },
  };
}
