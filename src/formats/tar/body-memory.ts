const MB = 1024 * 1024;

/** What most bodies fit into, and what the largest do that are read whole again and again, in bytes. */
const SIZES = [MB, 32 * MB] as const;

/**
 * Memory in which the bodies of an archive are read, one after another. Would each take its own, all of it would wait to be collected, and
 * the system would have little of it back.
 */
export class BodyMemory {
  #bytes: Buffer<ArrayBuffer> = Buffer.from(new ArrayBuffer(0));

  /** At least so much memory, in bytes, that begins with what stands in it already. What was given before is gone where it was less. */
  atLeast(length: number): Buffer<ArrayBuffer> {
    if (length > this.#bytes.length) this.#resize(SIZES.find((size) => size >= length) ?? length);
    return this.#bytes;
  }

  /** Gives back what only a very large body needs. */
  shrink(): void {
    const [, most] = SIZES;
    if (this.#bytes.length > most) this.#resize(0);
  }

  /** Gives all of it back. */
  free(): void {
    this.#resize(0);
  }

  #resize(size: number): void {
    this.#bytes = Buffer.from(this.#bytes.buffer.transfer(size));
  }
}
