import type { ConnectionPhase } from '@tiktool-widgets/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { StatusWords } from './status-words.js';

const stopped = 'M2 2h12v12H2z';
const disc = 'M8 1a7 7 0 010 14A7 7 0 018 1z';
const ring = `${disc}m0 4a3 3 0 000 6 3 3 0 000-6z`;

// Shapes, so that no phase depends on colour: square, ring, disc, hourglass, moon, warning sign. Holes come from the
// even-odd rule.
const shapes: Readonly<Record<ConnectionPhase, string>> = {
  idle: stopped,
  connecting: ring,
  connected: ring,
  live: disc,
  waiting: 'M2 1h12L9.5 8l4.5 7H2l4.5-7z',
  offline: 'M7 1a7 7 0 108 8A6 6 0 017 1z',
  blocked: 'M8 0l8 15H0zM7 5v5h2V5zm0 6v2h2v-2z',
  closed: stopped,
};

/** The state as a shape. */
export const statusDot = ({ phase }: StatusWords): TemplateResult =>
  html`<svg part="dot" viewBox="-1 -1 18 18" aria-hidden="true"><path d=${shapes[phase]} /></svg>`;

/** When the next try is. Not for screen readers: they would read each second. */
export const statusRetry = ({ retry }: StatusWords): TemplateResult | typeof nothing =>
  retry ? html`<span part="retry" aria-hidden="true">${retry}</span>` : nothing;

/** What each widget shows with `status="badge"`. */
export const statusBadge = (words: StatusWords): TemplateResult =>
  html`<div part="status" class="status" data-state=${words.phase} lang=${words.lang} dir="auto">
    ${statusDot(words)}<span role="status" aria-live="polite">${words.message}</span>${statusRetry(words)}
  </div>`;
