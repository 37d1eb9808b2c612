import { render } from 'lit/html.js';
import { adoptStyles } from './css.js';

// Where there is no document (Node, a worker) the classes can be imported all the same.
const Base = typeof HTMLElement === 'undefined' ? (Object as unknown as typeof HTMLElement) : HTMLElement;

/**
 * An element that lit-html draws, once it is in a page and after each `requestUpdate`. Of LitElement no more than this
 * cycle would be used, since the options make their own properties.
 */
export abstract class UpdatingElement extends Base {
  /** Style sheets of the shadow root. */
  static readonly styles: readonly string[] = [];

  /** The drawing that was asked for last. */
  updateComplete = Promise.resolve();
  #pending = false;

  connectedCallback(): void {
    const { styles } = this.constructor as typeof UpdatingElement;
    // Each time, since a way into another document takes the sheets off.
    adoptStyles(this.shadowRoot ?? this.attachShadow({ mode: 'open' }), styles);
    this.requestUpdate();
  }

  /**
   * Draws soon, once the element was in a page. Several requests are one drawing; those that come while it is made are
   * part of it.
   */
  requestUpdate(): void {
    if (this.#pending || !this.shadowRoot) return;
    this.#pending = true;
    this.updateComplete = this.#draw();
  }

  /** What is drawn. */
  abstract render(): unknown;

  protected update(): void {
    if (this.shadowRoot) render(this.render(), this.shadowRoot);
  }

  /** A drawing is done. */
  protected updated(): void {
    // for elements that look at it
  }

  async #draw(): Promise<void> {
    await Promise.resolve();
    try {
      this.update();
    } finally {
      this.#pending = false;
    }
    this.updated();
  }
}
