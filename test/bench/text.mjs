// Hostile texts through what looks for links, blocked words, mentions and directions: a text twice as long may take about twice the time.
import { createWordFilter } from '../../packages/widgets/dist/chat/filters/word-filter.js';
import { textDirection } from '../../packages/widgets/dist/text/direction.js';
import { maskLinks } from '../../packages/widgets/dist/text/links.js';
import { segments } from '../../packages/widgets/dist/text/segments.js';

const parts = [
  'a',
  'a.',
  'a-',
  '1.',
  'a@',
  ' . ',
  'a(dot',
  'a dot ',
  'http',
  'a://!',
  '-',
  '#.',
  '[a',
  'é.',
  'a@b.',
  'i l ',
  '|1',
  'a4',
  '4@',
  '傻',
];
const words = Array.from({ length: 500 }, (_, n) => `${n.toString(36)}bad`);
const filters = ['word', 'anywhere'].map((match) =>
  createWordFilter({ words: [...words, 'ilililil', 'a b a b'], match }),
);
const jobs = {
  links: maskLinks,
  direction: textDirection,
  segments: (text) => segments(text, []),
  words: (text) => filters.forEach((filter) => filter.mask(text)),
};

/** The best of some rounds, ms. A round takes at least as long as a clock and a compiler need to tell two apart. */
function time(work, text) {
  const rounds = Array.from({ length: 7 }, () => {
    const began = performance.now();
    let times = 0;
    let took = 0;
    for (; times < 5 || took < 5; took = performance.now() - began) {
      work(text);
      times++;
    }
    return took / times;
  });
  return Math.min(...rounds);
}

/**
 * For each job its worst text.
 * @returns {{ job: string, part: string, short: number, long: number }[]} ms for 1,000 and for 2,000 characters
 */
export function benchText() {
  return Object.entries(jobs).map(([job, work]) => {
    const all = parts.map((part) => {
      const text = part.repeat(2000).slice(0, 2000);
      return { job, part, short: time(work, text.slice(0, 1000)), long: time(work, text) };
    });
    return all.reduce((worst, one) => (one.long > worst.long ? one : worst));
  });
}
