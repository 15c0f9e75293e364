import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { sha256 } from '../../core/digest.ts';
import { SeekingReader } from '../../formats/byte-reader.ts';
import { memorySource } from '../../formats/byte-source.ts';
import { type ChunkedFile, ChunkFault } from '../../formats/chunked/chunk.ts';
import { FOOTER_BYTES, tableStartIn } from '../../formats/chunked/estargz-footer.ts';
import { MAX_TABLE_BYTES, readTable } from '../../formats/chunked/read-table.ts';
import { readTar } from '../../formats/tar/read-tar.ts';
import type { BlobParts } from '../opened-image.ts';
import type { TableClaim } from './table-claim.ts';

/** A blob of which parts can be had, as long as its manifest says, in bytes. */
export interface SizedParts extends BlobParts {
  readonly size: number;
}

/** Fetches the table of contents of a layer, held against the digest in the manifest of its image. What is not that is a `ChunkFault`. */
export async function fetchTable(claim: TableClaim, parts: SizedParts): Promise<readonly ChunkedFile[]> {
  const { bytes, start } = claim.format === 'estargz' ? await ofEstargz(parts) : await ofChunked(claim, parts);
  const found = `sha256:${sha256(bytes)}`;
  if (found !== claim.digest)
    throw new ChunkFault(
      `its table of contents is not the one that the manifest names: ${found} instead of ${claim.digest}`,
    );
  return readTable(claim.format === 'estargz' ? bytes : unpacked(bytes, zstdDecompressSync), start);
}

/** The bytes that the digest is of, and where they begin. */
interface Found {
  readonly bytes: Uint8Array;
  readonly start: number;
}

async function ofChunked(
  { offset, length }: TableClaim & { readonly format: 'zstd:chunked' },
  parts: SizedParts,
): Promise<Found> {
  if (offset + length > parts.size || length > MAX_TABLE_BYTES)
    throw new ChunkFault('its table of contents lies out of the blob, or is too large');
  return { bytes: await parts.read(offset, length), start: offset };
}

/** How much of the end of a blob is fetched for its footer: the table of contents of a small layer is among it. In bytes. */
const END_BYTES = 64 * 1024;

async function ofEstargz(parts: SizedParts): Promise<Found> {
  const { size } = parts;
  const endStart = Math.max(0, size - END_BYTES);
  const end = await parts.read(endStart, size - endStart);
  const start = tableStartIn(end.subarray(-FOOTER_BYTES));
  const length = size - FOOTER_BYTES - (start ?? size);
  if (start === undefined || length <= 0) throw new ChunkFault('it does not end as eStargz does');
  if (length > MAX_TABLE_BYTES) throw new ChunkFault(`its table of contents has more than ${MAX_TABLE_BYTES} bytes`);
  const known = end.subarray(Math.max(0, start - endStart), end.length - FOOTER_BYTES);
  const missing = length - known.length;
  const packed = missing <= 0 ? known : Buffer.concat([await parts.read(start, missing), known]);
  return { bytes: await tableIn(unpacked(packed, gunzipSync)), start };
}

const TABLE_NAME = 'stargz.index.json';

/** The table of contents is the last file of the archive that the layer is. */
async function tableIn(archive: Uint8Array): Promise<Uint8Array> {
  for await (const item of readTar(new SeekingReader(memorySource(archive)))) {
    if ('problem' in item || item.entry.name !== TABLE_NAME || item.entry.type !== 'file') break;
    return archive.subarray(item.entry.body.offset, item.entry.body.offset + item.entry.body.length);
  }
  throw new ChunkFault('there is no table of contents where it should be');
}

/** The header and what fills up the last block stand around it. */
const MAX_UNPACKED = MAX_TABLE_BYTES + 64 * 1024;

function unpacked(
  packed: Uint8Array,
  unpack: (packed: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array,
): Uint8Array {
  try {
    return unpack(packed, { maxOutputLength: MAX_UNPACKED });
  } catch {
    throw new ChunkFault('its table of contents cannot be unpacked, or is too large');
  }
}
