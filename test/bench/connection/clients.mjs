// Ours and the peers, each with its defaults, behind one small face:
// open(port, { token }) → { onOpen(listener), close() }. `token` is a function that may hang, where a library takes one.
import { createLiveClient } from '@tiktool-widgets/client';
import { Centrifuge } from 'centrifuge';
import { WebSocket as PartySocket } from 'partysocket';
import { Socket as Phoenix } from 'phoenix';
import ReconnectingWebSocket from 'reconnecting-websocket';
import { io } from 'socket.io-client';
import { WebSocket as NodeSocket } from 'ws';

/** As in a browser, where closing a socket during its handshake throws nothing at the page. */
class WebSocket extends NodeSocket {
  constructor(url, protocols) {
    super(url, protocols);
    this.on('error', () => {});
  }
}

const constant = async () => 'bench';

export const clients = {
  'tiktool-widgets': {
    server: 'frames',
    tokens: true,
    open(port, { token = constant, socket = WebSocket } = {}) {
      const client = createLiveClient({
        creator: 'bench',
        endpoint: `ws://127.0.0.1:${port}`,
        tokenProvider: token,
        share: 'page',
        WebSocket: socket,
      });
      client.connect();
      return {
        onOpen(listener) {
          let open = false;
          client.on('state', ({ state }) => {
            const now = state === 'connected' || state === 'live';
            if (now && !open) listener();
            open = now;
          });
        },
        close: () => client.dispose(),
      };
    },
  },
  partysocket: {
    server: 'frames',
    tokens: true,
    open(port, { token, socket = WebSocket } = {}) {
      const url = `ws://127.0.0.1:${port}/`;
      const peer = new PartySocket(token ? async () => `${url}?t=${await token()}` : url, [], { WebSocket: socket });
      return { onOpen: (listener) => peer.addEventListener('open', listener), close: () => peer.close() };
    },
  },
  'reconnecting-websocket': {
    server: 'frames',
    tokens: true,
    open(port, { token, socket = WebSocket } = {}) {
      const url = `ws://127.0.0.1:${port}/`;
      const peer = new ReconnectingWebSocket(token ? async () => `${url}?t=${await token()}` : url, [], {
        WebSocket: socket,
      });
      peer.addEventListener('error', () => {});
      return { onOpen: (listener) => peer.addEventListener('open', listener), close: () => peer.close() };
    },
  },
  centrifuge: {
    server: 'centrifuge',
    tokens: true,
    open(port, { token, socket = WebSocket } = {}) {
      const options = { websocket: socket };
      if (token) options.getToken = token;
      const peer = new Centrifuge(`ws://127.0.0.1:${port}/`, options);
      peer.on('error', () => {});
      peer.connect();
      return { onOpen: (listener) => peer.on('connected', listener), close: () => peer.disconnect() };
    },
  },
  'socket.io-client': {
    server: 'socketIo',
    tokens: true,
    open(port, { token } = {}) {
      const options = { transports: ['websocket'], forceNew: true };
      if (token) options.auth = (done) => void token().then((value) => done({ token: value }));
      const peer = io(`ws://127.0.0.1:${port}`, options);
      return { onOpen: (listener) => peer.on('connect', listener), close: () => peer.close() };
    },
  },
  phoenix: {
    server: 'phoenix',
    tokens: false,
    open(port, { socket = WebSocket } = {}) {
      const peer = new Phoenix(`ws://127.0.0.1:${port}/socket`, { transport: socket });
      peer.connect();
      return { onOpen: (listener) => peer.onOpen(listener), close: () => peer.disconnect() };
    },
  },
};
