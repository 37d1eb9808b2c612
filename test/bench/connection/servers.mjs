// The healthy servers: one per protocol, as small as each protocol allows. All send a frame about twice a second.
import { createServer } from 'node:http';
import { Server as SocketIo } from 'socket.io';
import { WebSocketServer } from 'ws';
import { chatFrame } from '../server.mjs';

function plain(onSocket) {
  return async ({ closeAtOnce = false, silent = false } = {}) => {
    const server = createServer((_, response) => response.end());
    const sockets = new WebSocketServer({ server });
    sockets.on('connection', (socket) => {
      if (closeAtOnce) return socket.close(1011);
      const timers = onSocket(socket, silent);
      socket.on('close', () => timers.forEach(clearInterval));
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
      port: server.address().port,
      close() {
        sockets.clients.forEach((socket) => socket.terminate());
        server.close();
        server.closeAllConnections();
      },
    };
  };
}

let number = 0;
const every = (ms, work) => setInterval(work, ms);

export const servers = {
  frames: plain((socket, silent) =>
    silent ? [] : [every(500, () => socket.send(chatFrame(number++, 'http://127.0.0.1')))],
  ),
  phoenix: plain((socket) => {
    socket.on('message', (text) => {
      const [join, ref, topic] = JSON.parse(text);
      socket.send(JSON.stringify([join, ref, topic, 'phx_reply', { status: 'ok', response: {} }]));
    });
    return [every(500, () => socket.send(JSON.stringify([null, null, 'room', 'tick', {}])))];
  }),
  centrifuge: plain((socket) => {
    socket.on('message', (text) => {
      for (const line of String(text).trim().split('\n')) {
        const { id, connect } = JSON.parse(line);
        if (connect) {
          socket.send(JSON.stringify({ id, connect: { client: 'bench', version: '5', ping: 25, pong: true } }));
        }
      }
    });
    return [
      every(25_000, () => socket.send('{}')),
      every(500, () => socket.send(JSON.stringify({ push: { message: { data: {} } } }))),
    ];
  }),
  async socketIo({ closeAtOnce = false } = {}) {
    const server = createServer();
    const io = new SocketIo(server, { transports: ['websocket'] });
    io.on('connection', (socket) => {
      if (closeAtOnce) return socket.conn.close();
      const timer = every(500, () => socket.emit('tick', {}));
      socket.on('disconnect', () => clearInterval(timer));
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { port: server.address().port, close: () => io.close() };
  },
};
