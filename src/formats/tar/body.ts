import type { ByteSource } from '../../core/ports.ts';
import type { ByteReader } from '../byte-reader.ts';
import { memorySource, sliceOf } from '../byte-source.ts';

/** The body of an entry, while the archive stands at it. */
export interface TarBody {
  /** In bytes, as its header says. */
  readonly length: number;
  /** Its first bytes; fewer only where it is shorter. */
  head(length: number): Promise<Uint8Array>;
  /** All of it, to be read at any place: where it stands if the archive can be read so, otherwise in memory. */
  open(): Promise<ByteSource>;
}

/** The body that a reader has come to. */
export class ReadBody implements TarBody {
  readonly length: number;
  readonly #reader: ByteReader;
  readonly #start: number;
  #head: Uint8Array = new Uint8Array();

  constructor(reader: ByteReader, length: number) {
    this.#reader = reader;
    this.#start = reader.offset;
    this.length = length;
  }

  async head(length: number): Promise<Uint8Array> {
    const missing = Math.min(length, this.length) - this.#head.length;
    if (missing > 0) this.#head = joined(this.#head, await this.#reader.take(missing));
    return this.#head.subarray(0, length);
  }

  async open(): Promise<ByteSource> {
    const { source } = this.#reader;
    if (source !== undefined) return sliceOf(source, this.#start, this.length);
    return memorySource(await this.head(this.length));
  }

  /** Passes over what was not read; false where the archive ends before. */
  async leave(): Promise<boolean> {
    return this.#reader.skip(this.#start + this.length - this.#reader.offset);
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  return first.length === 0 ? second : Buffer.concat([first, second]);
}
