import { creatorName } from './admission.js';
import { createShow } from './show/create-show.js';
import type { Frame, TimedFrame } from './show/timed-frame.js';
import type { SimulatorOptions } from './simulator-options.js';
import { Stage, type RoomFacts } from './stage.js';

export interface StagesOptions extends SimulatorOptions {
  readonly now: () => number;
  /** The recording's frames, where one is played. */
  readonly frames: readonly TimedFrame[] | undefined;
  readonly assetBase: () => string;
}

/** All creators' LIVEs; each comes into being when somebody first asks for it. */
export class Stages {
  readonly #options: StagesOptions;
  readonly #stages = new Map<string, Stage>();
  readonly #liveAtStart: readonly string[] | undefined;

  constructor(options: StagesOptions) {
    this.#options = options;
    this.#liveAtStart = options.creators?.map(creatorName);
  }

  /** @param creator a handle as `creatorName` makes it */
  of(creator: string): Stage {
    const known = this.#stages.get(creator);
    if (known) return known;
    const { autoplay = true, loop = false, speed = 1 } = this.#options;
    const stage = new Stage({
      creator,
      live: this.#isLiveAtStart(creator),
      program: (stream) => this.#program(creator, stream),
      autoplay,
      loop,
      speed,
    });
    this.#stages.set(creator, stage);
    return stage;
  }

  isLive(creator: string): boolean {
    return this.#stages.get(creator)?.live ?? this.#isLiveAtStart(creator);
  }

  room(creator: string): RoomFacts {
    return this.of(creator).facts;
  }

  creatorOfRoom(roomId: string): string | undefined {
    return [...this.#stages.values()].find((stage) => stage.facts.roomId === roomId)?.creator;
  }

  /** To all sockets, or to those of one creator. */
  send(frame: Frame | string, creator: string | undefined): void {
    const isText = typeof frame === 'string';
    const text = isText ? frame : JSON.stringify(frame);
    for (const stage of creator === undefined ? this.#stages.values() : [this.of(creatorName(creator))]) {
      stage.broadcast(text, isText ? undefined : frame);
    }
  }

  /** Whether every watcher keeps up. */
  get flowing(): boolean {
    return [...this.#stages.values()].every((stage) => stage.flowing);
  }

  stop(): void {
    this.#stages.forEach((stage) => stage.stop());
  }

  #isLiveAtStart(creator: string): boolean {
    return this.#liveAtStart?.includes(creator) ?? true;
  }

  #program(creator: string, stream: number): Iterable<TimedFrame> {
    const { frames, seed = 1, scenario, shape, duration, now, assetBase } = this.#options;
    if (frames) return frames;
    return createShow({
      // Another stream of the same creator is another show.
      seed: seed + stream - 1,
      creator,
      startTime: now(),
      assetBase: assetBase(),
      ...(scenario !== undefined && { scenario }),
      ...(shape !== undefined && { shape }),
      ...(duration !== undefined && { duration }),
    });
  }
}
