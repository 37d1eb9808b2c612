import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFrames, isReal } from './decode.js';
import type { WireEvent } from './live-event.js';

const NOW = 1_788_264_000_000;
const decode = (frame: unknown): readonly WireEvent[] => decodeFrames(JSON.stringify(frame), NOW).events;
const one = (event: string, data: unknown): WireEvent | undefined => decode({ event, data })[0];
const user = { userId: '6890000000000000001', uniqueId: 'kit', nickname: 'Kit' };

describe('decodeFrames', () => {
  describe('frames', () => {
    it.each(['', 'x', '{', 'null', '7', '"chat"', 'true', '[]', '[null,1,"a"]', '\u0000'])(
      'takes %j for no frame',
      (text) => {
        expect(decodeFrames(text, NOW)).toEqual({ events: [], frames: 0 });
      },
    );

    it('reads lists of frames, nested, in their order', () => {
      const chat = (comment: string) => ({ event: 'chat', data: { user, comment } });
      const texts = decode([chat('1'), [chat('2'), [[chat('3')]]], { events: [chat('4')] }, chat('5')]);
      expect(texts.map((e) => e.kind === 'chat' && e.text)).toEqual(['1', '2', '3', '4', '5']);
      expect(decode({ event: 'poll', events: [chat('1')] }).map((e) => e.kind)).toEqual(['unknown']);
    });

    it('survives nesting and length that would overflow', () => {
      const deep = '['.repeat(200_000) + ']'.repeat(200_000);
      expect(decodeFrames(deep, NOW).events).toEqual([]);
      expect(decodeFrames(`{"event":"x","data":${deep}}`, NOW).events[0]?.kind).toBe('unknown');
      expect(decodeFrames(`{"event":"x","data":{"user_id":${deep}}}`, NOW).events[0]?.kind).toBe('unknown');
      expect(decodeFrames(`{"event":"chat","data":{"user_id":${deep}}}`, NOW).events).toHaveLength(1);
      const objects = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
      expect(decodeFrames(`{"event":"x","data":${objects}}`, NOW).events[0]?.kind).toBe('unknown');
      expect(decodeFrames(`[${'{"event":"ping"},'.repeat(20_000)}{"event":"x"}]`, NOW).frames).toBe(10_000);
      const [long] = decode({ event: 'chat', data: { user, comment: '🦊'.repeat(50_000) } });
      expect(long?.kind === 'chat' && long.text).toBe('🦊'.repeat(1000));
      const [odd] = decode({ event: 'chat', data: { user, comment: `a${'🦊'.repeat(50_000)}` } });
      expect(odd?.kind === 'chat' && odd.text).toBe(`a${'🦊'.repeat(999)}`);
    });

    it('drops housekeeping, but counts it as a sign of life', () => {
      for (const event of ['ping', 'pong', '_journal', 'connected', 'disconnected', 'websocket_upgrade', 'error'])
        expect(decodeFrames(JSON.stringify({ event, data: { message: 'x' } }), NOW)).toEqual({ events: [], frames: 1 });
    });

    it('tells nudges from events', () => {
      const nudge = { type: 'demo_limit', message: 'Demo over', sessionMaxMs: 600_000, upgrade_url: 'https://x.test' };
      const told = { type: 'demo_limit', message: 'Demo over', sessionMaxMs: 600_000 };
      expect(decodeFrames(JSON.stringify(nudge), NOW)).toEqual({ events: [], frames: 1, nudge: told });
      expect(decodeFrames(JSON.stringify([nudge, { event: 'ping' }]), NOW).nudge).toEqual(told);
      expect(decodeFrames(JSON.stringify({ type: 'anon_limit' }), NOW).nudge).toEqual({
        type: 'anon_limit',
        message: '',
      });
      expect(decodeFrames(JSON.stringify({ event: 'chat', ...nudge }), NOW).nudge).toBeUndefined();
      expect(decodeFrames(JSON.stringify({ type: 'decode_limit' }), NOW).nudge).toBeUndefined();
    });

    it('reads fields beside the name where there is no data', () => {
      expect(decode({ event: 'chat', user, comment: 'hi' })[0]).toMatchObject({ kind: 'chat', text: 'hi' });
      expect(decode({ event: 'chat', data: null, user, comment: 'hi' })[0]).toMatchObject({ kind: 'chat', text: 'hi' });
    });

    it('reads frames that have their name as type, and snake_case fields of lists', () => {
      expect(decode({ type: 'chat', data: { user, comment: 'hi' } })[0]).toMatchObject({ kind: 'chat', text: 'hi' });
      expect(one('rankUpdate', { rank_list: [{ user: { user_id: '5' }, score: 2 }] })).toMatchObject({
        ranks: [{ user: { id: '5' }, score: 2 }],
      });
    });

    it('reads snake_case fields also where blanks stand around the colons', () => {
      const [event] = decodeFrames('{ "event" : "roomUserSeq", "data" : { "viewer_count" : 5 } }', NOW).events;
      expect(event).toMatchObject({ kind: 'viewers', viewers: 5 });
    });

    it('is not fooled by names of object members', () => {
      for (const event of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
        expect(one(event, {})).toMatchObject({ kind: 'unknown', name: event });
      const text = '{"event":"x","data":{"__proto__":{"polluted":1},"a_b":1}}';
      expect(decodeFrames(text, NOW).events[0]).toMatchObject({ kind: 'unknown' });
      expect(
        decodeFrames(`{"event":"chat","data":{"comment_":"","__proto__":{"comment":"x"},"user_id":"5"}}`, NOW).events[0]
          ?.kind,
      ).toBe('unknown');
      expect({}).not.toHaveProperty('polluted');
    });

    it('keeps unknown kinds under their own name, bounded', () => {
      expect(one('poll', { pollId: '1' })).toMatchObject({ kind: 'unknown', name: 'poll', data: { pollId: '1' } });
      expect(one('poll', { poll_id: '1', method: 'x' })).toMatchObject({ name: 'poll', data: { poll_id: '1' } });
      const wide = one('poll', Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`key${i}`, i])));
      expect(wide?.kind === 'unknown' && Object.keys(Object(wide.data) as object)).toHaveLength(100);
      expect(one('unknown', {})).toMatchObject({ kind: 'unknown', name: 'unknown' });
      expect(one('unknown', { method: 'WebcastX' })).toMatchObject({ kind: 'unknown', name: 'WebcastX' });
      const big = one('poll', { list: Array.from({ length: 9999 }, () => 'x'.repeat(99)), text: 'y'.repeat(1e6) });
      expect(JSON.stringify(big).length).toBeLessThan(30_000);
      expect(one('chat', {})).toMatchObject({ kind: 'unknown', name: 'chat' });
      expect(one('imDelete', { deletedMsgId: 0 })).toMatchObject({ kind: 'unknown' });
    });
  });

  describe('ids', () => {
    it('C32 keeps all digits of ids that come as numbers', () => {
      const frame = (id: string) =>
        `{"event":"chat","data":{"user":{"userId":${id},"nickname":"n"},"comment":"a \\"b: 7678907398077074696"}}`;
      const ids = ['7678907398077074696', '7678907398077074001', ' 7678907398077074001 '].map((id) => {
        const [event] = decodeFrames(frame(id), NOW).events;
        expect(event?.kind === 'chat' && event.text).toBe('a "b: 7678907398077074696');
        return event?.kind === 'chat' && event.user.id;
      });
      expect(ids).toEqual(['7678907398077074696', '7678907398077074001', '7678907398077074001']);
    });

    it('C32 leaves fractions, exponents and what stands in texts as they are', () => {
      const numbers =
        '{"a":0.12345678901234567,"b":-1.5e+10,"c":1E-7,"d":2e300,"e":-9007199254740993,' +
        '"f":1234567890123456.5,"g":1234567890123456E+3,"h":1234567890123456e-3,"i":123456789012345}';
      const text = '"a\\n\\\\b \\"9007199254740993 9007199254740993\\\\"';
      const [event] = decodeFrames(`{"event":"x","data":{"numbers":${numbers},"text":${text}}}`, NOW).events;
      expect(event).toMatchObject({
        data: {
          numbers: { ...(JSON.parse(numbers) as object), e: '-9007199254740993' },
          text: 'a\n\\b "9007199254740993 9007199254740993\\',
        },
      });
      const [short] = decodeFrames('{"event":"follow","data":{"user":{"userId":9007199254740993}}}', NOW).events;
      expect(short).toMatchObject({ user: { id: '9007199254740993' } });
    });

    it('C32 falls back on the handle where a number has lost digits', () => {
      const [a] = decodeFrames(
        '{"event":"chat","data":{"user":{"userId":7.678907398077075e18,"uniqueId":"kit"},"comment":"a"}}',
        NOW,
      ).events;
      expect(a).toMatchObject({ user: { id: 'kit' } });
    });

    it('takes empty text, 0 and null for no id', () => {
      for (const msgId of ['', '0', 0, null, undefined, {}, []])
        expect(one('chat', { user, comment: 'a', msgId })?.id).toBe('');
      expect(one('chat', { user, comment: 'a', msgId: 12 })?.id).toBe('12');
      for (const userId of ['', '0', 0, null, false])
        expect(one('chat', { user: { userId, uniqueId: '@kit' }, comment: 'a' })).toMatchObject({
          user: { id: 'kit', handle: 'kit' },
        });
      expect(one('chat', { user: { secUid: 'MS4w' }, comment: 'a' })).toMatchObject({ user: { id: 'MS4w' } });
    });
  });

  it('takes only what happens for a proof that the room is live', () => {
    const real = (name: string, data = {}) => decode({ event: name, data: { user, ...data } }).some(isReal);
    for (const name of ['like', 'gift', 'member', 'follow', 'share', 'subscribe']) expect(real(name)).toBe(true);
    expect(real('chat', { comment: 'a' })).toBe(true);
    expect(real('emote', { emoteId: '1' })).toBe(true);
    expect(real('question', { text: 'why?' })).toBe(true);
    expect(real('caption', { text: 'so' })).toBe(true);
    for (const name of ['roomInfo', 'room', 'roomUserSeq', 'streamEnd', 'liveIntro', 'poll', 'goalUpdate', 'imDelete'])
      expect(real(name)).toBe(false);
    expect(isReal({ kind: 'chat', test: true })).toBe(false);
  });

  it('never throws, and yields whole events only', () => {
    const names =
      'chat emote gift like member social subscribe roomUserSeq battle battleArmies battleItemCard roomPin imDelete caption goalUpdate envelope question rankUpdate roomInfo control streamEnd x';
    const keys =
      'user userId id uniqueId nickname comment emotes userBadges badges payGrade giftId gift giftDetails relationship toUser repeatCount repeat_count diamondCount topViewers teams hosts users contributors scores battleUsers metadataJson rankList roomInfo owner timestamp msgId action toString valueOf __proto__ length';
    const value = fc.letrec<{ any: unknown }>((tie) => ({
      any: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.jsonValue(),
        fc.double(),
        fc.string({ unit: 'binary' }),
        fc.array(tie('any'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom(...keys.split(' ')), tie('any'), { maxKeys: 8 }),
      ),
    })).any;
    const frame = fc.record(
      { event: fc.constantFrom<unknown>(...names.split(' '), 5, null), data: value, roomInfo: value },
      { requiredKeys: ['event'] },
    );
    const check = (text: string): void => {
      for (const event of decodeFrames(text, NOW).events) {
        expect(typeof event.kind).toBe('string');
        expect(typeof event.id).toBe('string');
        expect(event.id).not.toBe('0');
        expect(event.time).toBeGreaterThan(1e12);
        if (event.kind === 'unknown') continue;
        JSON.stringify(event, (key, inner: unknown) => {
          if (typeof inner === 'number') expect(Number.isFinite(inner) && inner >= 0, key).toBe(true);
          if (key.endsWith('Url') && inner !== undefined) expect(inner).toMatch(/^(https?:\/\/|$)/i);
          return inner;
        });
      }
    };
    fc.assert(
      fc.property(fc.oneof(frame, fc.array(frame)), (frames) => check(JSON.stringify(frames))),
      { numRuns: 400 },
    );
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), check));
  });
});
