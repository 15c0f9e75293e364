import type { ByteSource } from '../core/ports.ts';

/** Begins to bring bytes from an offset on, in their order. */
export type BeginAt = (offset: number) => AsyncGenerator<Uint8Array, void, undefined>;

/**
 * Bytes that come in their order alone, such as what a server sends. Reading on is cheap; going back begins anew, except for what was
 * read last. No more of them is kept than was asked for at once.
 */
export class ForwardSource implements ByteSource {
  readonly size: number;
  readonly isStream = true;
  readonly #begin: BeginAt;
  #chunks: ReturnType<BeginAt> | undefined;
  /** What is at hand, and where it begins. */
  #window: Uint8Array = new Uint8Array();
  #start = 0;

  /** `size` is Infinity where it is not known. */
  constructor(size: number, begin: BeginAt) {
    this.size = size;
    this.#begin = begin;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const wanted = Math.min(length, this.size - offset);
    if (wanted <= 0) return new Uint8Array();
    await this.#goTo(offset);
    const parts = [this.#window.subarray(offset - this.#start)];
    let held = parts[0]?.length ?? 0;
    while (held < wanted) {
      const chunk = await this.#next();
      if (chunk === undefined) break;
      parts.push(chunk);
      held += chunk.length;
    }
    this.#window = parts.length === 1 ? (parts[0] ?? this.#window) : Buffer.concat(parts);
    this.#start = offset;
    return this.#window.subarray(0, wanted);
  }

  async close(): Promise<void> {
    const chunks = this.#chunks;
    this.#chunks = undefined;
    await chunks?.return();
  }

  /** Passes over what lies before an offset, or begins there. */
  async #goTo(offset: number): Promise<void> {
    if (this.#chunks === undefined || offset < this.#start) {
      await this.close();
      this.#chunks = this.#begin(offset);
      this.#window = new Uint8Array();
      this.#start = offset;
    }
    while (offset > this.#start + this.#window.length) {
      this.#start += this.#window.length;
      this.#window = (await this.#next()) ?? new Uint8Array();
      if (this.#window.length === 0) this.#start = offset;
    }
  }

  async #next(): Promise<Uint8Array | undefined> {
    for (;;) {
      const next = await this.#chunks?.next();
      if (next === undefined || next.done === true) return undefined;
      if (next.value.length > 0) return next.value;
    }
  }
}
