/** Things that are planned for later, in the order of their times; of equal times in the order of planning. */
export class Schedule<Item> {
  readonly #items: { readonly at: number; readonly item: Item }[] = [];

  /** @param at ms since the start */
  plan(at: number, item: Item): void {
    let index = this.#items.length;
    while (index > 0 && (this.#items[index - 1]?.at ?? 0) > at) index -= 1;
    this.#items.splice(index, 0, { at, item });
  }

  /** Takes out what is due at `time`. */
  due(time: number): Item[] {
    const end = this.#items.findIndex(({ at }) => at > time);
    return this.#items.splice(0, end < 0 ? this.#items.length : end).map(({ item }) => item);
  }
}
