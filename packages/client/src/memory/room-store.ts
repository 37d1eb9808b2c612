import type { RoomMemory } from '../room/room.js';
import type { SharingEnvironment } from '../sharing/environment.js';
import { restore, snapshot } from './room-snapshot.js';

/** In characters, of the four or more million that an origin has. */
const longestText = 65_536;
/** Milliseconds. */
const writeEvery = 5000;

/** Keeps a creator's room over reloads, and over OBS shutting a source down that is not visible. */
export interface RoomStore {
  /** The room as it was last written; undefined if there is none that can be used. */
  load(): RoomMemory | undefined;
  /** Writes the room within five seconds, or when the page goes. For the leader only: one page writes for all. */
  save(memory: RoomMemory): void;
  /** Writes what is not written yet. No timer and no listener remains. */
  flush(): void;
}

export type RoomStoreEnvironment = Pick<SharingEnvironment, 'storage' | 'page' | 'now' | 'setTimeout' | 'clearTimeout'>;

/**
 * Damaged, full, forbidden or missing storage costs the memory and nothing else.
 *
 * @param creator in its normal form
 */
export function createRoomStore(creator: string, environment: RoomStoreEnvironment): RoomStore {
  const { storage, page, now, setTimeout, clearTimeout } = environment;
  const key = `tiktool:1:room:${creator}`;
  let pending: RoomMemory | undefined;
  let changedAt = 0;
  let timer: unknown;

  const flush = (): void => {
    const memory = pending;
    clearTimeout(timer);
    timer = pending = undefined;
    for (const type of pageEvents) page?.removeEventListener(type, onPageGone, true);
    try {
      const writtenAt = Number(/"savedAt":(\d+)/.exec(storage?.getItem(key) ?? '')?.[1]);
      // A leader that hung is late with its own: the page that leads now knows more.
      if (!memory || (writtenAt > changedAt && writtenAt <= now())) return;
      for (let share = 1; share > 0.01; share /= 2) {
        const text = JSON.stringify(snapshot(memory, changedAt, share));
        if (text.length <= longestText) return storage?.setItem(key, text);
      }
    } catch {
      // Full or forbidden.
    }
  };

  const onPageGone = { handleEvent: flush };

  return {
    load() {
      try {
        return restore(JSON.parse(storage?.getItem(key) ?? 'null'), now());
      } catch {
        return undefined;
      }
    },
    save(memory) {
      pending = memory;
      changedAt = now();
      if (timer !== undefined) return;
      timer = setTimeout(flush, writeEvery);
      for (const type of pageEvents) page?.addEventListener(type, onPageGone, true);
    },
    flush,
  };
}

const pageEvents = ['pagehide', 'freeze'];
