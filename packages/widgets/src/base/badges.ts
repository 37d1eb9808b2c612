import type { Role, User } from '@tiktool-widgets/client';
import { html, type TemplateResult } from 'lit/html.js';

// A shape of its own for each role, so that none depends on colour alone: shield, star, two people, gem, crown.
const shapes: Partial<Record<Role, string>> = {
  host: 'M1 4l4 3 3-5 3 5 4-3-1 9H2z',
  moderator: 'M8 1l6 2v5q0 5-6 7-6-2-6-7V3z',
  subscriber: 'M8 1l2.1 4.6 5 .6-3.7 3.4 1 5L8 12.1l-4.4 2.5 1-5L.9 6.2l5-.6z',
  friend:
    'M5.5 2a3 3 0 010 6 3 3 0 010-6zM0 14q0-5 5.5-5t5.5 5zM11 3a2.6 2.6 0 010 5.2zM12 14q0-3-1.5-4.6Q16 9.5 16 14z',
  gifter: 'M4 2h8l4 5-8 8-8-8z',
};

/** A person's roles as small shapes, the gifter's level beside its gem. Followers have none: they are most of a room. */
export const badges = (user: User): TemplateResult[] =>
  user.roles.flatMap((role) => {
    const shape = shapes[role];
    return shape
      ? html`<span part="badge" data-role=${role}
          ><svg viewBox="0 0 16 16" aria-hidden="true"><path d=${shape} /></svg>${
            role === 'gifter' && user.level ? String(user.level) : ''
          }</span
        >`
      : [];
  });
