import type { ByteSource } from '../../core/ports.ts';
import { attempt, BinaryFault, type ByteView, type Damage } from '../byte-view.ts';
import { viewOf } from '../source-view.ts';
import { decodeName } from '../tar/header.ts';
import type { CentralDirectory } from './end.ts';
import type { ZipEntry } from './entry.ts';

const CENTRAL = 0x0201_4b50;
const CENTRAL_SIZE = 46;
/** The size of a header before the name, in bytes. */
const LOCAL_SIZE = 30;
const ZIP_64 = 1;
const ENCRYPTED = 1;

/** The largest central directory that is read, in bytes. */
const MAX_DIRECTORY = 256 * 1024 * 1024;

/** The entries of an archive, and what of its directory could not be read. */
export interface ReadDirectory {
  readonly entries: readonly ZipEntry[];
  readonly damages: readonly Damage[];
}

/**
 * Reads a central directory. Entries that lie over one another are damaged: such an archive is made to unpack to more than it is.
 * Source: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12.
 */
export async function readDirectory(
  source: ByteSource,
  { start, size, count, before }: CentralDirectory,
): Promise<ReadDirectory> {
  if (size > MAX_DIRECTORY) throw new BinaryFault(start, `a directory of ${size} bytes is too large`);
  const view = await viewOf(source, start, size, 'little');
  const entries: ZipEntry[] = [];
  const damages: Damage[] = [];
  for (let at = 0; at < size; ) {
    const read = attempt(() => entryAt(view, at, before));
    if (read instanceof BinaryFault) {
      damages.push(read);
      break;
    }
    entries.push(read.entry);
    at = read.end;
  }
  if (damages.length === 0 && entries.length !== count)
    damages.push(view.fault(0, `its directory has ${entries.length} entries, and its end tells of ${count}`));
  return { entries: withOverlaps(entries), damages };
}

function entryAt(view: ByteView, at: number, before: number): { readonly entry: ZipEntry; readonly end: number } {
  if (view.uint32(at) !== CENTRAL) throw view.fault(at, 'there is no entry of the directory');
  const [nameLength, extraLength, commentLength] = [view.uint16(at + 28), view.uint16(at + 30), view.uint16(at + 32)];
  const extraAt = at + CENTRAL_SIZE + nameLength;
  if (extraAt + extraLength > view.length) throw view.fault(extraAt, 'it ends too early');
  const numbers = { packedSize: view.uint32(at + 20), size: view.uint32(at + 24), offset: view.uint32(at + 42) };
  const wide = isWide(numbers) ? wideNumbers(view.part(extraAt, extraLength), numbers) : numbers;
  const entry = {
    name: decodeName(view.bytesAt(at + CENTRAL_SIZE, nameLength)),
    method: view.uint16(at + 10),
    isEncrypted: (view.uint16(at + 8) & ENCRYPTED) !== 0,
    crc32: view.uint32(at + 16),
    packedSize: wide.packedSize,
    size: wide.size,
    offset: wide.offset + before,
    damage: undefined,
  };
  return { entry, end: extraAt + extraLength + commentLength };
}

type Numbers = Readonly<Record<'size' | 'packedSize' | 'offset', number>>;

/** Stands where a number does not fit. */
const ELSEWHERE = 0xffff_ffff;

function isWide({ size, packedSize, offset }: Numbers): boolean {
  return size === ELSEWHERE || packedSize === ELSEWHERE || offset === ELSEWHERE;
}

/** Numbers that do not fit stand behind the name, in this order, those alone that do not fit. Source: APPNOTE.TXT, 4.5.3. */
function wideNumbers(extra: ByteView, numbers: Numbers): Numbers {
  for (let at = 0; at + 4 <= extra.length; ) {
    const [kind, length] = [extra.uint16(at), extra.uint16(at + 2)];
    if (kind === ZIP_64) {
      const field = extra.part(at + 4, length);
      let next = 0;
      const wide = (number: number): number => {
        if (number !== ELSEWHERE) return number;
        next += 8;
        return field.uint64(next - 8);
      };
      return { size: wide(numbers.size), packedSize: wide(numbers.packedSize), offset: wide(numbers.offset) };
    }
    at += 4 + length;
  }
  return numbers;
}

function withOverlaps(entries: readonly ZipEntry[]): readonly ZipEntry[] {
  const order = [...entries].toSorted((a, b) => a.offset - b.offset);
  const overlapping = new Set<ZipEntry>();
  let furthest: ZipEntry | undefined;
  for (const entry of order) {
    if (furthest !== undefined && entry.offset < endOf(furthest)) overlapping.add(furthest).add(entry);
    if (furthest === undefined || endOf(entry) > endOf(furthest)) furthest = entry;
  }
  if (overlapping.size === 0) return entries;
  return entries.map((entry) => {
    const damage = { offset: entry.offset, why: `${entry.name} lies over another entry` };
    return overlapping.has(entry) ? { ...entry, damage } : entry;
  });
}

/** The first byte that may belong to another entry. */
function endOf({ offset, packedSize }: ZipEntry): number {
  return offset + LOCAL_SIZE + packedSize;
}
