import { decodeFrames } from '../protocol/decode.js';
import type { LiveEvent, WireEvent } from '../protocol/live-event.js';
import { emptyMemory, reduceRoom, type RoomMemory } from '../room/room.js';

export const START = 1_788_264_000_000;

export const person = (userId: string, rest: object = {}): object => ({
  userId,
  uniqueId: `u${userId}`,
  nickname: `N${userId}`,
  ...rest,
});

export interface Frame {
  readonly event: string;
  readonly data: object;
  /** Milliseconds after the frame before. */
  readonly after?: number;
}

export const frame = (event: string, data: object, after = 0): Frame => ({ event, data, after });

/** A gift frame of a one-diamond streak gift, without ids and stamps unless given. */
export const gift = (repeatCount: number, repeatEnd: boolean, rest: object = {}, after = 0): Frame =>
  frame(
    'gift',
    {
      user: person('1'),
      giftId: 5655,
      giftName: 'Rose',
      diamondCount: 1,
      giftType: 1,
      repeatCount,
      repeatEnd,
      ...rest,
    },
    after,
  );

export interface Run {
  readonly memory: RoomMemory;
  readonly room: RoomMemory['room'];
  /** As pages see them. */
  readonly events: readonly LiveEvent[];
  /** Time of the last frame. */
  readonly now: number;
}

/** Frames through decoder and room, as a client does it. */
export function run(frames: readonly Frame[], from: RoomMemory = emptyMemory, start = START): Run {
  let memory = from;
  let now = start;
  const events: LiveEvent[] = [];
  for (const { event, data, after = 0 } of frames) {
    now += after;
    for (const wire of decodeFrames(JSON.stringify({ event, data }), now).events) {
      const step = reduceRoom(memory, wire, now);
      memory = step.memory;
      if (step.event) events.push(step.event);
    }
  }
  return { memory, room: memory.room, events, now };
}

export const asTest = (event: WireEvent): WireEvent => ({ ...event, test: true });
