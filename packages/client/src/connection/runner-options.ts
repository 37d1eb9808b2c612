import type { TokenProvider } from '../token/token-provider.js';
import type { ClosePolicy } from './policy.js';

/** What a frame means for the connection. */
export interface FrameMeaning {
  /** Proof that the creator is live. */
  readonly real: boolean;
  /** `type` of a soft nudge. */
  readonly nudge?: string | undefined;
}

export interface RunnerOptions {
  /** TikTok username in its normal form, `''` for none. */
  readonly creator: string;
  readonly tokenUrl?: string | undefined;
  readonly tokenProvider?: TokenProvider | undefined;
  readonly endpoint: string;
  readonly liveUrl?: string | undefined;
  readonly closePolicy?: ClosePolicy | undefined;
  readMeaning(text: string): FrameMeaning;
}
