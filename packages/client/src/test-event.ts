import { readEmote } from './protocol/chat.js';
import { decodeFrames } from './protocol/decode.js';
import { count, fields, isFields, list, number, text, type Fields } from './protocol/fields.js';
import type { LiveEventKind, WireEvent } from './protocol/live-event.js';

/** In these tables -1 is a number that may be absent, and a list holds one example of what it may hold. */
const user = { id: '', handle: '', nickname: '', roles: [''] };
const team = { hostId: '', score: 0, contributors: [{ user, score: 0 }] };
const battle = { battleId: 'test', status: 'active', teams: [team], startsAt: -1, endsAt: -1, duration: -1 };
const person = { user: {} };

/** What each kind has where a test event does not say. The types of these values are those that are accepted. */
const defaults: Readonly<Record<LiveEventKind, Fields>> = {
  chat: { ...person, text: '' },
  emote: { ...person, emote: { id: '', imageUrl: '', name: '' } },
  gift: { ...person, gift: { id: '5655', name: 'Rose', diamonds: 1 }, count: 1, ended: true },
  like: { ...person, count: 1 },
  join: person,
  follow: person,
  share: person,
  subscribe: person,
  viewers: { viewers: -1, totalViewers: -1, topViewers: [{ user }] },
  battle,
  'battle-score': battle,
  'battle-card': { battleId: 'test', card: '' },
  pin: { text: '', messageId: '', of: 'chat', duration: 0 },
  unpin: { messageId: '' },
  delete: { targetId: '' },
  caption: { text: '', final: true },
  goal: {
    key: 'test',
    creatorId: '',
    goals: [{ giftId: '', giftName: '', diamonds: 0, progress: 0, target: 0 }],
  },
  envelope: { envelopeId: 'test' },
  question: { ...person, text: '' },
  rank: { rankType: '', ranks: [{ user }] },
  room: {},
  'stream-end': { reason: 'test' },
  unknown: { name: 'test' },
};

const isKind = (kind: unknown): kind is LiveEventKind => typeof kind === 'string' && Object.hasOwn(defaults, kind);

/** `given` as something of the kind of `base`, or `base`: a value of another type would make the room stumble. */
function fit(base: unknown, given: unknown): unknown {
  if (Array.isArray(base)) {
    const [example] = base as readonly unknown[];
    return list(given, 100, (item) => (typeof item === typeof example ? fit(example, item) : undefined));
  }
  if (isFields(base)) {
    const own = fields(given);
    return { ...own, ...Object.fromEntries(Object.entries(base).map(([key, value]) => [key, fit(value, own[key])])) };
  }
  if (typeof base === 'number') return count(given) ?? count(base);
  if (typeof base === 'string' && typeof given === 'number') return String(given);
  return typeof given === typeof base ? given : base;
}

/** Who is only named is one person per name, so that boards of test events have several rows. */
function testUser(given: unknown): Fields {
  const own = typeof given === 'string' ? { nickname: given } : fields(given);
  const handle = text(own.handle);
  const nickname = text(own.nickname) || handle || 'Test';
  const id = text(own.id) || `test-${handle || nickname}`;
  return { ...fields(fit(user, own)), id, handle, nickname };
}

function complete(given: Fields, now: number): WireEvent {
  const { kind, phase, streakId } = given;
  if (!isKind(kind)) throw new TypeError(`A test event needs a known kind, not "${String(kind)}".`);
  const base = defaults[kind];
  const event = {
    ...fields(fit(base, given)),
    kind,
    id: text(given.id),
    time: number(given.time) ?? now,
    test: true,
    ...(('user' in base || given.user !== undefined) && { user: testUser(given.user) }),
    // Widgets read each emote while they draw.
    ...(kind === 'chat' && { emotes: list(given.emotes, 50, readEmote) }),
    // A gift as pages see it, back to what the wire says.
    ...(kind === 'gift' && {
      ...(typeof phase === 'string' && { ended: phase === 'end', streakable: true }),
      ...(typeof streakId === 'string' && { groupId: streakId }),
    }),
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
  if (typeof input !== 'string' && !isFields(input)) throw new TypeError('A test event needs a kind.');
  const { events } = decodeFrames(typeof input === 'string' ? input : JSON.stringify(input), now);
  return events.map((event) => ({ ...event, test: true as const }));
}
