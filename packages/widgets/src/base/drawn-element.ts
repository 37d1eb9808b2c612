import { html, nothing, type TemplateResult } from 'lit/html.js';
import { wordsFor, type Words } from '../locales/words.js';
import { statusBadge } from '../status/status-badge.js';
import { statusWords, type StatusWords } from '../status/status-words.js';
import { createDrawScheduler, pageClock } from './draw-scheduler.js';
import { LiveElement } from './live-element.js';
import { createPace } from './motion.js';

// A row that is older than this when it is first drawn was not seen arriving (hidden page, restored log): it is just there.
const freshTime = 500;

/**
 * An element whose look follows the room, drawn when the scheduler says so.
 *
 * @csspart status - the connection's state, with `status="badge"`
 * @csspart dot - its phase as a shape
 * @csspart retry - when its next try is
 * @cssprop [--tiktool-font-size=24px] - the one size: everything else follows it
 * @cssprop --tiktool-font-family - put before the own fonts, so that every script and emoji still has one
 * @cssprop [--tiktool-font-weight=600] - weight of text
 * @cssprop --tiktool-text-color - colour of text
 * @cssprop --tiktool-text-shadow - shadow or outline of text
 * @cssprop --tiktool-name-color - one colour for all names, instead of one for each person
 * @cssprop --tiktool-plate - what a row stands on; `transparent` for none
 * @cssprop --tiktool-radius - roundness of a row
 * @cssprop --tiktool-accent - colour of badges, diamonds and large gifts
 * @cssprop --tiktool-accent-text - colour of text on the accent colour
 * @cssprop [--tiktool-gap=0.25em] - space between rows
 * @cssprop [--tiktool-padding=1em] - space around all rows
 * @cssprop [--tiktool-align=flex-start] - where rows stand: `flex-start`, `center`, `flex-end` or `stretch`
 */
export abstract class DrawnElement extends LiveElement {
  readonly #again = (): void => {
    this.requestUpdate();
  };
  readonly #scheduler = createDrawScheduler(this.#again, pageClock);
  readonly #pace = createPace();
  /** Rows come slowly enough to be moved; in a storm not even their places are asked for, which would cost a layout. */
  protected calm = true;
  #drawn: ReadonlySet<string> = new Set();
  /** When the words about the connection change by themselves, ms since 1970. */
  #statusChange = Infinity;
  #overflow: ResizeObserver | undefined;

  /** The page's language may change at any time, on any element around this one. */
  readonly #language = new MutationObserver(this.#again);

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#again);
    this.#language.observe(document, { attributeFilter: ['lang'], subtree: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#again);
    this.#language.disconnect();
    this.#scheduler.stop();
  }

  override render(): TemplateResult {
    const { state, creator } = this.held;
    const status =
      this.setting('status') === 'none' ? undefined : statusWords(state, creator, this.language, Date.now());
    this.#statusChange = status?.changesAt ?? Infinity;
    return html`<div class="root" data-theme=${this.setting('theme')} lang=${this.language}>
      ${this.draw()}${status ? this.drawStatus(status) : nothing}
    </div>`;
  }

  /** The box of all rows. */
  protected get list(): HTMLElement | null | undefined {
    return this.shadowRoot?.querySelector<HTMLElement>('[part="list"]');
  }

  /** What holds the rows, and nothing else. */
  protected get track(): HTMLElement | null | undefined {
    return this.shadowRoot?.querySelector<HTMLElement>('.track');
  }

  /** The rows, as a `list` part around a `track`. */
  protected abstract draw(): unknown;

  /** The connection's state, where it is to be seen. */
  protected drawStatus(status: StatusWords): TemplateResult {
    return statusBadge(status);
  }

  protected override roomChanged(): void {
    this.redraw();
  }

  /** Draws soon, at most every 100 ms. */
  protected readonly redraw = (): void => {
    this.#scheduler.request();
  };

  protected override updated(): void {
    this.#scheduler.wakeAt(Math.min(this.nextChange, this.#statusChange));
    const { list, track } = this;
    if (list && track) this.#overflow ??= watchOverflow(list, track);
  }

  /** When the rows change by themselves, ms since 1970. */
  protected nextChange = Infinity;

  /** The language of words and numbers: own setting, else the page's. */
  protected get language(): string {
    return this.setting('locale') || languageAround(this) || navigator.language;
  }

  protected get words(): Words {
    return wordsFor(this.language);
  }

  /**
   * Which of the rows drawn now are to enter with motion. To be asked once a drawing.
   * @param rows each with its key and the time since when it can be seen; one of history never moves
   */
  protected entering(rows: readonly (readonly [key: string, since: number, history?: true])[]): Set<string> {
    const now = Date.now();
    const fresh = rows.filter(([key, since, history]) => !history && !this.#drawn.has(key) && now - since < freshTime);
    this.#drawn = new Set(rows.map(([key]) => key));
    this.calm = this.#pace(fresh.length, now);
    return new Set(this.calm ? fresh.map(([key]) => key) : []);
  }
}

/** `closest` ends at a shadow root: its host stands in a language, too. */
function languageAround(element: Element): string {
  const root = element.getRootNode();
  return element.closest<HTMLElement>('[lang]')?.lang ?? (root instanceof ShadowRoot ? languageAround(root.host) : '');
}

/**
 * Only a list that overflows fades at its edge; late style sheets and other box sizes are noticed, too. Nothing has to be
 * stopped: an observer lives as long as what it observes.
 */
function watchOverflow(list: HTMLElement, track: HTMLElement): ResizeObserver {
  const observer = new ResizeObserver(() => {
    list.toggleAttribute('data-over', track.offsetHeight > list.clientHeight + 1);
  });
  observer.observe(list);
  observer.observe(track);
  return observer;
}
