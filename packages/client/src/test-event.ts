import { readEmote } from './protocol/chat.js';
import { decodeFrames } from './protocol/decode.js';
import { isFields, list, text, type Fields } from './protocol/fields.js';
import type { LiveEventKind, WireEvent } from './protocol/live-event.js';

const battle = { battleId: 'test', status: 'active', teams: [] };
const person = { user: {} };

/** What each kind has where a test event does not say. The types of these values are those that are accepted. */
const defaults: Readonly<Record<LiveEventKind, Fields>> = {
  chat: { ...person, text: '', emotes: [] },
  emote: { ...person, emote: { id: '', imageUrl: '', name: '' } },
  gift: { ...person, gift: { id: '5655', name: 'Rose', diamonds: 1 }, count: 1, ended: true },
  like: { ...person, count: 1 },
  join: person,
  follow: person,
  share: person,
  subscribe: person,
  viewers: { topViewers: [] },
  battle,
  'battle-score': battle,
  'battle-card': { battleId: 'test', card: '' },
  pin: { text: '', messageId: '', of: 'chat', duration: 0 },
  unpin: { messageId: '' },
  delete: { targetId: '' },
  caption: { text: '', final: true },
  goal: { key: 'test', creatorId: '', goals: [] },
  envelope: { envelopeId: 'test' },
  question: { ...person, text: '' },
  rank: { rankType: '', ranks: [] },
  room: {},
  'stream-end': { reason: 'test' },
  unknown: { name: 'test' },
};

const isKind = (kind: unknown): kind is LiveEventKind => typeof kind === 'string' && Object.hasOwn(defaults, kind);

/** `given` over `base`; a value of another type than the base's gives way, or the room would stumble over it. */
function merge(base: Fields, given: Fields): Fields {
  const merged: Record<string, unknown> = { ...given };
  for (const [key, value] of Object.entries(base)) {
    const own = given[key];
    if (isFields(value)) merged[key] = merge(value, isFields(own) ? own : {});
    else if (typeof value === 'string' && typeof own === 'number') merged[key] = String(own);
    else if (typeof own !== typeof value || Array.isArray(own) !== Array.isArray(value) || Number.isNaN(own)) {
      merged[key] = value;
    }
  }
  return merged;
}

/** Who is only named is one person per name, so that boards of test events have several rows. */
function testUser(given: unknown): Fields {
  const fields = typeof given === 'string' ? { nickname: given } : isFields(given) ? given : {};
  const handle = text(fields.handle);
  const nickname = text(fields.nickname) || handle || 'Test';
  return {
    ...merge({ roles: [] }, fields),
    id: text(fields.id) || `test-${handle || nickname}`,
    handle,
    nickname,
    roles: Array.isArray(fields.roles) ? fields.roles.filter((role) => typeof role === 'string') : [],
  };
}

function complete(given: Fields, now: number): WireEvent {
  const { kind, id, time, phase, streakId, user } = given;
  if (!isKind(kind)) throw new TypeError(`A test event has the unknown kind "${String(kind)}".`);
  const base = defaults[kind];
  const event = {
    ...merge(base, given),
    kind,
    id: text(id),
    time: typeof time === 'number' && Number.isFinite(time) ? time : now,
    test: true,
    ...(('user' in base || user !== undefined) && { user: testUser(user) }),
    // Widgets read each emote while they draw.
    ...(kind === 'chat' && { emotes: list(given.emotes, 50, readEmote) }),
    // A gift as pages see it, back to what the wire says.
    ...(kind === 'gift' && typeof phase === 'string' && { ended: phase === 'end', streakable: true }),
    ...(kind === 'gift' && typeof streakId === 'string' && { groupId: streakId }),
  };
  // `defaults` has what each kind needs.
  return event as unknown as WireEvent;
}

/**
 * Test events as the room takes them, flagged. Takes partial events, frames as the service sends them
 * (`{ event: 'chat', data }`, also as text), and lists of both.
 *
 * @param now ms since 1970, the time of events without one
 * @throws TypeError for what is neither
 */
export function testEvents(input: unknown, now: number): readonly WireEvent[] {
  if (Array.isArray(input)) return input.flatMap((item) => testEvents(item, now));
  if (isFields(input) && input.kind !== undefined) return [complete(input, now)];
  if (typeof input !== 'string' && !isFields(input)) throw new TypeError('A test event must be an object with a kind.');
  const { events } = decodeFrames(typeof input === 'string' ? input : JSON.stringify(input), now);
  return events.map((event) => ({ ...event, test: true as const }));
}
