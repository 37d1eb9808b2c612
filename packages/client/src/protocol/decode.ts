import { count, fields, id, isFields, moment, text, type Fields } from './fields.js';
import type { WireEvent } from './live-event.js';
import { readers } from './readers.js';
import { bounded, camelCase, parseWire } from './wire-json.js';

/** The service's soft limits: told just before it closes the socket (protocol section 1.5). */
export interface Nudge {
  readonly type: 'anon_limit' | 'demo_limit' | 'session_limit';
  /** For people. */
  readonly message: string;
  /** Length cap of a session, ms. */
  readonly sessionMaxMs?: number;
}

export interface Decoded {
  readonly events: readonly WireEvent[];
  readonly nudge?: Nudge;
  /** Frames in the text, housekeeping included: any frame shows that the socket is alive. */
  readonly frames: number;
}

const MAX_FRAMES = 10_000;
/** What fits into a text of this length is bounded enough. */
const SMALL = 4096;

/**
 * What the socket delivered, as events. Never throws: what is no JSON gives nothing, what is not understood gives `unknown`.
 *
 * @param receivedAt ms since 1970; the time of events without a time stamp.
 */
export function decodeFrames(json: string, receivedAt: number): Decoded {
  const events: WireEvent[] = [];
  let nudge: Nudge | undefined;
  let frames = 0;
  // Frames may come in lists, also nested. A list of what is to do, since hostile nesting would overflow the call stack.
  const todo: unknown[] = [];
  try {
    todo.push(parseWire(json));
  } catch {
    // Not JSON: no frame.
  }
  const snake = /_[a-z]+"\s*:/.test(json);
  while (todo.length && frames < MAX_FRAMES) {
    const frame = todo.pop();
    const inner = isFields(frame) && frame.event === undefined ? frame.events : frame;
    if (Array.isArray(inner)) for (let i = inner.length; i--;) todo.push(inner[i]);
    else if (isFields(frame)) {
      frames++;
      const soft = readNudge(frame);
      const event = soft ? undefined : readFrame(frame, receivedAt, snake, json.length > SMALL);
      nudge = soft ?? nudge;
      if (event) events.push(event);
    }
  }
  return { events, nudge, frames };
}

const isLimit = (type: unknown): type is Nudge['type'] => /^(anon|demo|session)_limit$/.test(text(type));

function readNudge({ event, type, message, sessionMaxMs }: Fields): Nudge | undefined {
  return event === undefined && isLimit(type)
    ? { type, message: text(message, 500), sessionMaxMs: count(sessionMaxMs) || undefined }
    : undefined;
}

function readFrame(wire: Fields, receivedAt: number, snake: boolean, large: boolean): WireEvent | undefined {
  const name = wire.event ?? wire.type;
  const read = readers.get(name);
  if (read === null) return;
  const frame = snake && read ? fields(bounded(wire, camelCase)) : wire;
  const raw = frame.data ?? frame;
  const data = fields(raw);
  const stamp = moment(data.timestamp);
  const time = stamp ?? receivedAt;
  return Object.assign(
    { id: id(data.msgId), time, stamped: stamp === undefined ? undefined : (true as const) },
    read?.(data, frame, time) ?? {
      kind: 'unknown' as const,
      // What the service does not model either, it names by TikTok's own message.
      name: text(name === 'unknown' ? (data.method ?? name) : name),
      data: large ? bounded(raw, String) : raw,
    },
  );
}

const REAL: ReadonlySet<WireEvent['kind']> = new Set([
  'chat',
  'emote',
  'gift',
  'like',
  'join',
  'follow',
  'share',
  'subscribe',
  'question',
  'caption',
] as const);

/**
 * Whether an event proves that the room is live. `roomInfo` and viewer counts do not: they come for stale and offline rooms
 * too (protocol section 1.2).
 */
export const isReal = (event: { readonly kind: WireEvent['kind']; readonly test?: true }): boolean =>
  !event.test && REAL.has(event.kind);
