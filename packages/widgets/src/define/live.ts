import { defineElement } from '../base/define.js';
import { TiktoolLive } from '../live/live-provider.js';

defineElement('tiktool-live', TiktoolLive);
