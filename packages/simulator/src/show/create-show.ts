import type { ScenarioName } from './scenario.js';
import type { FrameShape } from './shape.js';
import type { TimedFrame } from './timed-frame.js';

export interface ShowOptions {
  readonly seed?: number;
  readonly creator?: string;
  readonly scenario?: ScenarioName;
  readonly shape?: FrameShape;
  readonly startTime?: number;
  readonly duration?: number;
  readonly assetBase?: string;
}

export function* createShow({ creator = 'demo' }: ShowOptions = {}): IterableIterator<TimedFrame> {
  yield {
    t: 0,
    frame: {
      event: 'roomInfo',
      roomId: '7400000000000000001',
      uniqueId: creator,
      roomInfo: { title: '', user_count: 10, like_count: 5, owner: { nickname: creator, uniqueId: creator } },
    },
  };
}
