// What one connection costs, and what it leaves behind. Run with --expose-gc; prints one JSON line.
import { clients } from './clients.mjs';
import { PretendSocket } from './pretend-socket.mjs';

/** Opens at once and stays open: the heap of real sockets would drown what is measured. */
class OpenSocket extends PretendSocket {
  constructor() {
    super();
    setTimeout(() => this.tell('open', 1));
  }
}

const [name] = process.argv.slice(2);
const settle = async () => {
  for (let i = 0; i < 4; i++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    globalThis.gc();
  }
};
const heap = () => process.memoryUsage().heapUsed;
const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

const make = (count) => Array.from({ length: count }, () => clients[name].open(1, { socket: OpenSocket }));
// Once for the code itself.
make(50).forEach((holder) => holder.close());
await settle();
const timersBefore = timers();
const empty = heap();
let holders = make(1000);
await settle();
const each = (heap() - empty) / 1000;
// The sockets are the same for all; their own share is taken off.
holders.forEach((holder) => holder.close());
holders = [];
await settle();
await new Promise((resolve) => setTimeout(resolve, 1500));
await settle();
const left = (heap() - empty) / 1000;
const bare = heap();
const sockets = Array.from({ length: 1000 }, () => new OpenSocket());
await settle();
const socket = (heap() - bare) / 1000;
console.log(
  JSON.stringify({
    each: Math.round(each - socket),
    left: Math.round(left),
    timers: timers() - timersBefore,
    kept: sockets.length,
  }),
);
process.exit(0);
