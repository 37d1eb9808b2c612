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

  /** The drawing that was asked for last. It waits until the element is in a page. */
  updateComplete = Promise.resolve();
  #connect = (): void => undefined;
  readonly #connected = new Promise<void>((resolve) => {
    this.#connect = resolve;
  });
  #pending = false;

  connectedCallback(): void {
    if (!this.shadowRoot) {
      const { styles } = this.constructor as typeof UpdatingElement;
      adoptStyles(this.attachShadow({ mode: 'open' }), styles);
    }
    this.#connect();
  }

  /** Draws soon. Several requests are one drawing; those that come while it is made are part of it. */
  requestUpdate(): void {
    if (this.#pending) return;
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
    await this.#connected;
    try {
      this.update();
    } finally {
      this.#pending = false;
    }
    this.updated();
  }
}
