import type { LiveClient } from '@tiktool-widgets/client';
import { html, type TemplateResult } from 'lit/html.js';
import { css } from '../base/css.js';
import { provideLive } from '../base/live-context.js';
import { LiveElement } from '../base/live-element.js';

/**
 * Gives one connection, theme and language to all widgets inside it. It has no box and no look of its own; a widget's
 * own attributes win.
 *
 * @element tiktool-live
 * @slot - widgets and anything else
 */
export class TiktoolLive extends LiveElement {
  static override readonly styles = [
    css`
      :host {
        display: contents;
      }
      :host([hidden]) {
        display: none;
      }
    `,
  ];

  readonly #answer = provideLive(this);

  override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // At once, so that widgets which ask for their client right after they were parsed get this one.
    this.#provide(this.client);
  }

  protected override update(): void {
    super.update();
    this.#provide(this.held);
  }

  #provide(client: LiveClient): void {
    this.#answer({ client, settings: this.settings() });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tiktool-live': TiktoolLive;
  }
}
