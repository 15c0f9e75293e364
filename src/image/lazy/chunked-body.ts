import type { ByteSource } from '../../core/ports.ts';
import type { Chunk, ChunkedFile } from '../../formats/chunked/chunk.ts';
import type { TarBody } from '../../formats/tar/body.ts';
import type { ChunkReader } from './chunk-reader.ts';

/** How much of one file is held, in bytes. */
const HELD_BYTES = 32 * 1024 * 1024;

/** Up to how many bytes a file is fetched whole. */
const SMALL_BYTES = 2 * 1024 * 1024;

/** What is in a file of a layer of which only the chunks are fetched that are asked for. */
export class ChunkedBody implements TarBody, ByteSource {
  readonly length: number;
  readonly #chunks: readonly Chunk[];
  readonly #reader: ChunkReader;
  /** What was read last stands last. */
  readonly #held = new Map<Chunk, Promise<Uint8Array>>();
  #heldBytes = 0;

  constructor({ entry, chunks }: ChunkedFile, reader: ChunkReader) {
    this.length = entry.body.length;
    this.#chunks = chunks;
    this.#reader = reader;
  }

  get size(): number {
    return this.length;
  }

  async head(length: number): Promise<Uint8Array> {
    // Whoever looks at the beginning asks for more most times: another request would cost more than the rest of a small file.
    if (this.length <= SMALL_BYTES) await this.read(0, this.length);
    return this.read(0, length);
  }

  async open(): Promise<ByteSource> {
    return this;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const end = Math.min(offset + length, this.length);
    const parts = await Promise.all(
      this.#between(offset, end).map(async (chunk) => {
        const bytes = await this.#bytesOf(chunk);
        return bytes.subarray(Math.max(0, offset - chunk.at), end - chunk.at);
      }),
    );
    const [first] = parts;
    return parts.length === 1 && first !== undefined ? first : Buffer.concat(parts);
  }

  async close(): Promise<void> {}

  /** The chunks that have something of what lies between two places. */
  #between(offset: number, end: number): readonly Chunk[] {
    let [low, high] = [0, this.#chunks.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const { at, size } = this.#chunks[middle] ?? { at: 0, size: 0 };
      if (at + size <= offset) low = middle + 1;
      else high = middle;
    }
    let last = low;
    while ((this.#chunks[last]?.at ?? end) < end) last += 1;
    return this.#chunks.slice(low, last);
  }

  async #bytesOf(chunk: Chunk): Promise<Uint8Array> {
    const held = this.#held.get(chunk) ?? this.#reader.read(chunk);
    if (!this.#held.delete(chunk)) this.#heldBytes += chunk.size;
    this.#held.set(chunk, held);
    for (const [oldest] of this.#held) {
      if (this.#heldBytes <= HELD_BYTES || oldest === chunk) break;
      this.#held.delete(oldest);
      this.#heldBytes -= oldest.size;
    }
    return held;
  }
}
