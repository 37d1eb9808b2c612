import { getRequestListener } from '@hono/node-server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setRemoteAddress } from './client-address.js';
import { isRecord } from './json.js';
import type { TokenHandler } from './token-handler.js';

/** For `http.createServer(…)` and for Express (`app.all('/token', …)`). */
export type NodeListener = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/** Serves a web-standard handler from Node's own HTTP server, and tells it the address of the peer. */
export function createNodeListener(handler: TokenHandler): NodeListener {
  const listener = getRequestListener(
    (request, { incoming }) => {
      const address = incoming.socket.remoteAddress;
      if (address !== undefined) setRemoteAddress(request, address);
      return handler(request);
    },
    // The library's faster Request and Response would otherwise replace the globals of the whole application.
    { overrideGlobalObjects: false },
  );
  return (incoming, outgoing) => {
    restoreParsedBody(incoming);
    // A rejection that nobody handles would end the whole process.
    listener(incoming, outgoing).catch(() => outgoing.destroy());
  };
}

/** After `express.json()` the stream is empty and the body stands on the request: hand it on where it is looked for. */
function restoreParsedBody(incoming: IncomingMessage & { body?: unknown; rawBody?: unknown }): void {
  if (!incoming.readableEnded || incoming.rawBody instanceof Buffer || !isRecord(incoming.body)) return;
  const { uniqueId } = incoming.body;
  if (typeof uniqueId !== 'string') return;
  const isForm = incoming.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  incoming.rawBody = Buffer.from(
    isForm ? new URLSearchParams({ uniqueId: uniqueId }).toString() : JSON.stringify({ uniqueId }),
  );
}
