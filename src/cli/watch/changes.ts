import type { FileEvent } from '../../host/watch-files.ts';

/** How long nothing must have happened, in milliseconds: a save is often several events. */
const QUIET = 60;

/** How long events are gathered at most, in milliseconds. */
const LONGEST = 1000;

/** The files that changed since they were last asked for, by path. */
export type Changed = ReadonlyMap<string, FileEvent>;

/** Gathers what happens to files until it is quiet. */
export class Changes {
  #pending = new Map<string, FileEvent>();
  #since = 0;
  #timer: NodeJS.Timeout | undefined;
  #waiting: ((changed: Changed) => void) | undefined;

  /** Takes an event. */
  add(event: FileEvent, path: string): void {
    const before = this.#pending.get(path);
    if (this.#pending.size === 0) this.#since = performance.now();
    this.#pending.set(path, before === 'removed' && event === 'added' ? 'changed' : event);
    clearTimeout(this.#timer);
    const left = LONGEST - (performance.now() - this.#since);
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.#deliver();
      },
      Math.max(0, Math.min(QUIET, left)),
    );
  }

  /** What changed since the last call; waits until something did. */
  async next(): Promise<Changed> {
    return new Promise((resolve) => {
      this.#waiting = resolve;
      if (this.#timer === undefined) this.#deliver();
    });
  }

  /** Stops waiting. */
  close(): void {
    clearTimeout(this.#timer);
  }

  #deliver(): void {
    const waiting = this.#waiting;
    if (waiting === undefined || this.#pending.size === 0) return;
    const changed = this.#pending;
    this.#pending = new Map();
    this.#waiting = undefined;
    waiting(changed);
  }
}
