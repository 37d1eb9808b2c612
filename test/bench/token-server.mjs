// The token server under load: cached tokens for one creator, then creators that are not allowed, at 1,000 requests a
// second each, beside a bare Node server in the same run. Server and service run in processes of their own. Needs `pnpm build` before.
//
//   node test/bench/token-server.mjs [--seconds 30] [--rate 1000] [--connections 50]
import autocannon from 'autocannon';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const apiKey = 'bench-key';

if (process.argv[2] === 'server') await runServer(process.argv[3] ?? '');
else await runBench();

/** The child: a token server as people start it, that tells its memory and CPU time when asked. */
async function runServer(apiUrl) {
  const { startTokenServer } = await import('@tiktool-widgets/token-server/node');
  const server = await startTokenServer({ apiKey, creators: ['alice'], apiUrl, port: 0, log: () => undefined });
  // What the machine itself does to latencies at the moment: the same answer from a server that thinks of nothing.
  const bare = createServer((_, response) => response.end('{"token":"token-1.of.the-service","expiresIn":3599}'));
  await once(bare.listen(0, '127.0.0.1'), 'listening');
  process.on('message', () => {
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    process.send?.({ rss, heapUsed, cpu: user + system });
  });
  process.send?.({ url: server.url, bareUrl: `http://127.0.0.1:${bare.address().port}` });
}

async function runBench() {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '30' },
      rate: { type: 'string', default: '1000' },
      connections: { type: 'string', default: '50' },
    },
  });
  const load = {
    duration: Number(values.seconds),
    overallRate: Number(values.rate),
    connections: Number(values.connections),
  };
  let mints = 0;
  const service = createServer((_, response) => {
    mints++;
    response.end(JSON.stringify({ status_code: 0, data: { token: `token-${mints}.of.the-service` } }));
  }).listen(0, '127.0.0.1');
  await once(service, 'listening');

  const child = fork(fileURLToPath(import.meta.url), ['server', `http://127.0.0.1:${service.address().port}`], {
    execArgv: ['--expose-gc'],
  });
  const [{ url, bareUrl }] = await once(child, 'message');
  const usage = async () => {
    child.send('usage');
    const [answer] = await once(child, 'message');
    return answer;
  };

  const rows = [];
  const run = async (name, url, requests) => {
    const before = await usage();
    const result = await autocannon({ url, ...load, requests });
    const after = await usage();
    rows.push({
      load: name,
      'requests/s': Math.round(result.requests.average),
      'p50 ms': result.latency.p50,
      'p99 ms': result.latency.p99,
      'max ms': result.latency.max,
      '2xx': result['2xx'],
      '4xx': result['4xx'],
      failed: result.errors + result.timeouts + result['5xx'],
      'server CPU': `${Math.round((after.cpu - before.cpu) / 10_000 / load.duration)} % of a core`,
      'mints so far': mints,
      'heap MB': `${megabytes(before.heapUsed)} → ${megabytes(after.heapUsed)}`,
      'rss MB': `${megabytes(before.rss)} → ${megabytes(after.rss)}`,
    });
  };

  // Compiled and warm, as after the first minutes of a stream.
  await autocannon({ url: `${url}/token?uniqueId=alice`, duration: 2, overallRate: load.overallRate, connections: 10 });
  await run('bare Node server', bareUrl, [{ path: '/' }]);
  await run('cached token of one creator', url, [{ path: '/token?uniqueId=alice' }]);
  let number = 0;
  await run('random creators, not allowed', url, [
    { setupRequest: (request) => ({ ...request, path: `/token?uniqueId=user${number++}` }) },
  ]);
  console.log(table(rows));
  child.disconnect();
  child.kill();
  service.close();
}

function megabytes(bytes) {
  return (bytes / 1_048_576).toFixed(1);
}

/** As Markdown, so that the figures can go into the README as they are. */
function table(rows) {
  const heads = Object.keys(rows[0]);
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map((row) => line(Object.values(row)))].join('\n');
}
