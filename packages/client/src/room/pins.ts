import type { DeleteEvent, PinEvent, UnpinEvent } from '../protocol/live-event.js';
import { has, type RecentSet } from './recent-set.js';

/**
 * The pin that stays after an unpin or a deletion. An unpin that names another message is late: a newer pin took the place.
 * How long a pin is shown is for whoever shows it.
 *
 * @param deleted ids of deleted messages
 */
export function release(pin: PinEvent | null, event: UnpinEvent | DeleteEvent, deleted: RecentSet): PinEvent | null {
  if (!pin) return pin;
  const { messageId, id, user } = pin;
  const goes =
    event.kind === 'unpin'
      ? !event.messageId || !messageId || event.messageId === messageId
      : has(deleted, messageId) || id === event.targetId || user?.id === event.targetId;
  return goes ? null : pin;
}
