import { defineElement } from './base/define.js';
import { TiktoolChat } from './chat/chat-element.js';
import { TiktoolGifts } from './gifts/gifts-element.js';
import { TiktoolLive } from './live/live-provider.js';
import { TiktoolStatus } from './status/status-element.js';

/**
 * Registers every element. Does nothing where there is no registry, or the second time. The provider comes first:
 * widgets inside it then find it when they ask.
 */
export function defineAll(): void {
  defineElement('tiktool-live', TiktoolLive);
  defineElement('tiktool-chat', TiktoolChat);
  defineElement('tiktool-gifts', TiktoolGifts);
  defineElement('tiktool-status', TiktoolStatus);
}
