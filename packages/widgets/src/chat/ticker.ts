import { reducedMotion } from '../base/motion.js';
import type { ChatRow } from './chat-rows.js';

/** em a second: as fast as one reads. */
const speed = 5;
/** em between two lines. */
const gap = 1;
// A line that was there long before the ticker saw it (hidden page, restored log) is old news, apart from the last few.
const newsTime = 2000;
const oldNews = 3;

interface Flight {
  /** When its line is out of the box, ms since 1970; `Infinity` before it has started. */
  endsAt: number;
  startedAt: number;
  /** Distance of its far end from the box's near edge at the start, px. */
  reach: number;
}

/**
 * One line of text that moves through the box at constant speed. Each chat line starts at the far edge, or behind the
 * one before it where that one is not in yet, so that none can overtake or overlap another.
 */
export class Ticker<L> {
  readonly #flights = new Map<string, Flight>();
  #seen = new WeakSet();

  /** The lines to draw, oldest first. Of more than `max` at once the newest are left out: what moves is never cut off. */
  admit(rows: readonly ChatRow<L>[], max: number, now: number): readonly ChatRow<L>[] {
    if (reducedMotion()) return rows.slice(-1);
    const present = new Set(rows.map(({ entry }) => entry.key));
    for (const [key, { endsAt }] of this.#flights) if (!present.has(key) || endsAt <= now) this.#flights.delete(key);
    rows.forEach(({ entry, shownAt }, i) => {
      if (this.#seen.has(entry)) return;
      this.#seen.add(entry);
      const news = now - shownAt < newsTime || i >= rows.length - oldNews;
      if (news && this.#flights.size < max)
        this.#flights.set(entry.key, { endsAt: Infinity, startedAt: now, reach: 0 });
    });
    return rows.filter(({ entry }) => this.#flights.has(entry.key));
  }

  /** Sends the lines off that were drawn for the first time. */
  start(track: HTMLElement, rows: readonly ChatRow<L>[], now: number): void {
    if (reducedMotion()) return;
    const { direction, fontSize } = getComputedStyle(track);
    const side = direction === 'rtl' ? -1 : 1;
    const em = parseFloat(fontSize);
    const velocity = (speed * em) / 1000;
    let tail = track.clientWidth;
    [...track.children].forEach((element, i) => {
      const flight = this.#flights.get(rows[i]?.entry.key ?? '');
      if (!flight || !(element instanceof HTMLElement)) return;
      if (flight.endsAt === Infinity) {
        const width = element.offsetWidth;
        const duration = (tail + width) / velocity;
        Object.assign(flight, { endsAt: now + duration, startedAt: now, reach: tail + width });
        const motion = element.animate(
          [{ transform: `translateX(${side * tail}px)` }, { transform: `translateX(${-side * width}px)` }],
          { duration, fill: 'both' },
        );
        // Without a given start it would stand still until the next frame, and fall back behind the others.
        motion.startTime = document.timeline.currentTime;
      }
      tail = Math.max(tail, flight.reach - (now - flight.startedAt) * velocity + gap * em);
    });
  }

  /** When the next line is out of the box, ms since 1970. */
  get nextEnd(): number {
    return Math.min(...[...this.#flights.values()].map(({ endsAt }) => endsAt), Infinity);
  }

  /** Forgets everything, as another layout took over. */
  clear(): void {
    this.#flights.clear();
    this.#seen = new WeakSet();
  }
}
