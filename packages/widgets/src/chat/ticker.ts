import { reducedMotion } from '../base/motion.js';
import type { ChatRow } from './chat-rows.js';

/** em a second: as fast as one reads. */
const speed = 5;
/** em between two lines. */
const gap = 1;
// A line that was there long before the ticker saw it (hidden page, restored log) is old news, apart from the last few.
const newsTime = 2000;
const oldNews = 3;

/**
 * One line of text that moves through the box at constant speed. Each chat line starts at the far edge, or behind the
 * one before it where that one is not in yet, so that none can overtake or overlap another.
 */
export class Ticker<L> {
  /** When each line is out of the box, ms since 1970; `Infinity` before it has started. */
  readonly #ends = new Map<string, number>();
  #seen = new WeakSet();

  /** The lines to draw, oldest first. Of more than `max` at once the newest are left out: what moves is never cut off. */
  admit(rows: readonly ChatRow<L>[], max: number, now: number): readonly ChatRow<L>[] {
    if (reducedMotion()) return rows.slice(-1);
    const present = new Set(rows.map(({ entry }) => entry.key));
    for (const [key, endsAt] of this.#ends) if (!present.has(key) || endsAt <= now) this.#ends.delete(key);
    rows.forEach(({ entry, shownAt }, i) => {
      if (this.#seen.has(entry)) return;
      this.#seen.add(entry);
      const news = now - shownAt < newsTime || i >= rows.length - oldNews;
      if (news && this.#ends.size < max) this.#ends.set(entry.key, Infinity);
    });
    return rows.filter(({ entry }) => this.#ends.has(entry.key));
  }

  /**
   * Sends the lines off that were drawn for the first time. All is counted in em, so that lines which are on their way
   * keep their distance when a late style sheet makes them larger.
   */
  start(track: HTMLElement, rows: readonly ChatRow<L>[], now: number): void {
    const [first] = track.children;
    if (!first) return;
    const { direction, fontSize } = getComputedStyle(first);
    const side = direction === 'rtl' ? -1 : 1;
    const em = parseFloat(fontSize);
    let tail = track.clientWidth / em;
    [...track.children].forEach((element, i) => {
      const key = rows[i]?.entry.key ?? '';
      let endsAt = this.#ends.get(key);
      if (!endsAt || !(element instanceof HTMLElement)) return;
      if (endsAt === Infinity) {
        const width = element.offsetWidth / em;
        const duration = ((tail + width) / speed) * 1000;
        this.#ends.set(key, (endsAt = now + duration));
        const motion = element.animate(
          [{ transform: `translateX(${side * tail}em)` }, { transform: `translateX(${-side * width}em)` }],
          { duration, fill: 'both' },
        );
        // Without a given start it would stand still until the next frame, and fall back behind the others.
        motion.startTime = document.timeline.currentTime;
      }
      tail = Math.max(tail, ((endsAt - now) * speed) / 1000 + gap);
    });
  }

  /** When the next line is out of the box, ms since 1970. */
  get nextEnd(): number {
    return Math.min(...this.#ends.values(), Infinity);
  }

  /** Forgets everything, as another layout took over. */
  clear(): void {
    this.#ends.clear();
    this.#seen = new WeakSet();
  }
}
