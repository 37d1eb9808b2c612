import { decodeFrames } from '@tiktool-widgets/client/protocol';
import { describe, expect, test } from 'vitest';
import { createShow, scenarioNames, type FrameShape, type ScenarioName, type TimedFrame } from './index.js';

const minutes = (count: number): number => count * 60_000;

function frames(scenario: ScenarioName, duration: number, seed = 7, shape: FrameShape = 'docs'): TimedFrame[] {
  return [...createShow({ scenario, duration, seed, shape, creator: 'nova' })];
}

function named(list: readonly TimedFrame[], event: string): TimedFrame[] {
  return list.filter(({ frame }) => frame['event'] === event);
}

const text = (list: readonly TimedFrame[]): string => list.map((frame) => JSON.stringify(frame)).join('\n');

test('the same seed gives the same bytes, another one another show', () => {
  expect(text(frames('busy', minutes(2)))).toBe(text(frames('busy', minutes(2))));
  expect(text(frames('busy', minutes(1), 7))).not.toBe(text(frames('busy', minutes(1), 8)));
  expect(text([...createShow({ duration: 5_000, creator: 'a' })])).not.toBe(
    text([...createShow({ duration: 5_000, creator: 'b' })]),
  );
});

test('roomInfo comes first, times never go back, and the show ends where it is told to', () => {
  for (const scenario of scenarioNames) {
    const list = frames(scenario, minutes(3));
    expect(list[0]).toMatchObject({ t: 0, frame: { event: 'roomInfo', uniqueId: 'nova' } });
    expect(list.every(({ t }, index) => t >= (list[index - 1]?.t ?? 0) && t <= minutes(3))).toBe(true);
  }
});

describe.each(['docs', 'sdk'] as const)('%s shape', (shape) => {
  test.each(scenarioNames)('every frame of "%s" decodes to a known kind', (scenario) => {
    const length = scenario === 'storm' ? minutes(1) : minutes(8);
    for (const { frame } of frames(scenario, length, 3, shape)) {
      const { events, nudge } = decodeFrames(JSON.stringify(frame), 0);
      expect(nudge, JSON.stringify(frame)).toBeUndefined();
      expect(events, JSON.stringify(frame)).toHaveLength(1);
      expect(events[0]?.kind, JSON.stringify(frame)).not.toBe('unknown');
    }
  });
});

test('the busy room has every kind of event', () => {
  const kinds = new Set(
    frames('busy', minutes(25)).flatMap(({ frame }) =>
      decodeFrames(JSON.stringify(frame), 0).events.map(({ kind }) => kind),
    ),
  );
  for (const kind of [
    'chat',
    'emote',
    'gift',
    'like',
    'join',
    'follow',
    'share',
    'subscribe',
    'viewers',
    'battle',
    'battle-score',
    'battle-card',
    'pin',
    'unpin',
    'delete',
    'caption',
    'goal',
    'envelope',
    'question',
    'rank',
    'room',
  ]) {
    expect(kinds, kind).toContain(kind);
  }
});

test('the rates of the busy room are the measured ones', () => {
  const length = 15;
  const list = frames('busy', minutes(length));
  const rate = (event: string): number => named(list, event).length / (length * 60);
  const between = (value: number, low: number, high: number): void => {
    expect(value).toBeGreaterThanOrEqual(low);
    expect(value).toBeLessThanOrEqual(high);
  };
  between(rate('chat'), 4, 6.5);
  between(rate('member'), 6.5, 8.7);
  between(rate('like'), 0.8, 1.2);
  between(rate('gift'), 1.5, 2.2);
  between(rate('follow'), 0.3, 0.5);
  between(1 / rate('roomUserSeq'), 1.6, 2.4);
});

test('frames come in bursts about every 800 ms', () => {
  const times = frames('busy', minutes(5)).map(({ t }) => t);
  const gaps = times.map((t, index) => t - (times[index - 1] ?? 0));
  const pauses = gaps.filter((gap) => gap > 100);
  const mean = pauses.reduce((sum, gap) => sum + gap, 0) / pauses.length;
  expect(mean).toBeGreaterThan(600);
  expect(mean).toBeLessThan(900);
  expect(gaps.filter((gap) => gap < 20).length).toBeGreaterThan(times.length * 0.8);
});

test('the quiet room says nothing for minutes, the storm is ten times the busy room', () => {
  const quiet = frames('quiet', minutes(60)).map(({ t }) => t);
  expect(Math.max(...quiet.map((t, index) => t - (quiet[index - 1] ?? 0)))).toBeGreaterThan(minutes(1.5));
  const perMinute = (scenario: ScenarioName): number => frames(scenario, minutes(1)).length;
  expect(perMinute('storm') / perMinute('busy')).toBeGreaterThan(7);
});

