const shortest = 20_000;
const longest = 300_000;
/** Of a room that is not known yet: rooms are silent for up to 45 s after open (protocol section 1.2). */
const unknown = 60_000;
/** Older gaps than two of these are forgotten, so that a room that has become busy is watched closely. */
const window = 300_000;
/** Frames may wait in the queue behind the timer that notices the silence: a hidden page's, or a sleeper's, is late. */
export const queueTurn = 500;
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
  /** 0 while there is no socket. */
  #openedAt = 0;
  #firstAt = 0;
  #gaps = 0;
  #gap = 0;
  #gapBefore = 0;
  #windowAt = 0;
  #doublings = 0;
  #probeAt = 0;
  #probeFrom = 0;

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

  /** There is no socket any more. */
  closed(): void {
    this.#openedAt = this.#probeAt = 0;
  }

  /** Whatever the room is like: the socket must show a frame by then. */
  probe(at: number): void {
    if (!this.#openedAt) return;
    this.#probeFrom = this.heardAt;
    this.#probeAt = at;
  }

  /** When the socket counts as dead, if nothing arrives; Infinity without one. */
  silentAt(): number {
    if (!this.#openedAt) return Infinity;
    if (this.heardAt !== this.#probeFrom) this.#probeAt = 0;
    return this.#probeAt || this.heardAt + this.limit();
  }

  /** Whether the socket is dead. What is silent for too long first gets a moment more, for frames that wait in the queue. */
  judge(now: number): boolean {
    if (now < this.silentAt()) return false;
    if (this.#probeAt) return true;
    this.probe(now + queueTurn);
    return false;
  }

  /** Silence in ms after which the socket counts as dead. */
  limit(): number {
    const learned = Math.max(shortest, 3 * Math.max(this.#gap, this.#gapBefore));
    const known = this.#gaps >= enoughGaps ? learned : Math.max(learned, unknown);
    return Math.min(longest, known * 2 ** this.#doublings);
  }
}
