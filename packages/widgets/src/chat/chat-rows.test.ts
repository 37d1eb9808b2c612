import type { ChatEntry } from '@tiktool-widgets/client';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chatRows, leaveTime, type ChatRowOptions } from './chat-rows.js';

const entry = (key: string, receivedAt: number, userId = '1'): ChatEntry => ({
  key,
  receivedAt,
  first: false,
  event: {
    kind: 'chat',
    id: key,
    time: receivedAt,
    text: key,
    emotes: [],
    user: { id: userId, handle: '', nickname: '', roles: [] },
  },
});
const plain: ChatRowOptions<string> = {
  line: ({ key }) => key,
  maxMessages: 50,
  hold: 0,
  hideAfter: 0,
  merge: false,
  newestFirst: false,
};
const keys = (log: readonly ChatEntry[], options: Partial<ChatRowOptions<string>>, now: number): string[] =>
  chatRows(log, { ...plain, ...options }, now).rows.map(({ line }) => line);

describe('chat rows', () => {
  it('keeps the newest, in the order they arrived', () => {
    const log = ['a', 'b', 'c', 'd'].map((key, i) => entry(key, i));
    expect(keys(log, { maxMessages: 3 }, 10)).toEqual(['b', 'c', 'd']);
  });

  it('fills up with older lines where a filter rejects newer ones', () => {
    const log = ['a', 'b', 'c', 'd'].map((key, i) => entry(key, i));
    expect(keys(log, { maxMessages: 2, line: ({ key }) => (key === 'c' ? null : key) }, 10)).toEqual(['b', 'd']);
  });

  it('C59 holds a line back, counts its age from showing, and wakes at both times', () => {
    const log = [entry('a', 1000)];
    const options = { ...plain, hold: 4000, hideAfter: 2000 };
    expect(chatRows(log, options, 4999)).toEqual({ rows: [], next: 5000 });
    expect(chatRows(log, options, 5000)).toMatchObject({ rows: [{ line: 'a', leaving: false }], next: 7000 });
    expect(chatRows(log, options, 7000)).toMatchObject({ rows: [{ leaving: true }], next: 7000 + leaveTime });
    expect(chatRows(log, options, 7000 + leaveTime)).toEqual({ rows: [], next: Infinity });
  });

  it('C59 never shows a held line that was deleted meanwhile', () => {
    expect(keys([], { hold: 4000 }, 5000)).toEqual([]);
  });

  it('C123 asks for no wake-up when nothing will expire', () => {
    expect(chatRows([entry('a', 0)], plain, 1).next).toBe(Infinity);
  });

  it('merges lines of one person within two minutes', () => {
    const log = [entry('a', 0), entry('b', 1000), entry('c', 2000, '2'), entry('d', 3000), entry('e', 200_000)];
    const { rows } = chatRows(log, { ...plain, merge: true }, 300_000);
    expect(rows.map(({ merged }) => merged)).toEqual([false, true, false, false, false]);
  });

  it('newest first, the header is still above the lines that share it', () => {
    const log = [
      entry('a', 0, '1'),
      entry('b', 1, '1'),
      entry('c', 2, '2'),
      entry('d', 3, '2'),
      entry('e', 200_000, '2'),
    ];
    const { rows } = chatRows(log, { ...plain, merge: true, newestFirst: true }, 300_000);
    expect(rows.map(({ entry: { key }, merged }) => [key, merged])).toEqual([
      ['e', false],
      ['d', false],
      ['c', true],
      ['b', false],
      ['a', true],
    ]);
  });

  it('wakes for what comes first: a line that is held, before an older one that leaves', () => {
    const log = [entry('a', 0), entry('b', 2500)];
    expect(chatRows(log, { ...plain, hold: 1000, hideAfter: 9000 }, 3000).next).toBe(3500);
  });

  it('never merges people without an id', () => {
    const { rows } = chatRows([entry('a', 0, ''), entry('b', 1, '')], { ...plain, merge: true }, 2);
    expect(rows[1]?.merged).toBe(false);
  });

  it('gives the header to the first row that stays', () => {
    const log = [entry('a', 0), entry('b', 1000)];
    const { rows } = chatRows(log, { ...plain, merge: true, hideAfter: 5000 }, 5000);
    expect(rows).toMatchObject([
      { leaving: true, merged: false },
      { leaving: false, merged: false },
    ]);
  });

  it('is bounded, ordered and wakes in the future, whatever the times are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 40 }),
        fc.record({
          maxMessages: fc.integer({ min: 1, max: 20 }),
          hold: fc.integer({ min: 0, max: 5000 }),
          hideAfter: fc.integer({ min: 0, max: 5000 }),
        }),
        fc.integer({ min: 0, max: 30_000 }),
        (times, options, now) => {
          const log = times.map((time, i) => entry(String(i), time));
          const { rows, next } = chatRows(log, { ...plain, ...options }, now);
          const order = rows.map(({ line }) => Number(line));
          expect(rows.length).toBeLessThanOrEqual(options.maxMessages);
          expect(order).toEqual([...order].sort((a, b) => a - b));
          expect(next).toBeGreaterThan(now);
          expect(rows.every(({ shownAt }) => shownAt <= now)).toBe(true);
        },
      ),
    );
  });
});
