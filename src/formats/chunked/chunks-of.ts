import type { TarType } from '../tar/entry.ts';
import { type Chunk, ChunkFault } from './chunk.ts';
import { countIn, type Row, textIn } from './row.ts';

/** A file as rows of a table of contents tell it. */
export interface ToldFile {
  readonly name: string;
  readonly type: TarType;
  /** In bytes. */
  readonly size: number;
  /** Its own row. */
  readonly row: Row;
  /** Its own row, and those of further chunks. */
  readonly chunks: readonly Row[];
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** The chunks of a file: from its first byte to its last, each behind the one before, with a digest, and within the blob. `starts` are all places where a chunk may begin, ascending, and the end. */
export function chunksOf({ type, size, row, chunks: rows }: ToldFile, starts: Float64Array): readonly Chunk[] {
  if (type !== 'file' || size === 0) return [];
  const chunks: Chunk[] = [];
  let at = 0;
  for (const [position, told] of rows.entries()) {
    const isLast = position === rows.length - 1;
    // The last one may leave out how long it is, and so may one that is the only one.
    const length = countIn(told, 'chunkSize') || (isLast ? size - at : 0);
    if (countIn(told, 'chunkOffset') !== at || length <= 0 || length > size - at)
      throw new ChunkFault('its table of contents has a file whose chunks do not follow one another');
    chunks.push(
      chunkOf(told, { at, size: length, starts, file: rows.length === 1 ? row : {}, last: isLast ? row : {} }),
    );
    at += length;
  }
  if (at !== size) throw new ChunkFault('its table of contents has a file whose chunks are not all of it');
  return chunks;
}

interface Place {
  readonly at: number;
  readonly size: number;
  readonly starts: Float64Array;
  /** The row of the file that it is all of. */
  readonly file: Row;
  /** The row of the file that it is the end of. */
  readonly last: Row;
}

function chunkOf(told: Row, { at, size, starts, file, last }: Place): Chunk {
  if (textIn(told, 'chunkType') === 'zeros') return { at, size, start: undefined };
  const digest = textIn(told, 'chunkDigest') || textIn(file, 'digest');
  if (!DIGEST.test(digest)) throw new ChunkFault('its table of contents has no digest of all that is in it');
  const start = countIn(told, 'offset');
  const inner = countIn(told, 'innerOffset');
  const next = nextOf(starts, start);
  const written = countIn(last, 'endOffset');
  const end = Math.min(written > start ? written : (next ?? 0), start + mostPacked(inner + size));
  if (start === 0 || next === undefined || end > (starts.at(-1) ?? 0))
    throw new ChunkFault('its table of contents leads out of the blob');
  return { at, size, start, end, inner, digest };
}

/** What does not pack is longer packed by a few bytes for each block of 16 KiB at most, and a head. */
function mostPacked(size: number): number {
  return size + Math.ceil(size / 1024) + 4096;
}

/** The first place behind another one; undefined where there is none. */
function nextOf(starts: Float64Array, start: number): number | undefined {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return starts[low];
}
