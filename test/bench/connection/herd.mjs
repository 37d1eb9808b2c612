// 1,000 pages lose their server for two seconds: when does each one's first dial arrive? Sockets are simulated, time is real.
import { clients } from './clients.mjs';

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function socketClass(world) {
  return class extends EventTarget {
    static CONNECTING = 0;
    static OPEN = 1;
    static CLOSING = 2;
    static CLOSED = 3;
    readyState = 0;
    binaryType = 'blob';
    onopen = null;
    onmessage = null;
    onclose = null;
    onerror = null;
    constructor() {
      super();
      if (world.down) world.refused++;
      else world.dials.push(performance.now());
      setTimeout(() => (world.down ? this.end(1006) : this.tell('open', 1)), 1);
      world.all.add(this);
    }
    tell(type, state, extra = {}) {
      if (this.readyState === 3) return;
      this.readyState = state;
      const event = Object.assign(new Event(type), extra);
      this[`on${type}`]?.(event);
      this.dispatchEvent(event);
    }
    end(code) {
      if (this.readyState === 3) return;
      world.all.delete(this);
      this.tell('close', 3, { code, reason: '', wasClean: false });
    }
    send() {}
    close() {
      this.readyState = 3;
      world.all.delete(this);
    }
  };
}

/** Largest share of the pages that dials within any 100 ms, after the server is back or while it is away. */
export async function herd(name, pages = 1000) {
  const kind = clients[name];
  if (kind.server === 'socketIo' || kind.server === 'centrifuge') return undefined;
  const world = { down: false, dials: [], all: new Set(), refused: 0 };
  const socket = socketClass(world);
  const holders = Array.from({ length: pages }, () => kind.open(1, { socket }));
  await sleep(3000);
  world.down = true;
  world.dials.length = 0;
  for (const one of [...world.all]) one.end(1006);
  await sleep(2000);
  world.down = false;
  await sleep(12_000);
  holders.forEach((holder) => holder.close());
  const times = world.dials.sort((a, b) => a - b);
  let most = 0;
  for (let first = 0, last = 0; last < times.length; last++) {
    while (times[last] - times[first] > 100) first++;
    most = Math.max(most, last - first + 1);
  }
  return most / pages;
}
