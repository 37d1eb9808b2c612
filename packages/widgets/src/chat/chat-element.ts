import { html, nothing, type TemplateResult } from 'lit/html.js';
import { badges } from '../base/badges.js';
import { baseStyles } from '../base/base.styles.js';
import { DrawnElement } from '../base/drawn-element.js';
import { enter, shift } from '../base/motion.js';
import type { OptionTable } from '../base/options.js';
import { avatar, personColour } from '../base/person.js';
import { RowList } from '../base/row-list.js';
import { themeStyles } from '../themes/themes.styles.js';
import type { Segment } from '../text/segments.js';
import { createLineReader, type ChatLine } from './chat-line.js';
import { chatOptions } from './chat-options.js';
import { chatRows, type ChatRow } from './chat-rows.js';
import { chatStyles } from './chat.styles.js';
import { Ticker } from './ticker.js';

type Row = ChatRow<ChatLine>;

/**
 * Chat lines in the order they arrived.
 *
 * @element tiktool-chat
 * @csspart list - the box of all rows
 * @csspart message - one row
 * @csspart avatar - picture, or initial in its place
 * @csspart name - the person's name
 * @csspart badge - one role; `data-role` says which
 * @csspart text - what was said
 * @csspart emote - an image within it
 * @cssprop [--tiktool-badge-color=var(--tiktool-accent)] - colour of badges
 */
export class TiktoolChat extends DrawnElement {
  static override readonly options: OptionTable = chatOptions;
  static override readonly styles = [baseStyles, chatStyles, themeStyles];

  declare maxMessages: number;
  declare hideAfter: number;
  declare order: 'bottom' | 'top';
  declare layout: 'list' | 'bubbles' | 'ticker';
  declare withoutAvatars: boolean;
  declare withoutBadges: boolean;
  declare withoutEmotes: boolean;
  declare withoutNames: boolean;
  declare nameFormat: 'nickname' | 'handle' | 'both';
  declare maxLength: number;
  declare hideCommands: boolean;
  declare commandPrefixes: readonly string[];
  declare blockUsers: readonly string[];
  declare blockWords: readonly string[];
  declare blockEmotes: readonly string[];
  declare wordMatch: 'word' | 'anywhere';
  declare blockMode: 'hide' | 'mask';
  declare maskLinks: boolean;
  declare hold: number;
  declare merge: boolean;

  #readLine: ReturnType<typeof createLineReader> | undefined;
  #viewer = '';
  #rows: readonly Row[] = [];
  #next = Infinity;
  readonly #list = new RowList();
  readonly #ticker = new Ticker<ChatLine>();

  protected override draw(): TemplateResult {
    const { layout, order } = this;
    const ticks = layout === 'ticker';
    const now = Date.now();
    const { rows, next } = chatRows(
      this.held.room.chat,
      {
        line: (this.#readLine ??= createLineReader(this, this.#viewer)),
        maxMessages: ticks ? Infinity : this.maxMessages,
        hold: this.hold * 1000,
        hideAfter: this.hideAfter * 1000,
        merge: this.merge && !ticks,
        newestFirst: order === 'top' && !ticks,
      },
      now,
    );
    if (!ticks) this.#ticker.clear();
    this.#next = next;
    this.#rows = ticks ? this.#ticker.admit(rows, this.maxMessages, now) : rows;
    return html`<div part="list" class="${layout} ${order}">
      <div class="track"></div>
    </div>`;
  }

  #message({ entry, line, merged, leaving }: Row): TemplateResult {
    const { event, first } = entry;
    const { user, name } = line;
    const header = !merged && (name || !this.withoutBadges);
    return html`<div
      part="message"
      class="row ${merged ? (this.withoutAvatars ? 'merged' : 'merged indented') : ''} ${leaving ? 'leaving' : ''}"
      data-event-id=${event.id}
      data-user-id=${user.id}
      data-role=${user.roles.join(' ')}
      data-kind=${event.kind}
      ?data-first=${first}
      .style=${personColour(user)}
    >
      ${this.withoutAvatars || merged ? nothing : avatar(user, line.initial, this.redraw)}
      <div class="body">
        ${
          header
            ? html`<span class="head"
                >${name ? html`<bdi part="name">${name}</bdi>` : nothing}${
                  this.withoutBadges ? nothing : badges(user)
                }</span
              >`
            : nothing
        }<span part="text" dir=${line.direction}>${line.segments.map(segment)}</span>
      </div>
    </div>`;
  }

  protected override update(): void {
    const { viewer } = this.words;
    // Any option may be a filter's, and changes of options are rare.
    if (this.optionsChanged || viewer !== this.#viewer) this.#readLine = undefined;
    this.#viewer = viewer;
    const newest = this.order === 'top' ? 'firstElementChild' : 'lastElementChild';
    const anchor = this.calm ? this.track?.[newest] : null;
    const before = anchor?.getBoundingClientRect().top ?? 0;
    super.update();
    const { track } = this;
    if (!track) return;
    // A row of another layout would keep on moving as it did there.
    this.#list.draw(track, new Map(this.#rows.map((row) => [this.layout + row.entry.key, this.#message(row)])));
    const entering = this.entering(this.#rows.map(({ entry, shownAt }) => [entry.key, shownAt, entry.event.history]));
    if (this.layout === 'ticker') this.#ticker.start(track, this.#rows, Date.now());
    else if (entering.size > 0) {
      this.#rows.forEach(({ entry }, i) => {
        const row = track.children[i];
        if (row && entering.has(entry.key)) enter(row);
      });
      // One movement of the whole track, whatever the number of rows.
      if (anchor?.isConnected) shift(track, before - anchor.getBoundingClientRect().top);
    }
    this.nextChange = Math.min(this.#next, this.#ticker.nextEnd);
  }
}

const segment = (piece: Segment): unknown =>
  piece.kind === 'emote'
    ? html`<img
        part="emote"
        alt=""
        decoding="async"
        referrerpolicy="no-referrer"
        src=${piece.emote.imageUrl}
        @error=${hideBroken}
      />`
    : piece.kind === 'text'
      ? piece.text
      : html`<bdi>${piece.text}</bdi>`;

const hideBroken = ({ target }: { readonly target: HTMLElement }): void => {
  target.hidden = true;
};

declare global {
  interface HTMLElementTagNameMap {
    'tiktool-chat': TiktoolChat;
  }
}
