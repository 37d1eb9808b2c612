import { defineElement } from '../base/define.js';
import { TiktoolStatus } from '../status/status-element.js';

defineElement('tiktool-status', TiktoolStatus);
