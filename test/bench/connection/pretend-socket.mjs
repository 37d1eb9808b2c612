/** A WebSocket without a network: its subclass says what happens to it. */
export class PretendSocket extends EventTarget {
  static CONNECTING = 0;
  static OPEN = 1;
  static CLOSING = 2;
  static CLOSED = 3;
  readyState = 0;
  binaryType = 'blob';
  onopen = null;
  onmessage = null;
  onclose = null;
  onerror = null;

  tell(type, state, extra = {}) {
    if (this.readyState === 3) return;
    this.readyState = state;
    const event = Object.assign(new Event(type), extra);
    this[`on${type}`]?.(event);
    this.dispatchEvent(event);
  }
  send() {}
  close() {
    this.readyState = 3;
  }
}
