// How long until a client is back. Each figure comes from several clients that meet the same fault at the same time.
import { clients } from './clients.mjs';
import { startProxy } from './proxy.mjs';
import { servers } from './servers.mjs';

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** Opens `count` clients, waits until all are open, breaks something, and gives ms from `healed` to each one's next open. */
async function recover({ name, count, settle, fault, limit, open = {}, firstOpen = true }) {
  const kind = clients[name];
  const server = await servers[kind.server]();
  const proxy = await startProxy(server.port);
  let healed = Infinity;
  const back = [];
  const opened = new Set();
  const holders = Array.from({ length: count }, (_, i) => {
    const holder = kind.open(proxy.port, typeof open === 'function' ? open() : open);
    let done = false;
    holder.onOpen(() => {
      opened.add(i);
      if (healed === Infinity || done) return;
      done = true;
      back.push(performance.now() - healed);
    });
    return holder;
  });
  try {
    if (firstOpen) for (let i = 0; i < 400 && opened.size < count; i++) await sleep(50);
    if (firstOpen && opened.size < count) return null;
    await sleep(settle);
    await fault(proxy, () => (healed = performance.now()));
    for (const until = performance.now() + limit; back.length < count && performance.now() < until;) await sleep(50);
    return { count, back };
  } finally {
    holders.forEach((holder) => holder.close());
    proxy.close();
    server.close();
  }
}

export const outage = (name, ms, count, limit) =>
  recover({
    name,
    count,
    settle: 35_000,
    limit,
    async fault(proxy, healed) {
      proxy.down();
      await sleep(ms);
      healed();
      await proxy.up();
    },
  });

export const halfOpen = (name, count, limit) =>
  recover({
    name,
    count,
    settle: 35_000,
    limit,
    async fault(proxy, healed) {
      proxy.blackhole();
      healed();
    },
  });

/** The first dial's upgrade is never answered. */
export async function hungUpgrade(name, count, limit) {
  const kind = clients[name];
  const server = await servers[kind.server]();
  const proxy = await startProxy(server.port);
  proxy.hang(true);
  const began = performance.now();
  const back = [];
  const holders = Array.from({ length: count }, () => {
    const holder = kind.open(proxy.port);
    holder.onOpen(() => back.push(performance.now() - began));
    return holder;
  });
  await sleep(300);
  proxy.hang(false);
  for (const until = performance.now() + limit; back.length < count && performance.now() < until;) await sleep(50);
  holders.forEach((holder) => holder.close());
  proxy.close();
  server.close();
  return { count, back };
}

/** The first token request is never answered. */
export async function hungToken(name, limit) {
  const kind = clients[name];
  if (!kind.tokens) return undefined;
  const server = await servers[kind.server]();
  let asked = 0;
  const began = performance.now();
  const back = [];
  const token = () => (asked++ === 0 ? new Promise(() => {}) : Promise.resolve('bench'));
  const holder = kind.open(server.port, { token });
  holder.onOpen(() => back.push(performance.now() - began));
  for (const until = performance.now() + limit; back.length < 1 && performance.now() < until;) await sleep(50);
  holder.close();
  server.close();
  return { count: 1, back };
}

/** Dials in the first minute against a server that accepts, then closes. */
export async function acceptThenClose(name) {
  const kind = clients[name];
  const server = await servers[kind.server]({ closeAtOnce: true });
  const proxy = await startProxy(server.port);
  const holder = kind.open(proxy.port);
  await sleep(60_000);
  holder.close();
  const dials = proxy.dials.length;
  proxy.close();
  server.close();
  return dials;
}
