// Apart from the class behind it, so that the published types need none of the socket library's.
import type { Frame } from './show/timed-frame.js';

/** One socket, as a test sees it. */
export interface SimulatorSocket {
  /** From 1. */
  readonly id: number;
  /** Handle without `@`, lower case. */
  readonly creator: string;
  /** ms since 1970. */
  readonly openedAt: number;
  /** Frames sent so far. */
  readonly sent: number;
  send(frame: Frame | string): void;
  close(code: number, reason?: string): void;
  /** Cuts it without a close frame. */
  drop(): void;
  /** Half-open from now on: sends nothing, answers nothing. */
  silence(): void;
}
