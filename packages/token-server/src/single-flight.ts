/** Runs one task per key at a time; whoever asks meanwhile gets the same result. */
export class SingleFlight<Value> {
  readonly #flights = new Map<string, Promise<Value>>();

  has(key: string): boolean {
    return this.#flights.has(key);
  }

  run(key: string, task: () => Promise<Value>): Promise<Value> {
    const running = this.#flights.get(key);
    if (running) return running;
    const flight = task().finally(() => this.#flights.delete(key));
    this.#flights.set(key, flight);
    return flight;
  }
}
