import type { Socket, SocketConstructor } from './environment.js';

/** For sockets that nobody hears: the `ws` package throws the error of a handshake that is cut short where nobody listens. */
export const noop = (): void => undefined;

/** Nothing if the address is refused: the error may name it, and with it the token. */
export function openSocket(WebSocket: SocketConstructor, url: string): Socket | undefined {
  try {
    return new WebSocket(url);
  } catch {
    return undefined;
  }
}

/** Takes the listeners off. */
export function silence(socket: Socket): void {
  socket.onopen = socket.onmessage = socket.onclose = null;
  socket.onerror = noop;
}

/** On a half-open socket the close event comes after a minute: nobody waits for it. */
export function hangUp(socket: Socket): void {
  try {
    socket.close();
  } catch {
    // Some implementations throw before open.
  }
}

/** A frame as text, `''` for what is none. */
export const frameText = (data: unknown): string =>
  typeof data === 'string' ? data : data instanceof ArrayBuffer ? new TextDecoder().decode(data) : '';
