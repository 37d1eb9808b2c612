const shortest = 20_000;
const longest = 300_000;
/** Of a room that is not known yet: rooms are silent for up to 45 s after open (protocol section 1.2). */
const unknown = 60_000;
/** Older gaps than two of these are forgotten, so that a room that has become busy is watched closely. */
const window = 300_000;
/** The burst that follows an open says nothing about how the room talks. */
const enoughGaps = 8;
const enoughTime = 2000;

/**
 * Learns how long this room is normally silent. A browser shows no protocol pings, and a half-open socket stays open
 * for minutes, so that silence is all there is to go by. All times are elapsed milliseconds of one clock.
 */
export class Watchdog {
  /** When the last frame came, or the socket opened. */
  heardAt = 0;
  #openedAt = 0;
  #firstAt = 0;
  #gaps = 0;
  #gap = 0;
  #gapBefore = 0;
  #windowAt = 0;
  #doublings = 0;

  opened(now: number): void {
    this.heardAt = this.#openedAt = now;
    this.#firstAt = 0;
  }

  heard(now: number): void {
    const gap = now - this.heardAt;
    this.heardAt = now;
    if (!this.#firstAt) {
      this.#firstAt = now;
      return;
    }
    if (now - this.#windowAt > window) {
      this.#gapBefore = this.#gap;
      this.#gap = 0;
      this.#windowAt = now;
    }
    this.#gap = Math.max(this.#gap, gap);
    if (now - this.#firstAt > enoughTime) this.#gaps++;
    if (now - this.#openedAt > shortest) this.#doublings = 0;
  }

  /** The socket was given up for its silence. Where the next one is as silent, it gets twice the time. */
  gaveUp(): void {
    this.#doublings++;
  }

  /** Silence in ms after which the socket counts as dead. */
  limit(): number {
    const learned = Math.max(shortest, 3 * Math.max(this.#gap, this.#gapBefore));
    const known = this.#gaps >= enoughGaps ? learned : Math.max(learned, unknown);
    return Math.min(longest, known * 2 ** this.#doublings);
  }
}
