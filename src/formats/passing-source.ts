import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { ByteSource } from '../core/ports.ts';
import type { ByteReader } from './byte-reader.ts';
import { BinaryFault } from './byte-view.ts';

/** That a place is asked for which has gone by. */
export class ForgottenFault extends BinaryFault {
  constructor(offset: number) {
    super(offset, 'it is too far from the end of so large a file to be held in memory');
  }
}

/** A part of a file, in bytes. */
export interface Part {
  readonly offset: number;
  readonly size: number;
}

/** Finds the parts of a file that nobody will ask for, by what stands at its beginning. */
export type FindUnneeded = (source: ByteSource) => Promise<readonly Part[]>;

/** What of a stream is held in memory, in bytes. */
export interface HeldLimits {
  /** How much is held at once, and forgotten at once. */
  readonly block: number;
  /** How much of what is older is held packed, as packed. */
  readonly packed: number;
}

const MB = 1024 * 1024;
const DEFAULT_HELD: HeldLimits = { block: MB, packed: 32 * MB };

/** As fast as memory is copied twice, and a third of its size: programs are full of zeros and of tables. */
const FAST = { params: { [constants.ZSTD_c_compressionLevel]: -3 } };

/** A part of a stream that goes by. */
interface Passing {
  /** Stands behind what was already read of it. */
  readonly reader: Pick<ByteReader, 'fill' | 'skip'>;
  /** What is held as it is: what was read last. It begins with what was already read, and has room for three blocks at least. */
  readonly memory: Buffer;
  /** How much was already read, in bytes. */
  readonly known: number;
  /** In bytes. */
  readonly size: number;
}

/**
 * A part of a stream that can be read at any place although it is longer than what is held of it. What is older is packed, what is
 * not needed or older still is forgotten, and asking for that is a fault (docs/adr/0019).
 */
export class PassingSource implements ByteSource {
  readonly size: number;
  readonly #reader: Passing['reader'];
  readonly #memory: Buffer;
  readonly #known: number;
  readonly #limits: HeldLimits;
  #unneeded: readonly Part[] = [];
  /** By their numbers; the oldest stand first. */
  readonly #open = new Map<number, Buffer>();
  readonly #packed = new Map<number, Buffer<ArrayBuffer>>();
  #packedBytes = 0;
  #passing = Promise.resolve();
  #passed = 0;
  #isAtEnd = false;
  /** The block that was unpacked last. */
  #unpacked: { readonly block: number; readonly bytes: Buffer } | undefined;

  constructor({ reader, memory, known, size }: Passing, limits: HeldLimits = DEFAULT_HELD) {
    this.#reader = reader;
    this.#memory = memory;
    this.#known = known;
    this.size = size;
    this.#limits = limits;
  }

  /** Forgets from now on what is not needed. */
  async forget(find: FindUnneeded): Promise<void> {
    this.#unneeded = await find(this);
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    // Several may ask at once: the stream goes by for one after another.
    this.#passing = this.#passing.then(async () => this.#pass(Math.min(offset + length, this.size), offset));
    await this.#passing;
    const end = Math.min(offset + length, this.#passed);
    const bytes = Buffer.allocUnsafe(Math.max(0, end - offset));
    for (let at = offset; at < end; ) {
      const from = this.#held(at);
      at += from.copy(bytes, at - offset, 0, end - at);
    }
    return bytes;
  }

  async close(): Promise<void> {
    this.free();
  }

  /** Gives back at once what it holds beside the memory that was lent to it. */
  free(): void {
    for (const bytes of this.#packed.values()) giveBack(bytes);
    this.#packed.clear();
    this.#unpacked = undefined;
  }

  /** What is held from a place on, up to the end of its block. */
  #held(at: number): Buffer {
    const block = Math.floor(at / this.#limits.block);
    const bytes = this.#open.get(block) ?? this.#unpack(block);
    if (bytes === undefined) throw new ForgottenFault(at);
    return bytes.subarray(at - block * this.#limits.block);
  }

  #unpack(block: number): Buffer | undefined {
    if (this.#unpacked?.block === block) return this.#unpacked.bytes;
    const packed = this.#packed.get(block);
    if (packed === undefined) return undefined;
    const bytes = zstdDecompressSync(packed);
    this.#unpacked = { block, bytes };
    return bytes;
  }

  /** Reads on until a place has gone by. Blocks before `wanted` that nobody needs are passed over. */
  async #pass(end: number, wanted: number): Promise<void> {
    const { block } = this.#limits;
    while (this.#passed < end && !this.#isAtEnd) {
      const length = Math.min(block, this.size - this.#passed);
      const isKnown = this.#passed < this.#known;
      if (!isKnown && this.#passed + length <= wanted && this.#isUnneeded(this.#passed, length))
        await this.#skip(length);
      else await this.#hold(length);
    }
  }

  async #skip(length: number): Promise<void> {
    this.#isAtEnd = !(await this.#reader.skip(length));
    this.#passed += length;
  }

  async #hold(length: number): Promise<void> {
    const number = this.#passed / this.#limits.block;
    const bytes = this.#room(length);
    // What is known stands where it is to be held: the first blocks are held in their order.
    const known = Math.max(0, Math.min(length, this.#known - this.#passed));
    const filled = known + (await this.#reader.fill(bytes.subarray(known)));
    this.#open.set(number, bytes.subarray(0, filled));
    this.#passed += filled;
    this.#isAtEnd = filled < length;
  }

  /** Memory for the next block: that of the oldest one where there is no more room. The first one stays: it tells where the others are. */
  #room(length: number): Buffer {
    const { block } = this.#limits;
    const [, oldest] = this.#open;
    const next = this.#open.size * block;
    if (oldest === undefined || next + block <= this.#memory.length) return this.#memory.subarray(next, next + length);
    const [number, bytes] = oldest;
    this.#open.delete(number);
    if (!this.#isUnneeded(number * block, bytes.length)) this.#pack(number, bytes);
    return bytes.subarray(0, length);
  }

  #pack(number: number, bytes: Buffer): void {
    const packed = zstdCompressSync(bytes, FAST);
    this.#packed.set(number, packed);
    this.#packedBytes += packed.length;
    for (const [oldest, forgotten] of this.#packed) {
      if (this.#packedBytes <= this.#limits.packed) return;
      this.#packed.delete(oldest);
      this.#packedBytes -= forgotten.length;
      giveBack(forgotten);
    }
  }

  #isUnneeded(offset: number, length: number): boolean {
    return this.#unneeded.some((part) => part.offset <= offset && offset + length <= part.offset + part.size);
  }
}

/** Gives memory back before it is collected, unless it is a piece of what Node.js keeps for small ones. */
function giveBack({ buffer, length }: Buffer<ArrayBuffer>): void {
  if (buffer.byteLength === length) buffer.transfer(0);
}
