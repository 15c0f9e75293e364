import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import type { ByteSource } from '../core/ports.ts';
import { type Packing, packingOf } from './packing.ts';

/** That a layer unpacks to more than it may. */
export class TooLarge extends Error {}

const CHUNK = 256 * 1024;

/** The bytes of a layer as they are unpacked, hashed before and after while they stream by. */
export class LayerStream {
  /** Bytes that were unpacked so far. */
  size = 0;
  readonly #source: ByteSource;
  readonly #maxBytes: number;
  readonly #kept: Hash = createHash('sha256');
  readonly #unpacked: Hash = createHash('sha256');
  #packing: Packing = 'none';

  /** `maxBytes` is the most that it unpacks to. */
  constructor(source: ByteSource, maxBytes: number) {
    this.#source = source;
    this.#maxBytes = maxBytes;
  }

  /** The unpacked bytes from the first to the last, each chunk until the next one is asked for; what is damaged throws an error of zlib, too many a `TooLarge`. */
  async *chunks(): AsyncGenerator<Uint8Array> {
    const first = await this.#source.read(0, CHUNK);
    this.#packing = packingOf(first);
    for await (const chunk of unpack(this.#keptChunks(first), this.#packing)) {
      this.size += chunk.length;
      if (this.size > this.#maxBytes) throw new TooLarge();
      this.#unpacked.update(chunk);
      yield chunk;
      if (this.#packing !== 'none') giveBack(chunk);
    }
  }

  /** The digests of the blob and of what it unpacks to, once, after the last byte. */
  digests(): { readonly digest: string; readonly diffId: string } {
    const diffId = `sha256:${this.#unpacked.digest('hex')}`;
    return { digest: this.#packing === 'none' ? diffId : `sha256:${this.#kept.digest('hex')}`, diffId };
  }

  async *#keptChunks(first: Uint8Array): AsyncGenerator<Uint8Array> {
    let offset = 0;
    for (let chunk = first; chunk.length > 0; chunk = await this.#source.read(offset, CHUNK)) {
      offset += chunk.length;
      if (this.#packing !== 'none') this.#kept.update(chunk);
      yield chunk;
    }
  }
}

function unpack(chunks: AsyncIterable<Uint8Array>, packing: Packing): AsyncIterable<Uint8Array> {
  if (packing === 'none') return chunks;
  const unpacker = packing === 'gzip' ? createGunzip({ chunkSize: CHUNK }) : createZstdDecompress({ chunkSize: CHUNK });
  const packed = Readable.from(chunks);
  packed.on('error', (error) => unpacker.destroy(error));
  return packed.pipe(unpacker);
}

/**
 * Gives the memory of an unpacked chunk back when it was read: left to be collected, chunks make the collector look through the entries of
 * a layer a hundred times. The unpacker has done with a buffer when it has filled it to its end; a smaller one may be of a pool.
 */
function giveBack({ buffer, byteOffset, byteLength }: Uint8Array): void {
  const isFilled = byteOffset + byteLength === buffer.byteLength && buffer.byteLength >= CHUNK;
  if (isFilled && buffer instanceof ArrayBuffer) buffer.transfer(0);
}
