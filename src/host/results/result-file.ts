import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompressSync } from 'node:zlib';

/** What a file of this form begins with. */
const MARK = Buffer.from('plimsoll kept 2\n');
const LENGTH_BYTES = 4;

/** The most that a result unpacks to, in bytes: far more than that of the largest layer. */
const MAX_RESULT_BYTES = 2 * 1024 ** 3 - 1;

/** How much is unpacked in one piece, in bytes: several pieces are put together afterwards, which takes as long again. */
const LEAST_AT_ONCE = 64 * 1024;
const MOST_AT_ONCE = 16 * 1024 ** 2;
const USUAL_RATIO = 32;

/** The bytes of a file for a result: a mark, its key with the length of that, and the result, packed with zstd, which adds a checksum. */
export async function writtenResult(key: string, result: Uint8Array): Promise<Uint8Array> {
  const params = { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 };
  return Buffer.concat([headOf(key), await promisify(zstdCompress)(result, { params })]);
}

/** The result in the bytes of a file; undefined where they are damaged, or those of another key. */
export function resultIn(key: string, file: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const head = headOf(key);
  if (!head.equals(file.subarray(0, head.length))) return undefined;
  try {
    const packed = file.subarray(head.length);
    const chunkSize = Math.min(MOST_AT_ONCE, Math.max(LEAST_AT_ONCE, packed.length * USUAL_RATIO));
    const { buffer, byteOffset, byteLength } = zstdDecompressSync(packed, {
      maxOutputLength: MAX_RESULT_BYTES,
      chunkSize,
    });
    return new Uint8Array(buffer, byteOffset, byteLength);
  } catch (error) {
    // Damage is told with a code; every other error is a bug.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

function headOf(key: string): Buffer {
  const bytes = Buffer.from(key);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([MARK, length, bytes]);
}

const HEX = 16;

/**
 * The name of the file for a key. It spreads keys and keeps no secret: two that meet make each other forgotten, and are never taken for one another,
 * since the key stands in the file. A digest would cost every start that reads a result a tenth more, to load what computes it.
 */
export function fileNameFor(key: string): string {
  let [high, low] = [0x9e3779b9, 0x85ebca6b];
  for (let at = 0; at < key.length; at += 1) {
    const unit = key.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit ^ (high >>> HEX), 0x5f356495);
  }
  return [high ^ (low >>> HEX), low].map((part) => (part >>> 0).toString(HEX).padStart(8, '0')).join('');
}
