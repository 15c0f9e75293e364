import { Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { problemOf, UserError } from '../core/errors.ts';
import type { ByteSource } from '../core/ports.ts';
import { imageErrors } from './errors.ts';
import { ForwardSource } from './forward-source.ts';
import type { Packing } from './packing.ts';

/** The most that an archive unpacks to, in bytes. */
const MAX_ARCHIVE_BYTES = 256 * 1024 ** 3;
const CHUNK = 1024 * 1024;

/** An archive that is packed as a whole. */
export interface PackedArchive {
  /** As it was asked for. */
  readonly image: string;
  readonly archive: ByteSource;
  readonly packing: Exclude<Packing, 'none'>;
  readonly maxBytes?: number;
}

/** What an archive unpacks to, from its first to its last byte. Whoever goes back in it begins anew. */
export function unpackedArchive(packed: PackedArchive): ByteSource {
  const source = new ForwardSource(Number.POSITIVE_INFINITY, (offset) => from(offset, unpacked(packed)));
  return {
    size: source.size,
    isStream: true,
    ...(packed.archive.identity === undefined ? {} : { identity: `${packed.archive.identity} unpacked` }),
    read: async (offset, length) => source.read(offset, length),
    close: async () => {
      await source.close();
      await packed.archive.close();
    },
  };
}

/** The chunks of a stream from an offset on. */
export async function* from(
  offset: number,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let passed = 0;
  for await (const chunk of chunks) {
    const part = passed >= offset ? chunk : chunk.subarray(Math.min(chunk.length, offset - passed));
    passed += chunk.length;
    if (part.length > 0) yield part;
  }
}

async function* unpacked(packed: PackedArchive): AsyncGenerator<Uint8Array, void, undefined> {
  const { image, archive, packing, maxBytes = MAX_ARCHIVE_BYTES } = packed;
  const unpacker = packing === 'gzip' ? createGunzip({ chunkSize: CHUNK }) : createZstdDecompress({ chunkSize: CHUNK });
  const bytes = Readable.from(chunksOf(archive));
  bytes.on('error', (error) => unpacker.destroy(error));
  bytes.pipe(unpacker);
  let size = 0;
  try {
    for await (const chunk of unpacker as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes)
        throw new UserError(problemOf(imageErrors, 'PL_E_ARCHIVE_TOO_LARGE', { image, limit: maxBytes }));
      yield chunk;
    }
  } catch (error) {
    throw told(image, error);
  } finally {
    bytes.destroy();
    unpacker.destroy();
  }
}

async function* chunksOf(archive: ByteSource): AsyncGenerator<Uint8Array, void, undefined> {
  for (let offset = 0; offset < archive.size; ) {
    const chunk = await archive.read(offset, CHUNK);
    if (chunk.length === 0) return;
    offset += chunk.length;
    yield chunk;
  }
}

function told(image: string, error: unknown): unknown {
  const isBroken = error instanceof Error && 'code' in error && /^(?:Z_|ZSTD_|ERR_)/.test(String(error.code));
  if (!isBroken) return error;
  return new UserError(problemOf(imageErrors, 'PL_E_ARCHIVE_COMPRESSION', { image, why: error.message }), error);
}
