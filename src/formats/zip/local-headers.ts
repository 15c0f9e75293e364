import type { ByteSource } from '../../core/ports.ts';
import type { ByteView } from '../byte-view.ts';
import { viewOf } from '../source-view.ts';
import { decodeName } from '../tar/header.ts';
import type { ZipEntry } from './entry.ts';

export const LOCAL = 0x0403_4b50;
export const LOCAL_SIZE = 30;
const DESCRIPTOR = Buffer.from('PK\x07\x08', 'latin1');
const ENCRYPTED = 1;
const HAS_DESCRIPTOR = 8;

/** How much of an archive without a directory is looked through, in bytes. */
const MAX_SEARCHED = 512 * 1024 * 1024;

/**
 * The entries of an archive whose directory lacks, by their own headers, up to the first place where there is none. An entry whose size
 * stands behind it ends where a descriptor tells just that size.
 */
export async function readLocalHeaders(source: ByteSource): Promise<readonly ZipEntry[]> {
  const entries: ZipEntry[] = [];
  for (let at = 0; at + LOCAL_SIZE <= source.size && at < MAX_SEARCHED; ) {
    const header = await viewOf(source, at, LOCAL_SIZE, 'little');
    if (header.uint32(0) !== LOCAL) break;
    const [nameLength, extraLength] = [header.uint16(26), header.uint16(28)];
    const data = at + LOCAL_SIZE + nameLength + extraLength;
    const name = decodeName(await source.read(at + LOCAL_SIZE, nameLength));
    const sizes = await sizesOf(source, header, data);
    if (sizes === undefined || data + sizes.packedSize > source.size) break;
    const { packedSize, size, crc32 } = sizes;
    const isEncrypted = (header.uint16(6) & ENCRYPTED) !== 0;
    entries.push({
      name,
      method: header.uint16(8),
      isEncrypted,
      packedSize,
      size,
      crc32,
      offset: at,
      damage: undefined,
    });
    at = data + packedSize + sizes.behind;
  }
  return entries;
}

interface Sizes {
  readonly crc32: number;
  readonly packedSize: number;
  readonly size: number;
  /** Bytes of the descriptor behind the data. */
  readonly behind: number;
}

async function sizesOf(source: ByteSource, header: ByteView, data: number): Promise<Sizes | undefined> {
  if ((header.uint16(6) & HAS_DESCRIPTOR) !== 0) return descriptorAfter(source, data);
  return { crc32: header.uint32(14), packedSize: header.uint32(18), size: header.uint32(22), behind: 0 };
}

const CHUNK = 1024 * 1024;

/** The first descriptor after a place whose size is its distance from it. */
async function descriptorAfter(source: ByteSource, data: number): Promise<Sizes | undefined> {
  for (let start = data; start + 16 <= source.size && start < MAX_SEARCHED; start += CHUNK) {
    const chunk = await source.read(start, CHUNK + 16);
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    for (
      let at = buffer.indexOf(DESCRIPTOR);
      at >= 0 && at + 16 <= buffer.length;
      at = buffer.indexOf(DESCRIPTOR, at + 1)
    ) {
      const packedSize = buffer.readUInt32LE(at + 8);
      if (packedSize !== start + at - data) continue;
      return { crc32: buffer.readUInt32LE(at + 4), packedSize, size: buffer.readUInt32LE(at + 12), behind: 16 };
    }
  }
  return undefined;
}
