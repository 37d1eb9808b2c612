import { afterEach, expect } from 'vitest';
import { WebSocket, type RawData } from 'ws';
import { startSimulator, type Simulator, type SimulatorOptions } from '../index.js';

const running: Simulator[] = [];
const opened: WebSocket[] = [];

afterEach(async () => {
  for (const socket of opened.splice(0)) socket.terminate();
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

/** A simulator that plays nothing by itself and is closed after the test. */
export async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ autoplay: false, ...options });
  running.push(simulator);
  return simulator;
}

/** A client's end of a socket, with everything that happened to it. */
export interface TestSocket {
  readonly socket: WebSocket;
  readonly texts: string[];
  readonly binaries: number;
  /** `roomInfo` and other frames by their `event`, or `type` where they have none. */
  readonly names: () => string[];
  readonly closed: Promise<{ code: number; reason: string }>;
  /** The error of a handshake that failed; empty until then. */
  readonly errors: string[];
}

export function connect(url: string): TestSocket {
  const socket = new WebSocket(url);
  opened.push(socket);
  const texts: string[] = [];
  const errors: string[] = [];
  const state = { binaries: 0 };
  socket.on('message', (data, isBinary) => {
    if (isBinary) state.binaries += 1;
    texts.push(textOf(data));
  });
  socket.on('error', (error) => errors.push(error.message));
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  return {
    socket,
    texts,
    errors,
    closed,
    get binaries() {
      return state.binaries;
    },
    names: () => texts.map(nameOf),
  };
}

/** With a fresh token of the page's kind, or with the query that is given. */
export function watch(simulator: Simulator, creator = 'nova', query?: string): TestSocket {
  return connect(`${simulator.wsUrl}?uniqueId=${creator}&${query ?? `jwtKey=${simulator.mint()}`}`);
}

function nameOf(text: string): string {
  try {
    const frame: unknown = JSON.parse(text);
    if (typeof frame !== 'object' || frame === null) return 'not an object';
    if ('event' in frame) return String(frame.event);
    return 'type' in frame ? String(frame.type) : 'nameless';
  } catch {
    return 'not JSON';
  }
}

/** Holds sooner or later: the one second that `expect.poll` gives is short on a busy machine. */
export const eventually = (read: () => unknown) => expect.poll(read, { timeout: 5_000, interval: 10 });

export const chat = (comment: string) => ({ event: 'chat', data: { comment } }) as const;

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return Buffer.isBuffer(data) ? data.toString() : Buffer.from(data).toString();
}
