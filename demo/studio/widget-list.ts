import manifest from 'tiktool-widgets/custom-elements.json';
import { wordsOf } from './fields.js';

/** The widgets that the studio offers, without `tiktool-`. */
export const widgets: readonly string[] = ['chat', 'gifts'];

export const shownAtFirst: readonly string[] = ['gifts', 'chat'];

/** The looks, the default first. */
export const themes: readonly string[] = wordsOf(manifest, 'tiktool-live', 'theme');
