import type { ConnectionState, Gap } from '../connection-state.js';
import { Runner } from '../runner.js';
import type { RunnerOptions } from '../runner-options.js';
import type { TransportListener } from '../transport.js';
import type { FakeWorld } from './fake-world.js';

export interface WatchedRunner {
  readonly runner: Runner;
  readonly states: ConnectionState[];
  readonly frames: string[];
  readonly gaps: Gap[];
}

export const realFrame = '{"real":true}';

/** A runner in a fake world, with everything that it said. */
export function watchRunner(
  world: FakeWorld,
  options: Partial<RunnerOptions> = {},
  listener: Partial<TransportListener> = {},
): WatchedRunner {
  const states: ConnectionState[] = [];
  const frames: string[] = [];
  const gaps: Gap[] = [];
  const runner = new Runner(
    {
      creator: 'someone',
      tokenUrl: '/token?secret=1',
      endpoint: 'wss://api.example',
      readMeaning: (text) => ({ real: text === realFrame, nudge: /"nudge":"(\w+)"/.exec(text)?.[1] }),
      ...options,
    },
    {
      ...listener,
      onFrame: (text, history) => {
        frames.push(text);
        listener.onFrame?.(text, history);
      },
      onState: (state) => {
        states.push(state);
        listener.onState?.(state);
      },
      onGap: (gap) => {
        gaps.push(gap);
        listener.onGap?.(gap);
      },
    },
    world.environment(),
  );
  return { runner, states, frames, gaps };
}

/** Connects and keeps the room busy until it is healthy. */
export async function goLive(world: FakeWorld, { runner }: WatchedRunner, ms = 40_000): Promise<void> {
  runner.connect();
  await world.until(() => runner.state.state === 'connected', 5000);
  await chatter(world, ms);
}

/** A frame each second for so long. */
export async function chatter(world: FakeWorld, ms: number, every = 1000): Promise<void> {
  for (let at = 0; at < ms; at += every) {
    world.alive.at(-1)?.frame(realFrame);
    await world.run(every);
  }
}
