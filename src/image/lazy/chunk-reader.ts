import { sha256 } from '../../core/digest.ts';
import { type Chunk, ChunkFault } from '../../formats/chunked/chunk.ts';
import type { PartQueue } from './part-queue.ts';
import { firstUnpacked } from './unpacked.ts';

/** The largest part of a file that is unpacked at once, in bytes: chunks have 4 MiB at most where nobody asked for something else. */
const MAX_CHUNK_BYTES = 32 * 1024 * 1024;

/** How many chunks are unpacked at once: Node.js does it in four threads, and each takes memory of its own. */
const LANES = 4;

/** Reads chunks of a layer, each held against its digest. What is not that is a `ChunkFault`. */
export class ChunkReader {
  readonly #queue: PartQueue;
  readonly #maxBytes: number;
  readonly #lanes = Array.from<unknown, Promise<unknown>>({ length: LANES }, async () => undefined);
  #lane = 0;
  #unpacked = 0;

  /** `maxBytes` is the most that is unpacked of a layer. */
  constructor(queue: PartQueue, maxBytes: number) {
    this.#queue = queue;
    this.#maxBytes = maxBytes;
  }

  async read(chunk: Chunk): Promise<Uint8Array> {
    try {
      return await this.#read(chunk);
    } catch (error) {
      // Whoever asked may take this for a damaged file, and go on.
      this.#queue.fail(error);
      throw error;
    }
  }

  /** Throws what went wrong so far, whether or not anybody was told. */
  check(): void {
    if (this.#queue.failure !== undefined) throw this.#queue.failure.error;
  }

  async #read(chunk: Chunk): Promise<Uint8Array> {
    const needed = chunk.start === undefined ? chunk.size : chunk.inner + chunk.size;
    this.#unpacked += needed;
    if (needed > MAX_CHUNK_BYTES) throw new ChunkFault(`a part of it has more than ${MAX_CHUNK_BYTES} bytes`);
    if (this.#unpacked > this.#maxBytes) throw new ChunkFault(`its parts unpack to more than ${this.#maxBytes} bytes`);
    if (chunk.start === undefined) return Buffer.alloc(chunk.size);
    const packed = await this.#queue.part(chunk.start, chunk.end);
    const bytes = (await this.#unpack(packed, needed)).subarray(chunk.inner);
    if (`sha256:${sha256(bytes)}` !== chunk.digest)
      throw new ChunkFault('a part of it is not what its table of contents says');
    return bytes;
  }

  async #unpack(packed: Uint8Array, length: number): Promise<Uint8Array> {
    this.#lane = (this.#lane + 1) % LANES;
    const unpacking = (this.#lanes[this.#lane] ?? Promise.resolve()).then(async () => firstUnpacked(packed, length));
    this.#lanes[this.#lane] = unpacking.catch(() => {});
    return unpacking;
  }
}
