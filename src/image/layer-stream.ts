import { createHash, type Hash } from 'node:crypto';
import type { Transform } from 'node:stream';
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
    for await (const chunk of this.#unpackedChunks()) {
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

  async *#unpackedChunks(): AsyncGenerator<Uint8Array> {
    const chunks = chunksOf(this.#source);
    const first = await chunks.next();
    if (first.done === true) return;
    this.#packing = packingOf(first.value);
    yield* unpack(this.#keptChunks(first.value, chunks), this.#packing);
  }

  async *#keptChunks(first: Uint8Array, others: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    if (this.#packing !== 'none') this.#kept.update(first);
    yield first;
    for await (const chunk of others) {
      if (this.#packing !== 'none') this.#kept.update(chunk);
      yield chunk;
    }
  }
}

/** The bytes of a source, the next ones read while those are used that were read last. Each chunk is there until the next one is asked for. */
async function* chunksOf(source: ByteSource): AsyncGenerator<Uint8Array> {
  const read = async (memory: ArrayBuffer, offset: number): Promise<Uint8Array> =>
    source.readInto === undefined ? source.read(offset, CHUNK) : source.readInto(memory, offset);
  let offset = 0;
  let chunk = await read(new ArrayBuffer(CHUNK), offset);
  let spare = new ArrayBuffer(CHUNK);
  while (chunk.length > 0) {
    offset += chunk.length;
    const next = read(spare, offset);
    next.catch(() => {});
    yield chunk;
    if (source.readInto !== undefined && chunk.buffer instanceof ArrayBuffer) spare = chunk.buffer;
    chunk = await next;
  }
}

async function* unpack(chunks: AsyncIterable<Uint8Array>, packing: Packing): AsyncGenerator<Uint8Array> {
  if (packing === 'none') {
    yield* chunks;
    return;
  }
  const unpacker = packing === 'gzip' ? createGunzip({ chunkSize: CHUNK }) : createZstdDecompress({ chunkSize: CHUNK });
  const feeding = feed(unpacker, chunks);
  yield* unpacker as AsyncIterable<Uint8Array>;
  await feeding;
}

/** Gives packed bytes to an unpacker, each chunk when it has done with the one before, and the rest to nobody when it has come to its end. */
async function feed(unpacker: Transform, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    for await (const chunk of chunks) {
      if (unpacker.destroyed) return;
      if (!unpacker.readableEnded) await written(unpacker, chunk);
    }
    unpacker.end();
  } catch (error) {
    unpacker.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

/** What is wrong with the bytes is told by the unpacker itself. */
async function written(unpacker: Transform, chunk: Uint8Array): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  unpacker.write(chunk, () => resolve());
  return promise;
}

/**
 * Gives the memory of an unpacked chunk back when it was read: left to be collected, chunks make the collector look through the entries of
 * a layer a hundred times. The unpacker has done with a buffer when it has filled it to its end; a smaller one may be of a pool.
 */
function giveBack({ buffer, byteOffset, byteLength }: Uint8Array): void {
  const isFilled = byteOffset + byteLength === buffer.byteLength && buffer.byteLength >= CHUNK;
  if (isFilled && buffer instanceof ArrayBuffer) buffer.transfer(0);
}