describe('gifts', () => {
  const list = named(frames('gifts', minutes(60)), 'gift').map(({ t, frame }) => {
    const [event] = decodeFrames(JSON.stringify(frame), 0).events;
    if (event?.kind !== 'gift') throw new Error('a gift frame that is no gift');
    return { t, event };
  });
  const streaks = new Map<string, typeof list>();
  for (const entry of list) {
    const key = entry.event.groupId;
    if (key !== undefined) streaks.set(key, [...(streaks.get(key) ?? []), entry]);
  }
  const runs = [...streaks.values()];
  const some = (fits: (run: typeof list) => boolean): number => runs.filter(fits).length;
  const counts = (run: typeof list): number[] =>
    run.filter(({ event }) => !event.ended).map(({ event }) => event.count);

  test('streaks skip counts, come out of order, lose their ends, and come as batches', () => {
    expect(
      some((run) => counts(run).some((count, index, all) => count > (all[index - 1] ?? count) + 1)),
    ).toBeGreaterThan(5);
    expect(some((run) => counts(run).some((count, index, all) => count < (all[index - 1] ?? 0)))).toBeGreaterThan(3);
    expect(some((run) => run.every(({ event }) => !event.ended))).toBeGreaterThan(10);
    const firsts = new Set(runs.map(([first]) => first?.event.count));
    for (const batch of [66, 188, 520]) expect(firsts, String(batch)).toContain(batch);
  });

  test('the end frame has the highest count and the log id of the last counted frame', () => {
    for (const run of runs) {
      const end = run.find(({ event }) => event.ended);
      const counted = run.filter(({ event }) => !event.ended);
      if (!end || counted.length === 0) continue;
      const highest = Math.max(...counts(run));
      expect(end.event.count).toBe(highest);
      const last = counted.find(({ event }) => event.count === highest);
      expect(end.event.transactionId).toBe(last?.event.transactionId);
    }
  });

  test('single types come once, without a group and never ended; one is a Lion', () => {
    const singles = list.filter(({ event }) => event.streakable === false);
    expect(singles.length).toBeGreaterThan(20);
    expect(singles.every(({ event }) => event.ended === false && event.groupId === undefined)).toBe(true);
    expect(singles.some(({ event }) => event.gift.name === 'Lion' && event.gift.diamonds === 29_999)).toBe(true);
  });

  test('one person has two streaks at once', () => {
    const open = runs.map((run) => ({ user: run[0]?.event.user.id, from: run[0]?.t ?? 0, to: run.at(-1)?.t ?? 0 }));
    const overlapping = open.filter((one) =>
      open.some((other) => other !== one && other.user === one.user && other.from < one.to && one.from < other.to),
    );
    expect(overlapping.length).toBeGreaterThan(4);
  });
});

test('deletions name a person or a message that was there', () => {
  const people = new Set<string>();
  const messages = new Set<string>();
  const deleted = { people: 0, messages: 0 };
  for (const { frame } of frames('busy', minutes(20))) {
    for (const event of decodeFrames(JSON.stringify(frame), 0).events) {
      if (event.kind === 'chat') {
        people.add(event.user.id);
        messages.add(event.id);
      }
      if (event.kind !== 'delete') continue;
      expect(people.has(event.targetId) || messages.has(event.targetId)).toBe(true);
      deleted[people.has(event.targetId) ? 'people' : 'messages'] += 1;
    }
  }
  expect(deleted.people).toBeGreaterThan(deleted.messages);
  expect(deleted.messages).toBeGreaterThan(0);
});

test('all scripts are spoken, and emoji clusters, bracket codes, commands and links with them', () => {
  const said = named(frames('languages', minutes(30)), 'chat')
    .map(({ frame }) => JSON.stringify(frame))
    .join('\n');
  for (const script of ['Latin', 'Arabic', 'Hebrew', 'Thai', 'Devanagari', 'Hiragana', 'Han', 'Hangul', 'Cyrillic']) {
    expect(said).toMatch(new RegExp(`\\p{Script=${script}}{3}`, 'u'));
  }
  for (const part of ['‍', '[laughcry]', '!discord', 'https://', '"@', '?', 'ı']) expect(said).toContain(part);
});

test('pictures have an address only where they are served', () => {
  expect(text(frames('gifts', minutes(2)))).not.toMatch(/https?:\/\/[^"]*\.svg/);
  const served = text([
    ...createShow({ scenario: 'busy', duration: minutes(3), assetBase: 'http://127.0.0.1:1/assets' }),
  ]);
  expect(served).toMatch(/"profilePictureUrl":"http:\/\/127\.0\.0\.1:1\/assets\/avatar\/\d+\.svg"/);
  expect(served).toMatch(/"giftPictureUrl":"http:\/\/127\.0\.0\.1:1\/assets\/gift\/5655\.svg"/);
});

test('a day of the show stays bounded in memory', () => {
  let count = 0;
  const before = process.memoryUsage().heapUsed;
  for (const { t } of createShow({ scenario: 'evening', duration: minutes(24 * 60) })) count += Number(t >= 0);
  expect(count).toBeGreaterThan(200_000);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(120_000_000);
}, 60_000);
