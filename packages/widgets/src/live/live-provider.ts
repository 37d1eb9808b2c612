import type { LiveClient } from '@tiktool-widgets/client';
import { css, html, type PropertyValues, type TemplateResult } from 'lit';
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
  static override styles = css`
    :host {
      display: contents;
    }
    :host([hidden]) {
      display: none;
    }
  `;

  readonly #answer = provideLive(this);

  override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  #client: LiveClient | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // At once, so that widgets which ask for their client right after they were parsed get this one.
    this.#client = this.client;
    this.#provide();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#provide();
  }

  protected override clientChanged(client: LiveClient): void {
    this.#client = client;
    this.#provide();
  }

  #provide(): void {
    if (this.#client) this.#answer({ client: this.#client, settings: this.settings() });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tiktool-live': TiktoolLive;
  }
}
