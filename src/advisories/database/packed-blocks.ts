import { zstdDecompressSync } from 'node:zlib';
import type { ByteSource } from '../../core/ports.ts';
import { DamagedShard } from './damaged-shard.ts';
import type { BlockPlace } from './shard.ts';

/** The most that is unpacked at once, in bytes. */
const MOST_UNPACKED = 64 * 1024 * 1024;

/** How much of packed blocks is unpacked at once, in bytes. */
const MOST_AT_ONCE = 512 * 1024;

/** How much is unpacked between two calls of the library, in bytes: less costs more calls, more is taken from the system and given back. */
const CHUNK = 128 * 1024;

/** Reads a block. */
export async function readBlock(source: ByteSource, [offset, length]: BlockPlace): Promise<string> {
  const packed = await source.read(offset, length);
  try {
    return zstdDecompressSync(packed, { maxOutputLength: MOST_UNPACKED }).toString();
  } catch (error) {
    throw new DamagedShard(`a damaged block at byte ${offset}`, { cause: error });
  }
}

/**
 * Reads several blocks as one text. To begin to unpack takes longer than to unpack a block, so that those that are wanted together are
 * unpacked together: frames of zstd that follow each other are one stream (RFC 8878, 3). Where that fails, each is tried alone, to tell which one is damaged.
 */
export async function readBlocks(source: ByteSource, places: readonly BlockPlace[]): Promise<string> {
  const texts: string[] = [];
  for (const part of partsOf(places)) {
    const packed = await Promise.all(part.map(async ([offset, length]) => source.read(offset, length)));
    texts.push(unpackedTogether(packed) ?? (await oneByOne(source, part)));
  }
  return texts.join('');
}

function unpackedTogether(packed: readonly Uint8Array[]): string | undefined {
  try {
    const options = { maxOutputLength: MOST_UNPACKED, chunkSize: CHUNK };
    return zstdDecompressSync(Buffer.concat(packed), options).toString();
  } catch {
    return undefined;
  }
}

async function oneByOne(source: ByteSource, places: readonly BlockPlace[]): Promise<string> {
  const texts: string[] = [];
  for (const place of places) texts.push(await readBlock(source, place));
  return texts.join('');
}

function partsOf(places: readonly BlockPlace[]): readonly (readonly BlockPlace[])[] {
  const parts: BlockPlace[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const place of places) {
    length += place[1];
    if (length > MOST_AT_ONCE) {
      parts.push([]);
      [, length] = place;
    }
    parts.at(-1)?.push(place);
  }
  return parts;
}
