import type { ByteSource } from '../core/ports.ts';

/** Reads bytes in their order. */
export interface ByteReader {
  /** How many bytes were read or passed over. */
  readonly offset: number;
  /** What it reads, where that can be read at any place. */
  readonly source: ByteSource | undefined;
  /** The next bytes; fewer than asked for only at the end. */
  take(length: number): Promise<Uint8Array>;
  /** Reads the next bytes into a buffer, and tells how many; fewer than it holds only at the end. */
  fill(buffer: Uint8Array): Promise<number>;
  /** Passes over bytes; false where there are fewer. */
  skip(length: number): Promise<boolean>;
}

/** Reads a source by seeking: what is passed over is not read. */
export class SeekingReader implements ByteReader {
  readonly source: ByteSource;
  readonly #window: number;
  #offset = 0;
  #buffer: Uint8Array = new Uint8Array();
  #start = 0;

  /** `window` is how much is read at once, in bytes. */
  constructor(source: ByteSource, window: number = 64 * 1024) {
    this.source = source;
    this.#window = window;
  }

  get offset(): number {
    return this.#offset;
  }

  async take(length: number): Promise<Uint8Array> {
    const from = this.#offset - this.#start;
    if (from < 0 || from + length > this.#buffer.length) {
      this.#start = this.#offset;
      this.#buffer = await this.source.read(this.#offset, Math.max(length, this.#window));
    }
    const at = this.#offset - this.#start;
    const taken = this.#buffer.subarray(at, at + length);
    this.#offset += taken.length;
    return taken;
  }

  async fill(buffer: Uint8Array): Promise<number> {
    const taken = await this.take(buffer.length);
    buffer.set(taken);
    return taken.length;
  }

  async skip(length: number): Promise<boolean> {
    const end = this.#offset + length;
    this.#offset = Math.min(end, this.source.size);
    return end <= this.source.size;
  }
}

/** Reads a stream of chunks. */
export class StreamReader implements ByteReader {
  readonly source: undefined;
  readonly #chunks: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array();
  #at = 0;
  #offset = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  get offset(): number {
    return this.#offset;
  }

  async take(length: number): Promise<Uint8Array> {
    if (this.#chunk.length - this.#at >= length) return this.#cut(length);
    const buffer = Buffer.allocUnsafe(length);
    return buffer.subarray(0, await this.fill(buffer));
  }

  async fill(buffer: Uint8Array): Promise<number> {
    let filled = 0;
    while (filled < buffer.length && (await this.#hasMore())) {
      const part = this.#cut(Math.min(buffer.length - filled, this.#chunk.length - this.#at));
      buffer.set(part, filled);
      filled += part.length;
    }
    return filled;
  }

  async skip(length: number): Promise<boolean> {
    let missing = length;
    while (missing > 0 && (await this.#hasMore()))
      missing -= this.#cut(Math.min(missing, this.#chunk.length - this.#at)).length;
    return missing === 0;
  }

  #cut(length: number): Uint8Array {
    const part = this.#chunk.subarray(this.#at, this.#at + length);
    this.#at += length;
    this.#offset += length;
    return part;
  }

  /** Whether there is at least one byte at hand. */
  async #hasMore(): Promise<boolean> {
    while (this.#at >= this.#chunk.length) {
      const next = await this.#chunks.next();
      if (next.done === true) return false;
      this.#chunk = next.value;
      this.#at = 0;
    }
    return true;
  }
}
