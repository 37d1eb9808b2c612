import { defineElement } from '../base/define.js';
import { TiktoolChat } from '../chat/chat-element.js';

defineElement('tiktool-chat', TiktoolChat);
