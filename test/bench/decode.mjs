// Decoding beside JSON.parse alone: 100,000 frames of the recordings where they are at hand, else of the seeded show.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decodeFrames } from '@tiktool-widgets/client/protocol';
import { createShow } from '@tiktool-widgets/simulator/show';

const recordings = fileURLToPath(new URL('../../../shared/recordings/', import.meta.url));

function recordedFrames() {
  if (!existsSync(recordings)) return undefined;
  const files = readdirSync(recordings).filter((file) => file.endsWith('.jsonl'));
  return files.flatMap((file) =>
    readFileSync(recordings + file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.stringify(JSON.parse(line).frame)),
  );
}

function shownFrames() {
  const frames = [];
  for (const { frame } of createShow({ seed: 1, scenario: 'busy' })) {
    frames.push(JSON.stringify(frame));
    if (frames.length === 2000) return frames;
  }
  return frames;
}

export function benchDecode() {
  const source = recordedFrames() ?? shownFrames();
  const frames = Array.from({ length: 100_000 }, (_, i) => source[i % source.length]);
  const time = (work) => {
    const began = performance.now();
    for (const text of frames) work(text);
    return performance.now() - began;
  };
  const parse = (text) => JSON.parse(text);
  const decode = (text) => decodeFrames(text, 0);
  time(parse);
  time(decode);
  const rounds = Array.from({ length: 5 }, () => [time(parse), time(decode)]);
  const best = (index) => Math.min(...rounds.map((round) => round[index]));
  return { parse: best(0), decode: best(1), ratio: best(0) / best(1) };
}
