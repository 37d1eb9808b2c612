import type { LiveClient } from '@tiktool-widgets/client';
import { decodeFrames } from '@tiktool-widgets/client/protocol';
import { createShow, playShow } from '@tiktool-widgets/simulator/show';

/**
 * A made-up LIVE without any server: the simulator's show, decoded like what a socket delivers and injected as test
 * events, so that it counts in no total.
 *
 * @param client the one of the moment: another creator means another client
 * @returns ends it
 */
export function playLocalShow(client: () => LiveClient): () => void {
  const ending = new AbortController();
  const show = createShow({ seed: 7, creator: 'demo', scenario: 'busy', startTime: Date.now() });
  const onFrame = (_: unknown, text: string): void => {
    client().inject(decodeFrames(text, Date.now()).events.map((event) => ({ ...event })));
  };
  void playShow(show, { onFrame, signal: ending.signal });
  return () => ending.abort();
}
