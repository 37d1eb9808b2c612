export type * from '@tiktool-widgets/client';
export { TiktoolLive } from './live/live-provider.js';
export { TiktoolChat } from './chat/chat-element.js';
export { TiktoolGifts } from './gifts/gifts-element.js';
export { TiktoolStatus } from './status/status-element.js';
export { defineAll } from './define-all.js';
export { registerWords, type Words } from './locales/words.js';
export { version } from './base/version.js';
export type { LiveElementEventMap } from './base/live-events.js';
