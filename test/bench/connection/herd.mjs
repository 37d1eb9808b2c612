// 1,000 pages lose their server for two seconds: when does each one's first dial arrive? Sockets are simulated, time is real.
import { clients } from './clients.mjs';
import { PretendSocket } from './pretend-socket.mjs';

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function socketClass(world) {
  return class extends PretendSocket {
    constructor() {
      super();
      if (world.down) world.refused++;
      else world.dials.push(performance.now());
      setTimeout(() => (world.down ? this.end(1006) : this.tell('open', 1)), 1);
      world.all.add(this);
    }
    end(code) {
      if (this.readyState === 3) return;
      world.all.delete(this);
      this.tell('close', 3, { code, reason: '', wasClean: false });
    }
    close() {
      super.close();
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
