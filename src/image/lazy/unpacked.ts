import type { Transform } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { ChunkFault } from '../../formats/chunked/chunk.ts';
import { packingOf } from '../packing.ts';

/** The first bytes that packed ones unpack to, so many of them. What is damaged or has fewer is a `ChunkFault`. */
export async function firstUnpacked(packed: Uint8Array, length: number): Promise<Uint8Array> {
  const unpacker = unpackerOf(packed);
  unpacker.end(packed);
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  try {
    for await (const chunk of unpacker as AsyncIterable<Buffer>) {
      filled += chunk.copy(bytes, filled);
      if (filled === length) return bytes;
    }
  } catch (error) {
    throw faultOf(error);
  }
  if (filled === length) return bytes;
  throw new ChunkFault('a part of it unpacks to less than its table of contents says');
}

function unpackerOf(packed: Uint8Array): Transform {
  const packing = packingOf(packed);
  if (packing === 'none') throw new ChunkFault('a part of it does not begin where its table of contents says');
  return packing === 'gzip' ? createGunzip() : createZstdDecompress();
}

/** What Node.js says of broken input has a code of zlib; every other error is a bug. */
function faultOf(error: unknown): unknown {
  const isBroken = error instanceof Error && 'code' in error && /^(?:Z_|ZSTD_|ERR_)/.test(String(error.code));
  return isBroken ? new ChunkFault('a part of it cannot be unpacked') : error;
}
