import { defineElement } from '../base/define.js';
import { TiktoolGifts } from '../gifts/gifts-element.js';

defineElement('tiktool-gifts', TiktoolGifts);
