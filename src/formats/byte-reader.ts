import type { ByteSource } from '../core/ports.ts';
import { readInto } from './byte-source.ts';

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
  /** The next bytes, as `take` gives them, where nothing has to be waited for; otherwise undefined, and nothing was taken. */
  takeAtHand(length: number): Uint8Array | undefined;
  /** Passes over bytes where nothing has to be waited for; otherwise false, and nothing was passed over. */
  skipAtHand(length: number): boolean;
}

/** Reads a source by seeking: what is passed over is not read. */
export class SeekingReader implements ByteReader {
  /** What it reads; small parts near to where it stands come out of what it has read already. */
  readonly source: ByteSource;
  readonly #whole: ByteSource;
  #window: ArrayBuffer;
  #offset = 0;
  #buffer: Uint8Array = new Uint8Array();
  #start = 0;

  /** `window` is how much is read at once, in bytes. */
  constructor(source: ByteSource, window: number = 64 * 1024) {
    this.#whole = source;
    this.#window = new ArrayBuffer(window);
    const { size, isStream, identity } = source;
    this.source = {
      size,
      ...(isStream === undefined ? {} : { isStream }),
      ...(identity === undefined ? {} : { identity }),
      read: async (offset, length) => this.#near(offset, length) ?? source.read(offset, length),
      ...(source.readInto === undefined
        ? {}
        : { readInto: async (memory, offset) => readInto(source, memory, offset) }),
      close: async () => source.close(),
    };
  }

  get offset(): number {
    return this.#offset;
  }

  takeAtHand(length: number): Uint8Array | undefined {
    const from = this.#offset - this.#start;
    return from < 0 || from + length > this.#buffer.length ? undefined : this.#cut(length);
  }

  async take(length: number): Promise<Uint8Array> {
    const known = this.takeAtHand(length);
    if (known !== undefined) return known;
    this.#buffer = await this.#read(length);
    this.#start = this.#offset;
    return this.#cut(length);
  }

  /** At least so much from where it stands. The memory of what was read before is used again. */
  async #read(length: number): Promise<Uint8Array> {
    if (length > this.#window.byteLength) return this.#whole.read(this.#offset, length);
    this.#buffer = new Uint8Array();
    const bytes = await readInto(this.#whole, this.#window, this.#offset);
    this.#window = bytes.buffer;
    return bytes;
  }

  /** A copy, since its own memory is used again. */
  #near(offset: number, length: number): Uint8Array | undefined {
    const from = offset - this.#start;
    const isNear = from >= 0 && length >= 0 && from + length <= this.#buffer.length;
    return isNear ? this.#buffer.slice(from, from + length) : undefined;
  }

  async fill(buffer: Uint8Array): Promise<number> {
    const taken = await this.take(buffer.length);
    buffer.set(taken);
    return taken.length;
  }

  async skip(length: number): Promise<boolean> {
    const end = this.#offset + length;
    this.#offset = Math.min(end, this.#whole.size);
    return end <= this.#whole.size;
  }

  skipAtHand(length: number): boolean {
    const end = this.#offset + length;
    if (end > this.#whole.size) return false;
    this.#offset = end;
    return true;
  }

  #cut(length: number): Uint8Array {
    const at = this.#offset - this.#start;
    const taken = this.#buffer.subarray(at, at + length);
    this.#offset += taken.length;
    return taken;
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

  takeAtHand(length: number): Uint8Array | undefined {
    return this.#chunk.length - this.#at >= length ? this.#cut(length) : undefined;
  }

  skipAtHand(length: number): boolean {
    if (this.#chunk.length - this.#at < length) return false;
    this.#at += length;
    this.#offset += length;
    return true;
  }

  async take(length: number): Promise<Uint8Array> {
    const known = this.takeAtHand(length);
    if (known !== undefined) return known;
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
    while (missing > 0 && (await this.#hasMore())) {
      const passed = Math.min(missing, this.#chunk.length - this.#at);
      this.skipAtHand(passed);
      missing -= passed;
    }
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
