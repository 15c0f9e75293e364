import type { ByteSource } from '../../core/ports.ts';
import type { ByteReader } from '../byte-reader.ts';
import { memorySource, sliceOf } from '../byte-source.ts';
import { type FindUnneeded, PassingSource } from '../passing-source.ts';
import type { BodyMemory } from './body-memory.ts';

/** The body of an entry, while the archive stands at it: its bytes are gone when that goes on. */
export interface TarBody {
  /** In bytes, as its header says. */
  readonly length: number;
  /** Its first bytes; fewer only where it is shorter. */
  head(length: number): Promise<Uint8Array>;
  /**
   * All of it, to be read at any place: where it stands if the archive can be read so, otherwise in memory. Of one that is too large for that
   * only what goes by is held, and not what `unneeded` finds, where that is given; what was forgotten is a fault where it is asked for.
   */
  open(unneeded?: FindUnneeded): Promise<ByteSource>;
}

/** Up to how many bytes a body is held whole where not all of it is needed. */
const WHOLE = 32 * 1024 * 1024;

/** The body that a reader has come to. */
export class ReadBody implements TarBody {
  readonly length: number;
  readonly #reader: ByteReader;
  readonly #memory: BodyMemory;
  readonly #start: number;
  /** How much of it stands in the memory. */
  #known = 0;
  #passing: PassingSource | undefined;

  constructor(reader: ByteReader, length: number, memory: BodyMemory) {
    this.#reader = reader;
    this.#memory = memory;
    this.#start = reader.offset;
    this.length = length;
  }

  async head(length: number): Promise<Uint8Array> {
    const wanted = Math.min(length, this.length);
    const bytes = this.#memory.atLeast(wanted);
    if (wanted > this.#known) this.#known += await this.#reader.fill(bytes.subarray(this.#known, wanted));
    return bytes.subarray(0, Math.min(wanted, this.#known));
  }

  async open(unneeded?: FindUnneeded): Promise<ByteSource> {
    const { source } = this.#reader;
    if (source !== undefined) return sliceOf(source, this.#start, this.length);
    if (unneeded === undefined || this.length <= WHOLE) return memorySource(await this.head(this.length));
    const memory = this.#memory.atLeast(WHOLE).subarray(0, WHOLE);
    this.#passing = new PassingSource({ reader: this.#reader, memory, known: this.#known, size: this.length });
    await this.#passing.forget(unneeded);
    return this.#passing;
  }

  /** How many of its bytes were not read. */
  get left(): number {
    return this.#start + this.length - this.#reader.offset;
  }

  /** Gives back what only it needed. Its bytes are gone then. */
  free(): void {
    this.#passing?.free();
    this.#memory.shrink();
  }
}
