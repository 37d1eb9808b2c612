import { html, nothing, type TemplateResult } from 'lit/html.js';
import { baseStyles } from '../base/base.styles.js';
import { DrawnElement } from '../base/drawn-element.js';
import { bump, enter, reducedMotion, shift } from '../base/motion.js';
import type { OptionTable } from '../base/options.js';
import { avatar, personColour } from '../base/person.js';
import { RowList } from '../base/row-list.js';
import { formatNumber } from '../locales/numbers.js';
import { cleanText, displayName } from '../text/clean.js';
import { firstGrapheme } from '../text/graphemes.js';
import { themeStyles } from '../themes/themes.styles.js';
import { giftOptions } from './gift-options.js';
import { giftRows, type GiftRow } from './gift-rows.js';
import { giftsStyles } from './gifts.styles.js';

const forgetPictures = 200;
// The client gives a streak up as ended after this long without news, ms.
const quietTime = 10_000;

/**
 * One live row per streak of gifts: who, what, how often.
 *
 * @element tiktool-gifts
 * @csspart list - the box of all rows
 * @csspart gift - one row; `data-tier` is 1 to 5 by diamonds
 * @csspart avatar - picture of the giver, or initial in its place
 * @csspart name - the giver's name
 * @csspart icon - the gift's picture, or a gift box in its place
 * @csspart gift-name - the gift's name
 * @csspart count - how many so far, `×12`
 * @csspart diamonds - diamonds of the whole streak
 * @csspart bar - time left in the streak; absent where less motion is asked for
 */
export class TiktoolGifts extends DrawnElement {
  static override readonly options: OptionTable = giftOptions;
  static override readonly styles = [baseStyles, giftsStyles, themeStyles];

  declare maxGifts: number;
  declare hideAfter: number;
  declare minDiamonds: number;
  declare order: 'bottom' | 'top';
  declare recipient: 'host' | 'all';
  declare withoutAvatars: boolean;
  declare safe: boolean;

  #rows: readonly GiftRow[] = [];
  #counts: ReadonlyMap<string, number> = new Map();
  readonly #list = new RowList();
  readonly #brokenPictures = new Set<string>();

  protected override draw(): TemplateResult {
    const { rows, next } = giftRows(
      this.held.room.streaks,
      {
        maxGifts: this.maxGifts,
        hideAfter: this.hideAfter * 1000,
        minDiamonds: this.minDiamonds,
        recipient: this.recipient,
      },
      Date.now(),
    );
    this.nextChange = next;
    this.#rows = this.order === 'top' ? [...rows].reverse() : rows;
    return html`<div part="list" class=${this.order}>
      <div class="track"></div>
    </div>`;
  }

  #gift({ streak, diamonds, tier, leaving }: GiftRow): TemplateResult {
    const { user, gift, count } = streak;
    const name = displayName(user, 'nickname', this.words.viewer);
    const giftName = (!this.safe && cleanText(gift.name)) || this.words.gift;
    return html`<div
      part="gift"
      class="row ${leaving ? 'leaving' : ''}"
      data-event-id=${streak.eventId}
      data-user-id=${user.id}
      data-role=${user.roles.join(' ')}
      data-tier=${tier}
      .style=${personColour(user)}
    >
      ${this.withoutAvatars ? nothing : avatar(user, firstGrapheme(name), this.redraw)}
      <div class="who">
        <bdi part="name">${name}</bdi>
        <bdi part="gift-name">${giftName}</bdi>
      </div>
      ${this.#picture(gift.imageUrl)}
      <div class="sum">
        <bdi part="count">${'×' + formatNumber(count, this.language)}</bdi>
        ${
          diamonds > 0
            ? html`<span part="diamonds">${gem}<bdi>${formatNumber(diamonds, this.language)}</bdi></span>`
            : nothing
        }
      </div>
      ${streak.endedAt === undefined && !reducedMotion() ? html`<i part="bar"></i>` : nothing}
    </div>`;
  }

  #picture(url: string | undefined): TemplateResult {
    if (!url || this.safe || this.#brokenPictures.has(url)) return box;
    const failed = (): void => {
      if (this.#brokenPictures.size >= forgetPictures) this.#brokenPictures.clear();
      this.#brokenPictures.add(url);
      this.requestUpdate();
    };
    return html`<img part="icon" alt="" decoding="async" referrerpolicy="no-referrer" src=${url} @error=${failed} />`;
  }

  protected override update(): void {
    const before = new Map(this.#elements().map(([{ streak }, row]) => [streak.id, row.getBoundingClientRect().top]));
    super.update();
    if (this.track) {
      this.#list.draw(this.track, new Map(this.#rows.map((row) => [row.streak.id, this.#gift(row)])));
    }
    const counts = new Map(this.#rows.map(({ streak }) => [streak.id, streak.count]));
    const entering = this.entering(this.#rows.map(({ streak }) => [streak.id, streak.startedAt, streak.history]));
    for (const [{ streak }, row] of this.#elements()) {
      const top = before.get(streak.id);
      const counted = this.#counts.get(streak.id);
      if (entering.has(streak.id)) enter(row);
      else if (top !== undefined) shift(row, top - row.getBoundingClientRect().top);
      if (counted === streak.count) continue;
      const count = row.querySelector('[part="count"]');
      if (count && counted !== undefined && !streak.history) bump(count);
      const bar = row.querySelector('[part="bar"]');
      if (bar) drain(bar, streak.updatedAt + quietTime - Date.now());
    }
    this.#counts = counts;
  }

  /** Rows with their elements, which stand in the same order. */
  #elements(): [GiftRow, Element][] {
    const elements = [...(this.track?.children ?? [])];
    return this.#rows.flatMap((row, i): [GiftRow, Element][] => {
      const element = elements[i];
      return element ? [[row, element]] : [];
    });
  }
}

const gem = html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 2h8l4 5-8 8-8-8z" /></svg>`;

const box = html`<svg part="icon" viewBox="0 0 24 24" aria-hidden="true">
  <path d="M12 6C9 0 3 3 6 6H2v5h9V6h2v5h9V6h-4c3-3-3-6-6 0zM3 13h8v9H3zM13 13h8v9h-8z" />
</svg>`;

/** The bar runs out by the time the streak is given up. */
function drain(bar: Element, duration: number): void {
  for (const running of bar.getAnimations()) running.cancel();
  if (duration > 0)
    bar.animate([{ transform: 'scaleX(1)' }, { transform: 'scaleX(0)' }], { duration, fill: 'forwards' });
}

declare global {
  interface HTMLElementTagNameMap {
    'tiktool-gifts': TiktoolGifts;
  }
}
