import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { type Problem, problemOf } from '../core/errors.ts';
import type { ByteSource } from '../core/ports.ts';
import { StreamReader } from '../formats/byte-reader.ts';
import type { TarEntry } from '../formats/tar/entry.ts';
import { readTar } from '../formats/tar/read-tar.ts';
import { imageErrors } from './errors.ts';
import type { ImageLayer } from './opened-image.ts';
import { type Packing, packingOf } from './packing.ts';

/** What a layer may cost. */
export interface LayerLimits {
  /** The most that it unpacks to, in bytes. */
  readonly maxBytes: number;
}

/** The most that a layer unpacks to unless more is asked for, in bytes. */
export const DEFAULT_MAX_LAYER_BYTES: number = 64 * 1024 ** 3;

/** A layer that was read: its entries, its digests as they were computed, and what is wrong with it. */
export interface ReadLayer {
  readonly entries: readonly TarEntry[];
  /** The digest of the blob as it is kept; undefined where there is none. */
  readonly digest: string | undefined;
  /** The digest of what it unpacks to; undefined where it could not be read to its end. */
  readonly diffId: string | undefined;
  /** In bytes, as it is unpacked. */
  readonly size: number;
  readonly problems: readonly Problem[];
}

/** Reads a layer from its first to its last byte, once: it is hashed, unpacked, hashed again and listed as it streams by. */
export async function readLayer(
  layer: ImageLayer,
  { image, part, maxBytes }: LayerLimits & { readonly image: string; readonly part: string },
): Promise<ReadLayer> {
  const source = await layer.open();
  if (source === undefined) {
    const absent = problemOf(imageErrors, 'PL_E_IMAGE_ABSENT', { image, part });
    return { entries: [], digest: undefined, diffId: undefined, size: 0, problems: [absent] };
  }
  const kept = createHash('sha256');
  const unpacked = new Counted(createHash('sha256'), maxBytes);
  const entries: TarEntry[] = [];
  const problems: Problem[] = [];
  try {
    const reader = new StreamReader(unpacked.pass(unpack(hashed(chunksOf(source), kept), await packingOf(source))));
    for await (const item of readTar(reader)) {
      if ('problem' in item) problems.push(item.problem);
      else entries.push(item.entry);
    }
    await reader.skip(Number.MAX_SAFE_INTEGER);
  } catch (error) {
    problems.push(problemFor(error, { image, part, limit: maxBytes }));
    return { entries, digest: undefined, diffId: undefined, size: unpacked.size, problems };
  } finally {
    await source.close();
  }
  const [digest, diffId] = [`sha256:${kept.digest('hex')}`, unpacked.digest()];
  problems.push(
    ...mismatch(layer.digest, digest, { image, part }),
    ...mismatch(layer.diffId, diffId, { image, part: `unpacked ${part}` }),
  );
  return { entries, digest, diffId, size: unpacked.size, problems };
}

function mismatch(
  expected: string | undefined,
  found: string,
  named: { readonly image: string; readonly part: string },
): readonly Problem[] {
  if (expected === undefined || expected === found) return [];
  return [problemOf(imageErrors, 'PL_E_IMAGE_DIGEST', { ...named, expected, found })];
}

const CHUNK = 1024 * 1024;

async function* chunksOf(source: ByteSource): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < source.size; ) {
    const chunk = await source.read(offset, CHUNK);
    if (chunk.length === 0) return;
    offset += chunk.length;
    yield chunk;
  }
}

async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

class TooLarge extends Error {}

/** Counts and hashes what passes, up to a limit. */
class Counted {
  size = 0;
  readonly #hash: Hash;
  readonly #limit: number;

  constructor(hash: Hash, limit: number) {
    this.#hash = hash;
    this.#limit = limit;
  }

  async *pass(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.size += chunk.length;
      if (this.size > this.#limit) throw new TooLarge();
      this.#hash.update(chunk);
      yield chunk;
    }
  }

  digest(): string {
    return `sha256:${this.#hash.digest('hex')}`;
  }
}

function unpack(chunks: AsyncIterable<Uint8Array>, packing: Packing): AsyncIterable<Uint8Array> {
  if (packing === 'none') return chunks;
  const unpacker = packing === 'gzip' ? createGunzip({ chunkSize: CHUNK }) : createZstdDecompress({ chunkSize: CHUNK });
  const packed = Readable.from(chunks);
  packed.on('error', (error) => unpacker.destroy(error));
  return packed.pipe(unpacker);
}

function problemFor(
  error: unknown,
  { image, part, limit }: { readonly image: string; readonly part: string; readonly limit: number },
): Problem {
  if (error instanceof TooLarge) return problemOf(imageErrors, 'PL_E_LAYER_TOO_LARGE', { image, part, limit });
  // What Node.js says of broken input has a code of zlib; every other error is a bug.
  if (!(error instanceof Error) || !('code' in error) || !/^(?:Z_|ZSTD_|ERR_)/.test(String(error.code))) throw error;
  return problemOf(imageErrors, 'PL_E_LAYER_COMPRESSION', { image, part, why: error.message });
}
