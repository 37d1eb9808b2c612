import type { User } from '@tiktool-widgets/client';
import { html, nothing, type TemplateResult } from 'lit';
import { nameColour } from '../text/name-colour.js';
import { avatars } from './avatar-store.js';

/** A person's colour for the row, set through CSSOM: a `style` attribute would break under a strict CSP. */
export const personColour = (user: User): string => `--_person:${nameColour(user.id || user.handle)}`;

/** The picture, over an initial that shows while it loads and where there is none. */
export function avatar(user: User, initial: string, redraw: () => void): TemplateResult {
  const url = avatars.urlFor(user);
  const failed = (): void => {
    avatars.failed(user);
    redraw();
  };
  return html`<span class="avatar" part=${url ? nothing : 'avatar'} aria-hidden="true"
    >${initial}${
      url
        ? html`<img
            part="avatar"
            alt=""
            decoding="async"
            loading="eager"
            referrerpolicy="no-referrer"
            src=${url}
            @error=${failed}
          />`
        : nothing
    }</span
  >`;
}
