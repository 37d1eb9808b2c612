// One server for both pages under test: the files, a token, the avatars, and a socket that sends what the bench orders.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { WebSocketServer } from 'ws';

// A picture of pixels, as the service's are: each SVG under an address of its own is a document of its own to the browser,
// and five hundred of them kept a page busy for minutes after the messages had stopped.
const avatar = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAGQAAABkCAMAAABHPGVmAAAACVBMVEVVqndxuI38/f2I3pCqAAAAw0lEQVRo3u2XQQ7DIAwEMf9/dFuUXJoSLHlZKerMKacMxgbs1gAAAOAhxMZfRx9ExCbNaTjQS94r71fklv4Tg0K6aXOHznLnUFnuHZ96Fkj6CoFk6fBI6oWccFQtscq6ZMNykmIoOccDJMndqiUl6aiFguRPJekSrtSw45wk78fqDWlISTqUksTyaJkkljc+k5W6ZB1K2dESHaRCYumFPV29Zz5ps0KWz40Ox1WzwTCI42iGZPCZSr4/AAAAAAAAAGDwAuMcClhV8L+sAAAAAElFTkSuQmCC',
  'base64',
);
const words =
  'hello from the other side of the world this song is great who are you مرحبا بالجميع 你好 みんな こんにちは 🎉 👨‍👩‍👧‍👦 привет всем nice stream today :)'.split(
    ' ',
  );

/** The n-th chat frame: the same text for both pages, 500 people, 3 to 12 words. */
export function chatFrame(n, origin) {
  const user = (n * 7919) % 500;
  const length = 3 + ((n * 31) % 10);
  const comment = Array.from({ length }, (_, i) => words[(n * 17 + i * 5) % words.length]).join(' ');
  return JSON.stringify({
    event: 'chat',
    data: {
      type: 'chat',
      user: {
        uniqueId: `user.${user}`,
        nickname: `Viewer ${user}`,
        userId: `70000000000000${1000 + user}`,
        profilePictureUrl: `${origin}/avatar.png?u=${user}`,
        followRole: user % 3,
        userBadges: [],
        isModerator: false,
        isSubscriber: false,
      },
      comment,
      emotes: [],
      language: 'en',
      messageUuid: `76${1e9 + n}`,
      timestamp: Date.now(),
      msgId: `76${1e9 + n}`,
    },
  });
}

/** @param {string} script the classic script-tag file */
export async function startBenchServer(script) {
  const pages = {
    '/widgets.html': readFileSync(new URL('./pages/widgets.html', import.meta.url)),
    '/vanilla.html': readFileSync(new URL('./pages/vanilla.html', import.meta.url)),
    '/tiktool-widgets.iife.js': readFileSync(script),
  };
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    if (path === '/token') {
      response.setHeader('content-type', 'application/json');
      return response.end('{"token":"bench","expiresIn":3600}');
    }
    if (path === '/avatar.png') {
      response.setHeader('content-type', 'image/png');
      response.setHeader('cache-control', 'max-age=3600');
      return response.end(avatar);
    }
    const body = pages[path];
    if (!body) return response.writeHead(404).end();
    response.setHeader('content-type', path.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(body);
  });
  const sockets = new WebSocketServer({ server });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  const origin = `http://127.0.0.1:${port}`;
  const send = (text) => sockets.clients.forEach((socket) => socket.send(text));
  return {
    origin,
    endpoint: `ws://127.0.0.1:${port}`,
    send,
    connected: () => sockets.clients.size > 0,
    /** Sends `count` chats, numbered from `first`, at `rate` a second, in ticks of 20 ms; `Infinity` sends them at once. */
    async chats(first, count, rate) {
      const began = performance.now();
      for (let sent = 0; sent < count;) {
        const due =
          rate === Infinity ? count : Math.min(count, Math.floor(((performance.now() - began) / 1000) * rate));
        for (; sent < due; sent++) send(chatFrame(first + sent, origin));
        if (sent < count) await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    close: () =>
      new Promise((resolve) => {
        sockets.clients.forEach((socket) => socket.terminate());
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
