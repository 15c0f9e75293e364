import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** What a file of this form begins with. */
const MARK = Buffer.from('plimsoll kept 1\n');
const CHECKSUM_BYTES = 32;
const HEAD_BYTES = MARK.length + CHECKSUM_BYTES;

/** The most that a result unpacks to, in bytes: far more than that of the largest layer. */
const MAX_RESULT_BYTES = 2 * 1024 ** 3 - 1;

/** The bytes of a file for a result: a mark, a checksum over its key and what follows, and the result, packed with zstd. */
export async function writtenResult(key: string, result: Uint8Array): Promise<Uint8Array> {
  const packed = await compress(result, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
  return Buffer.concat([MARK, checksumOf(key, packed), packed]);
}

/** The result in the bytes of a file; undefined where they are damaged, or those of another key. */
export async function resultIn(key: string, file: Uint8Array): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const packed = file.subarray(HEAD_BYTES);
  const isSound =
    MARK.equals(file.subarray(0, MARK.length)) &&
    checksumOf(key, packed).equals(file.subarray(MARK.length, HEAD_BYTES));
  return isSound ? new Uint8Array(await decompress(packed, { maxOutputLength: MAX_RESULT_BYTES })) : undefined;
}

function checksumOf(key: string, packed: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([Buffer.from(`${key}\n`), packed]), 'buffer');
}
