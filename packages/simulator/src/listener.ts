import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** An HTTP server on a fixed port that can be switched off and on, with every connection cut. */
export class Listener {
  readonly server: Server = createServer();
  readonly #connections = new Set<Socket>();
  #port: number;

  constructor(
    port: number,
    readonly host: string,
  ) {
    this.#port = port;
    // The one server object listens again after a restart; hung requests are wanted here, so no time-outs.
    this.server.requestTimeout = 0;
    this.server.headersTimeout = 0;
    this.server.on('connection', (socket) => {
      this.#connections.add(socket);
      socket.on('error', () => socket.destroy());
      socket.once('close', () => this.#connections.delete(socket));
    });
  }

  get port(): number {
    return this.#port;
  }

  up(): Promise<void> {
    const { server } = this;
    if (server.listening) return Promise.resolve();
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, this.host, () => {
        server.off('error', reject);
        const address: AddressInfo | string | null = server.address();
        if (address && typeof address === 'object') this.#port = address.port;
        resolve();
      });
    });
  }

  down(): Promise<void> {
    if (!this.server.listening) return Promise.resolve();
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      // Upgraded and hung connections are unknown to the server, which would wait for them for ever.
      this.#connections.forEach((socket) => socket.destroy());
    });
  }
}
