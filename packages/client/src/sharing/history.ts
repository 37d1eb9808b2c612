import type { KeptFrame } from './messages.js';

/** Frames and characters of one part, and how many parts are kept: 200 frames or 256 k characters. */
const partFrames = 40;
const partLength = 51_200;
const parts = 5;

interface Part {
  /** Writes down the room as it was before this part's first frame. */
  readonly room: () => unknown;
  readonly frames: KeptFrame[];
  length: number;
}

/** What a page that knows everything up to some frame still needs. */
export interface CatchUp {
  readonly frames: readonly KeptFrame[];
  /** The frames do not follow on what the page has: it starts from `room`. */
  readonly fresh: boolean;
  readonly room?: unknown;
}

/**
 * The last frames of the room, kept by every page so that any of them can lead. They are cut off in parts, each with
 * the room as it was at its beginning: a late page that replays the frames on it has the same totals as everybody.
 */
export class FrameHistory {
  /** The number of the newest frame. */
  seq = 0;
  #parts: Part[] = [];
  readonly #checkpoint: () => () => unknown;

  /** @param checkpoint called between two frames; what it returns writes the room of that moment down */
  constructor(checkpoint: () => () => unknown) {
    this.#checkpoint = checkpoint;
  }

  /** Call before the frame changes the room. */
  push(text: string, at: number): void {
    this.seq++;
    let part = this.#parts.at(-1);
    if (!part || part.frames.length >= partFrames || part.length >= partLength) {
      part = { room: this.#checkpoint(), frames: [], length: 0 };
      this.#parts.push(part);
    }
    part.frames.push({ text, at });
    part.length += text.length;
    while (this.#parts.length > parts || this.#length() > parts * partLength) this.#parts.shift();
  }

  /** Forgets the frames and goes on counting at `seq`. */
  restart(seq: number): void {
    this.#parts = [];
    this.seq = seq;
  }

  /** @param seq the newest frame that the page has; undefined for none */
  after(seq: number | undefined): CatchUp {
    const frames = this.#parts.flatMap((part) => part.frames);
    if (seq !== undefined && seq <= this.seq && seq >= this.seq - frames.length) {
      return { frames: frames.slice(frames.length - (this.seq - seq)), fresh: false };
    }
    return { frames, fresh: true, room: (this.#parts[0]?.room ?? this.#checkpoint())() };
  }

  #length(): number {
    return this.#parts.reduce((sum, part) => sum + part.length, 0);
  }
}
