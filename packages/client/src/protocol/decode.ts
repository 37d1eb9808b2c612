import { quoteBigIntegers } from './big-integers.js';
import { cut, count, fields, id, isFields, moment, text, type Fields } from './fields.js';
import type { WireEvent } from './live-event.js';
import { housekeeping, readers } from './readers.js';

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
const NOTHING: Decoded = Object.freeze({ events: Object.freeze([]), frames: 0 });

/**
 * What the socket delivered, as events. Never throws: what is no JSON gives nothing, what is not understood gives `unknown`.
 *
 * @param receivedAt ms since 1970; the time of events without a time stamp.
 */
export function decodeFrames(json: string, receivedAt: number): Decoded {
  let value: unknown;
  try {
    value = JSON.parse(quoteBigIntegers(json));
  } catch {
    return NOTHING;
  }
  const events: WireEvent[] = [];
  let nudge: Nudge | undefined;
  let frames = 0;
  // Frames may come in lists, also nested. A stack, since hostile nesting would overflow the call stack.
  const queue: unknown[] = [value];
  while (queue.length && frames < MAX_FRAMES) {
    const frame = queue.pop();
    if (Array.isArray(frame)) for (let i = frame.length; i--;) queue.push(frame[i]);
    else if (isFields(frame)) {
      if (frame.event === undefined && Array.isArray(frame.events)) {
        queue.push(frame.events);
        continue;
      }
      frames++;
      const soft = readNudge(frame);
      const event = soft ? undefined : readFrame(frame, receivedAt, json.length);
      if (event) events.push(event);
      nudge = soft ?? nudge;
    }
  }
  return nudge ? { events, nudge, frames } : { events, frames };
}

function readNudge(frame: Fields): Nudge | undefined {
  const { type } = frame;
  if (frame.event !== undefined || (type !== 'anon_limit' && type !== 'demo_limit' && type !== 'session_limit')) return;
  const sessionMaxMs = count(frame.sessionMaxMs);
  return { type, message: text(frame.message, 500), ...(sessionMaxMs && { sessionMaxMs }) };
}

function readFrame(frame: Fields, receivedAt: number, size: number): WireEvent | undefined {
  const name = frame.event ?? frame.type;
  if (housekeeping.has(name)) return;
  const raw = frame.data ?? frame;
  const data = fields(raw);
  const msgId = id(data.msgId) || id(data.msg_id);
  const stamp = moment(data.timestamp);
  const time = stamp ?? receivedAt;
  const event = readers.get(name)?.(data, msgId, time, frame) ?? {
    kind: 'unknown',
    id: msgId,
    time,
    // What the service does not model either, it names by TikTok's own message.
    name: text(name === 'unknown' ? (data.method ?? name) : name),
    data: size > 16_384 ? bounded(raw, 4) : raw,
  };
  return stamp === undefined ? event : Object.assign(event, { stamped: true as const });
}

/** A copy with at most 50 members a level and 1,000 characters a text. */
function bounded(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return cut(value, 1000);
  if (typeof value !== 'object' || value === null) return value;
  if (!depth) return null;
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => bounded(item, depth - 1));
  // fromEntries defines `__proto__` as a plain member; an assignment would set the prototype.
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, 50)
      .map(([key, item]) => [cut(key, 200), bounded(item, depth - 1)]),
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
  'battle-card',
] as const);

/**
 * Whether an event proves that the room is live. `roomInfo` and viewer counts do not: they come for stale and offline rooms
 * too (protocol section 1.2).
 */
export const isReal = (event: { readonly kind: WireEvent['kind']; readonly test?: true }): boolean =>
  !event.test && REAL.has(event.kind);
