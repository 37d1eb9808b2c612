/** What the socket delivers, parsed. */
export type Frame = Readonly<Record<string, unknown>>;

/** A frame and when it comes. */
export interface TimedFrame {
  /** Milliseconds since the start. */
  readonly t: number;
  readonly frame: Frame;
}
