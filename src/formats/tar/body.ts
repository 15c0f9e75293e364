import type { ByteSource } from '../../core/ports.ts';
import type { ByteReader } from '../byte-reader.ts';
import { memorySource, sliceOf } from '../byte-source.ts';

/** The body of an entry, while the archive stands at it: its bytes are gone when that goes on. */
export interface TarBody {
  /** In bytes, as its header says. */
  readonly length: number;
  /** Its first bytes; fewer only where it is shorter. */
  head(length: number): Promise<Uint8Array>;
  /** All of it, to be read at any place: where it stands if the archive can be read so, otherwise in memory. */
  open(): Promise<ByteSource>;
}

/** From how many bytes on the memory of a body is given back at once: what a layer costs most memory for should not wait to be collected. */
const LARGE = 1024 * 1024;

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
    const wanted = Math.min(length, this.length);
    const { length: known } = this.#head;
    if (wanted > known) {
      const head = wanted < LARGE ? Buffer.allocUnsafe(wanted) : Buffer.from(new ArrayBuffer(wanted));
      head.set(this.#head);
      this.#head = head.subarray(0, known + (await this.#reader.fill(head.subarray(known))));
    }
    return this.#head.subarray(0, length);
  }

  async open(): Promise<ByteSource> {
    const { source } = this.#reader;
    if (source !== undefined) return sliceOf(source, this.#start, this.length);
    return memorySource(await this.head(this.length));
  }

  /** Passes over what was not read; false where the archive ends before. Its bytes are gone then. */
  async leave(): Promise<boolean> {
    const { buffer } = this.#head;
    if (this.#head.length >= LARGE && buffer instanceof ArrayBuffer) buffer.transfer(0);
    return this.#reader.skip(this.#start + this.length - this.#reader.offset);
  }
}
