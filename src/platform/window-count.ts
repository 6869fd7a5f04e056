/**
 * Counts by key within the present window of time, such as a minute, and forgets the one before, so that memory holds no more than what
 * came in one window. Every process counts for itself.
 */
export class WindowCount {
  readonly #milliseconds: number;
  #counts = new Map<string, number>();
  #window = 0;

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  of(key: string, now: Date): number {
    this.#forget(now);
    return this.#counts.get(key) ?? 0;
  }

  /** Returns how many there are with this one. */
  add(key: string, now: Date): number {
    const count = this.of(key, now) + 1;
    this.#counts.set(key, count);
    return count;
  }

  takeBack(key: string, now: Date): void {
    this.#counts.set(key, Math.max(0, this.of(key, now) - 1));
  }

  #forget(now: Date): void {
    const window = Math.floor(now.getTime() / this.#milliseconds);
    if (window === this.#window) return;
    this.#window = window;
    this.#counts = new Map();
  }
}
