import { DEFLATED, type ZipEntry } from './entry.ts';
import { LOCAL_SIZE } from './local-headers.ts';

/** How much entries that are read together have as they are unpacked, in bytes: what a processor keeps near. */
const MOST_UNPACKED = 256 * 1024;

/** How much of an archive is read for them, in bytes. */
const MOST_SPAN = 512 * 1024;

/** What is read for the name and the further fields of the last header, in bytes: where these are longer, each entry is read alone. */
const FIELDS_SIZE = 4096;

/** Puts entries together that can be read at once, of at most so many bytes unpacked; one that cannot stands alone. Keeps their order. */
export function* neighboursIn(entries: readonly ZipEntry[], most: number): Generator<readonly ZipEntry[]> {
  let group: ZipEntry[] = [];
  let size = 0;
  for (const entry of entries) {
    size += entry.size;
    if (group.length > 0 && (size > Math.min(most, MOST_UNPACKED) || !isNeighbour(group, entry))) {
      yield group;
      group = [];
      size = entry.size;
    }
    group.push(entry);
  }
  if (group.length > 0) yield group;
}

function isNeighbour(group: readonly ZipEntry[], entry: ZipEntry): boolean {
  const [first = entry] = group;
  const last = group.at(-1) ?? first;
  return isPlain(last) && isPlain(entry) && entry.offset > last.offset && spanOf(first, entry) <= MOST_SPAN;
}

function isPlain({ method, size, isEncrypted, damage }: ZipEntry): boolean {
  return method === DEFLATED && size > 0 && !isEncrypted && damage === undefined;
}

/** How far entries reach from the beginning of the first to the end of the last, in bytes; sometimes more. */
export function spanOf(first: ZipEntry, last: ZipEntry): number {
  return last.offset - first.offset + LOCAL_SIZE + FIELDS_SIZE + last.packedSize;
}
