import { ChunkFault } from '../../formats/chunked/chunk.ts';
import type { SizedParts } from './fetch-table.ts';

/** How far two parts may lie apart that are fetched as one, and how long that may become, in bytes: a request costs as much time as this. */
const GAP = 64 * 1024;
const LONGEST = 4 * 1024 * 1024;

/** How many parts are fetched at once. */
const AT_ONCE = 6;

interface Wanted {
  readonly start: number;
  readonly end: number;
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: unknown) => void;
}

interface Fetched {
  readonly start: number;
  end: number;
  readonly wanted: Wanted[];
}

/**
 * Fetches parts of a blob: those that are asked for together and lie near to one another as one. What once went wrong stays so: nothing more is
 * fetched then. More than the whole blob has is never fetched.
 */
export class PartQueue {
  /** How many bytes were fetched. */
  fetched = 0;
  /** Why nothing more is fetched. */
  failure: { readonly error: unknown } | undefined;
  readonly #parts: SizedParts;
  readonly #most: number;
  readonly #asked: Wanted[] = [];
  readonly #waiting: Fetched[] = [];
  #running = 0;

  /** `most` is how many bytes may be fetched. */
  constructor(parts: SizedParts, most: number) {
    this.#parts = parts;
    this.#most = most;
  }

  /** The bytes from one place to another. */
  async part(start: number, end: number): Promise<Uint8Array> {
    if (this.failure !== undefined) throw this.failure.error;
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
    if (this.#asked.length === 0) setImmediate(() => this.#flush());
    this.#asked.push({ start, end, resolve, reject });
    return promise;
  }

  fail(error: unknown): void {
    this.failure ??= { error };
    const left = [...this.#asked.splice(0), ...this.#waiting.splice(0).flatMap(({ wanted }) => wanted)];
    for (const { reject } of left) reject(this.failure.error);
  }

  #flush(): void {
    const asked = this.#asked.splice(0).toSorted((one, other) => one.start - other.start);
    let last: Fetched | undefined;
    for (const wanted of asked) {
      const isNear =
        last !== undefined && wanted.start <= last.end + GAP && Math.max(wanted.end, last.end) - last.start <= LONGEST;
      if (last !== undefined && isNear) {
        last.end = Math.max(last.end, wanted.end);
        last.wanted.push(wanted);
      } else {
        last = { start: wanted.start, end: wanted.end, wanted: [wanted] };
        this.#waiting.push(last);
      }
    }
    this.#start();
  }

  #start(): void {
    while (this.#running < AT_ONCE) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#running += 1;
      void this.#fetch(next).finally(() => {
        this.#running -= 1;
        this.#start();
      });
    }
  }

  async #fetch({ start, end, wanted }: Fetched): Promise<void> {
    try {
      this.fetched += end - start;
      if (this.fetched > this.#most) throw new ChunkFault('its parts together would be more than all of it');
      const bytes = await this.#parts.read(start, end - start);
      for (const each of wanted) each.resolve(bytes.subarray(each.start - start, each.end - start));
    } catch (error) {
      this.fail(error);
      for (const { reject } of wanted) reject(error);
    }
  }
}
