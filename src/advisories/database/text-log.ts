const FIRST_BYTES = 64 * 1024;

/** So few bytes are copied one by one before a call that copies them all has begun. */
const SHORT = 128;

/** Text that grows at its end, kept as bytes outside of what has to be tidied up, so that millions of short texts cost next to nothing. */
export class TextLog {
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #end = 0;

  /** How long it is, in bytes. */
  get end(): number {
    return this.#end;
  }

  /** Adds text, and gives where that ends. */
  add(text: string): number {
    // A UTF-16 unit has at most three bytes in UTF-8.
    this.#hold(text.length * 3);
    this.#end += this.#bytes.write(text, this.#end);
    return this.#end;
  }

  /** Adds a part of another. */
  addPart(other: TextLog, start: number, end: number): void {
    this.#hold(end - start);
    if (end - start > SHORT) other.#bytes.copy(this.#bytes, this.#end, start, end);
    else this.#copyShort(other.#bytes, start, end);
    this.#end += end - start;
  }

  #copyShort(from: Uint8Array, start: number, end: number): void {
    const to: Uint8Array = this.#bytes;
    let at = this.#end;
    for (let next = start; next < end; next += 1) {
      to[at] = from[next] ?? 0;
      at += 1;
    }
  }

  /** All of it, until something is added or it is cleared. */
  all(): Uint8Array {
    return this.#bytes.subarray(0, this.#end);
  }

  clear(): void {
    this.#end = 0;
  }

  #hold(more: number): void {
    if (this.#end + more <= this.#bytes.length) return;
    const bytes = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#end + more));
    this.#bytes.copy(bytes, 0, 0, this.#end);
    this.#bytes = bytes;
  }
}
