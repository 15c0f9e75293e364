import { gunzipSync } from 'node:zlib';
import type { ZipEntry } from './entry.ts';

/** An entry with its bytes as they are packed by deflate. */
type PackedEntry = readonly [entry: ZipEntry, packed: Uint8Array];

/** An entry with its bytes. */
type UnpackedEntry = readonly [entry: ZipEntry, bytes: Uint8Array];

/** How a member of a gzip file begins: its mark, packed by deflate, and nothing of where it comes from. Source: RFC 1952, 2.3. */
const HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
const TRAILER_SIZE = 8;

/**
 * Unpacks entries as the members of one gzip file, which compares each with its checksum and its size: to ask zlib for one after another takes
 * twice as long. Undefined where one of them is damaged. Source: RFC 1952, 2.2.
 */
export function unpackTogether(entries: readonly PackedEntry[]): readonly UnpackedEntry[] | undefined {
  const size = entries.reduce((sum, [entry]) => sum + entry.size, 0);
  try {
    const bytes = gunzipSync(gzipOf(entries), { maxOutputLength: size, chunkSize: size + 1 });
    return bytes.length === size ? partsOf(bytes, entries) : undefined;
  } catch {
    return undefined;
  }
}

function gzipOf(entries: readonly PackedEntry[]): Uint8Array {
  const around = HEADER.length + TRAILER_SIZE;
  const gzip = Buffer.allocUnsafe(entries.reduce((sum, [, packed]) => sum + packed.length + around, 0));
  let at = 0;
  for (const [{ crc32, size }, packed] of entries) {
    gzip.set(HEADER, at);
    gzip.set(packed, at + HEADER.length);
    at = gzip.writeUInt32LE(crc32, at + HEADER.length + packed.length);
    at = gzip.writeUInt32LE(size, at);
  }
  return gzip;
}

function partsOf(bytes: Uint8Array, entries: readonly PackedEntry[]): readonly UnpackedEntry[] {
  let end = 0;
  return entries.map(([entry]) => {
    end += entry.size;
    return [entry, bytes.subarray(end - entry.size, end)];
  });
}
