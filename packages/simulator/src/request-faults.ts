import { STATUS_CODES, type ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { FaultAction } from './faults.js';

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A reset, not an end: the client sees ECONNRESET, as from a dead port. */
function reset(socket: Duplex | null): void {
  if (socket instanceof Socket) socket.resetAndDestroy();
  else socket?.destroy();
}

/** Carries out what strikes an upgrade; true: go on with the handshake. */
export async function strikeUpgrade(actions: readonly FaultAction[], socket: Duplex): Promise<boolean> {
  for (const action of actions) {
    switch (action.type) {
      case 'refuse':
        reset(socket);
        return false;
      case 'hang':
        return false;
      case 'delay':
        await wait(action.ms);
        break;
      case 'status':
        socket.end(upgradeAnswer(action.status, action.headers ?? {}, bodyText(action.body)));
        return false;
      default:
    }
  }
  return !socket.destroyed;
}

/** Carries out what strikes a request; true: answer as usual. */
export async function strikeRequest(actions: readonly FaultAction[], response: ServerResponse): Promise<boolean> {
  for (const action of actions) {
    switch (action.type) {
      case 'refuse':
      case 'drop':
        reset(response.socket);
        return false;
      case 'hang':
        return false;
      case 'delay':
        await wait(action.ms);
        break;
      case 'status':
        response.writeHead(action.status, { 'content-type': 'application/json', ...action.headers });
        response.end(
          bodyText(action.body ?? { status_code: action.status, message: STATUS_CODES[action.status] ?? '' }),
        );
        return false;
      default:
    }
  }
  return !response.destroyed;
}

function bodyText(body: unknown): string {
  if (body === undefined) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function upgradeAnswer(status: number, headers: Readonly<Record<string, string>>, body: string): string {
  const lines = Object.entries({ connection: 'close', 'content-length': String(Buffer.byteLength(body)), ...headers });
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Status'}`,
    ...lines.map(([name, value]) => `${name}: ${value}`),
    '',
    body,
  ].join('\r\n');
}
