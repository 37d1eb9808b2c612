import type { User } from '@tiktool-widgets/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { nameColour, nameColours } from '../text/name-colour.js';
import { avatars } from './avatar-store.js';

// The same hues as `nameColours`, dark enough for text on paper.
const inks = [
  '#7a5600',
  '#1f5296',
  '#93267a',
  '#2f6b00',
  '#5b36a8',
  '#8f4400',
  '#00627e',
  '#7a3f46',
  '#56661a',
  '#3f6236',
];

/** A person's colour for the row, set through CSSOM: a `style` attribute would break under a strict CSP. */
export function personColour(user: User): string {
  const colour = nameColour(user.id || user.handle);
  return `--_person:${colour};--_ink:${inks[nameColours.indexOf(colour)] ?? ''}`;
}

/** The picture, and until it is there, or where there is none, an initial in its place. */
export function avatar(user: User, initial: string, redraw: () => void): TemplateResult {
  const url = avatars.urlFor(user);
  const settle = ({ type }: Event): void => {
    if (type === 'load' && avatars.isLoaded(user)) return;
    avatars[type === 'load' ? 'loaded' : 'failed'](user);
    redraw();
  };
  return html`<span class="avatar" aria-hidden="true"
    >${
      url
        ? html`<img
            part="avatar"
            alt=""
            decoding="async"
            referrerpolicy="no-referrer"
            src=${url}
            @load=${settle}
            @error=${settle}
          />`
        : nothing
    }${url && avatars.isLoaded(user) ? nothing : html`<span part=${url ? nothing : 'avatar'}>${initial}</span>`}</span
  >`;
}
