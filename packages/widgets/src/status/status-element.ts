import { html, nothing, type TemplateResult } from 'lit/html.js';
import { baseStyles } from '../base/base.styles.js';
import { DrawnElement } from '../base/drawn-element.js';
import type { OptionTable } from '../base/options.js';
import { themeStyles } from '../themes/themes.styles.js';
import { statusDot, statusRetry } from './status-badge.js';
import type { StatusWords } from './status-words.js';
import { statusOptions } from './status-options.js';
import { statusStyles } from './status.styles.js';

/**
 * How the connection is, for setting up and looking for faults. On stream it is invisible unless it is asked for.
 *
 * @element tiktool-status
 * @csspart badge - the one line; `data-state` is the phase
 * @csspart panel - the box of all lines; `data-state` is the phase
 * @csspart dot - the phase as a shape
 * @csspart message - what is the case
 * @csspart detail - more about it, what to do, which connection
 * @csspart retry - when the next try is
 */
export class TiktoolStatus extends DrawnElement {
  static override readonly options: OptionTable = statusOptions;
  static override readonly styles = [baseStyles, statusStyles, themeStyles];

  protected override draw(): typeof nothing {
    return nothing;
  }

  protected override drawStatus(words: StatusWords): TemplateResult {
    const { phase, lang, message, title, details, facts } = words;
    if (this.setting('status') === 'badge')
      return html`<div part="badge status" class="status" data-state=${phase} lang=${lang} dir="auto">
        ${statusDot(words)}<span part="message" role="status" aria-live="polite">${message}</span>${statusRetry(words)}
      </div>`;
    return html`<div part="panel status" class="status panel" data-state=${phase} lang=${lang} dir="auto">
      ${statusDot(words)}
      <div role="status" aria-live="polite">
        <div part="message">${title}</div>
        ${details.map((line) => html`<div part="detail">${line}</div>`)}
      </div>
      ${statusRetry(words)}
      <div part="detail">${facts.map((fact) => `\u2068${fact}\u2069`).join(' · ')}</div>
    </div>`;
  }

  /** Nothing of it follows the room. */
  protected override roomChanged(): void {
    // no drawing
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tiktool-status': TiktoolStatus;
  }
}
