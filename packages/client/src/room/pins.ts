import type { DeleteEvent, PinEvent, UnpinEvent } from '../protocol/live-event.js';

/**
 * The pin that stays after an unpin or a deletion. An unpin that names another message is late: a newer pin took the place.
 * How long a pin is shown is for whoever shows it.
 */
export function release(pin: PinEvent | null, event: UnpinEvent | DeleteEvent): PinEvent | null {
  if (!pin) return pin;
  if (event.kind === 'unpin') return event.messageId && pin.messageId && event.messageId !== pin.messageId ? pin : null;
  return [pin.messageId, pin.id, pin.user?.id].includes(event.targetId) ? null : pin;
}
