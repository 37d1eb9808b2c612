import type { ScenarioName } from './scenario.js';
import { frameOf } from './shape.js';
import type { FrameShape } from './user-shape.js';
import type { ShowEvent } from './show-event.js';
import { ShowRoom } from './show-room.js';
import type { TimedFrame } from './timed-frame.js';

export interface ShowOptions {
  /** Same seed and options, same bytes. Default 1. */
  readonly seed?: number;
  /** Handle of the creator. Default `demo`. */
  readonly creator?: string;
  /** Default `evening`. */
  readonly scenario?: ScenarioName;
  /** Default `docs`. */
  readonly shape?: FrameShape;
  /** ms since 1970, for the frames' time stamps. A fixed day by default, or no two runs would be alike. */
  readonly startTime?: number;
  /** ms; default: endless. */
  readonly duration?: number;
  /** Where `/avatar/N.svg`, `/gift/ID.svg` and `/emote/N.svg` are served. Absent: frames have no pictures. */
  readonly assetBase?: string;
}

/** 2026-09-01T12:00:00Z. */
const someDay = 1_788_264_000_000;
/** The service hands TikTok's batches on about so often (protocol section 4.4), in ms. */
const beat = 800;

/**
 * A made-up LIVE: `roomInfo` first, then bursts of frames about every 800 ms, without end unless `duration` says so.
 * Needs neither Node nor a page.
 */
export function* createShow(options: ShowOptions = {}): Generator<TimedFrame, void, undefined> {
  const { seed = 1, creator = 'demo', scenario = 'evening', shape = 'docs', assetBase } = options;
  const { startTime = someDay, duration = Infinity } = options;
  const room = new ShowRoom({ seed, creator, scenario, startTime });
  const timed = (t: number, event: ShowEvent): TimedFrame => ({
    t,
    frame: frameOf(event, { shape, host: room.host, assetBase, time: startTime + t, messageId: room.messageId(event) }),
  });

  yield timed(0, room.opening);
  for (let turn = 1, last = 0; ; turn += 1) {
    const start = Math.max(last, turn * beat + room.random.int(-90, 90));
    if (start > duration) return;
    const events = room.burst(start, beat);
    const gap = Math.min(9, 500 / events.length);
    for (const [index, event] of events.entries()) {
      last = Math.round(start + index * gap);
      if (last > duration) return;
      yield timed(last, event);
    }
  }
}
