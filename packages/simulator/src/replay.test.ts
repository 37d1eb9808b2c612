import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseRecording, type TimedFrame } from './index.js';
import { eventually, start, wait, watch } from './testing/start.js';

const roomInfo = {
  event: 'roomInfo',
  roomId: '7400000000000000042',
  uniqueId: 'kiko',
  roomInfo: { title: 'x', user_count: 5 },
};
const chats: TimedFrame[] = Array.from({ length: 1_200 }, (_, index) => ({
  t: index * 10,
  frame: { event: 'chat', data: { comment: `message ${index}` } },
}));
const jsonl = (frames: readonly TimedFrame[]): string =>
  frames.map(({ t, frame }) => JSON.stringify({ t, src: 'synthetic', frame })).join('\n');

let folder = '';
let file = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-'));
  file = join(folder, 'show.jsonl');
  await writeFile(file, jsonl([{ t: 0, frame: roomInfo }, ...chats]));
});
afterAll(() => rm(folder, { recursive: true }));

const order = [roomInfo, ...chats.map(({ frame }) => frame)].map((frame) => JSON.stringify(frame));

describe('a recording', () => {
  test.each([0, Infinity])('plays every frame, in order and once, at speed %s', async (speed) => {
    const simulator = await start({ recording: file, speed, autoplay: true });
    const socket = watch(simulator);
    await eventually(() => socket.texts.length).toBe(order.length);
    await wait(50);
    expect(socket.texts).toEqual(order);
  });

  test('keeps its times at any speed', async () => {
    const simulator = await start({ recording: file, speed: 40, autoplay: true });
    const socket = watch(simulator);
    await eventually(socket.names).toContain('chat');
    const begin = Date.now();
    await eventually(() => socket.texts.length).toBe(order.length);
    const took = Date.now() - begin;
    expect(took).toBeGreaterThan(200);
    // Generous above: only a play that waits for nothing, or for real time, is wrong.
    expect(took).toBeLessThan(6_000);
    expect(socket.texts).toEqual(order);
  });

  test('a late socket gets roomInfo and goes on from there; a new visitor after the end sees it from the start', async () => {
    const simulator = await start({ recording: file, speed: 30, autoplay: true });
    const first = watch(simulator);
    await eventually(() => first.texts.length).toBeGreaterThan(50);
    const late = watch(simulator);
    await eventually(() => first.texts.length).toBe(order.length);
    expect(late.texts[0]).toBe(order[0]);
    expect(late.texts.length).toBeLessThan(order.length);
    expect(late.texts.at(-1)).toBe(order.at(-1));
    const next = watch(simulator);
    await eventually(() => next.texts.slice(0, 3)).toEqual(order.slice(0, 3));
  });

  test('with loop it begins again', async () => {
    const simulator = await start({ recording: file, speed: 0, autoplay: true, loop: true });
    const socket = watch(simulator);
    await eventually(() => socket.texts.length).toBeGreaterThan(order.length * 2);
    expect(socket.texts[order.length]).toBe(order[0]);
  });

  test('without roomInfo one is made up', async () => {
    const bare = join(folder, 'bare.jsonl');
    await writeFile(bare, jsonl(chats.slice(0, 2)));
    const simulator = await start({ recording: bare, speed: 0, autoplay: true });
    await eventually(watch(simulator).names).toEqual(['roomInfo', 'chat', 'chat']);
  });

  test('REST answers with its room', async () => {
    const simulator = await start({ recording: file });
    const answer = await fetch(`${simulator.url}/webcast/room_info?apiKey=k&unique_id=anybody`);
    expect(await answer.json()).toMatchObject({ data: { room_id: roomInfo.roomId, title: 'x', user_count: 5 } });
  });
});

test('play sends frames at any time, to one creator or all', async () => {
  const simulator = await start();
  const nova = watch(simulator, 'nova');
  const vega = watch(simulator, 'vega');
  await eventually(nova.names).toEqual(['roomInfo']);
  await eventually(vega.names).toEqual(['roomInfo']);
  expect(await simulator.play(chats.slice(0, 100), { speed: Infinity })).toBe(true);
  expect(await simulator.play(chats.slice(100, 200), { speed: 0, creator: 'Vega' })).toBe(true);
  await eventually(() => [nova.texts.length, vega.texts.length]).toEqual([101, 201]);
  expect(vega.texts.slice(1)).toEqual(order.slice(1, 201));
});

test('the generated show starts by itself, with pictures of this server', async () => {
  const simulator = await start({ autoplay: true, scenario: 'busy', speed: 50, duration: 20_000 });
  const socket = watch(simulator, 'nova.tango');
  await eventually(() => socket.texts.length).toBeGreaterThan(150);
  expect(JSON.parse(socket.texts[0] ?? '')).toMatchObject({ event: 'roomInfo', uniqueId: 'nova.tango' });
  const address = /http:[^"]*\/assets\/avatar\/\d+\.svg/.exec(socket.texts.join('\n'))?.[0] ?? '';
  expect((await fetch(address)).headers.get('content-type')).toBe('image/svg+xml');
});

test('a file that is no recording says where', () => {
  expect(() => parseRecording('\n\n')).toThrow('no frames');
  expect(() => parseRecording('{"t":0,"frame":{}}\nnot json')).toThrow('line 2 is not JSON');
  expect(() => parseRecording('{"t":"0","frame":{}}')).toThrow('line 1');
  expect(() => parseRecording('{"t":0,"frame":[]}')).toThrow('line 1');
  expect(parseRecording('{"t":5,"frame":{"event":"chat"}}\r\n\r\n')).toEqual([{ t: 5, frame: { event: 'chat' } }]);
});

const shared = fileURLToPath(new URL('../../../../shared/recordings/', import.meta.url));
const recordings = existsSync(shared) ? readdirSync(shared).filter((name) => name.endsWith('.jsonl')) : [];
if (recordings.length === 0) console.log('skipped: the real recordings are not there (../shared/recordings)');

test.skipIf(recordings.length === 0).each(recordings)('%s arrives frame by frame', async (name) => {
  const path = join(shared, name);
  const expected = parseRecording(readFileSync(path, 'utf8')).map(({ frame }) => JSON.stringify(frame));
  const simulator = await start({ recording: path, speed: 0, autoplay: true });
  const socket = watch(simulator);
  await eventually(() => socket.texts.length).toBe(expected.length);
  expect(socket.texts).toEqual(expected);
});
