import type { ByteSource } from '../../core/ports.ts';
import type { ByteView } from '../byte-view.ts';
import { viewOf } from '../source-view.ts';

/** Where the central directory stands. */
export interface CentralDirectory {
  /** In the file, in bytes. */
  readonly start: number;
  readonly size: number;
  readonly count: number;
  /** How many bytes stand before the archive: places in it count from its own beginning. */
  readonly before: number;
}

const END = 0x0605_4b50;
const END_SIZE = 22;
const LOCATOR_64 = 0x0706_4b50;
const LOCATOR_64_SIZE = 20;
const END_64 = 0x0606_4b50;
const END_64_SIZE = 56;
const CENTRAL = 0x0201_4b50;

const MAX_COMMENT = 0xffff;

/**
 * Finds the central directory; undefined where there is none. Something may stand before the archive, such as the script of one that runs
 * itself. Source: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.14 to 4.3.16.
 */
export async function findCentralDirectory(source: ByteSource): Promise<CentralDirectory | undefined> {
  const size = Math.min(source.size, END_SIZE + MAX_COMMENT);
  const tail = await viewOf(source, source.size - size, size, 'little');
  for (let at = size - END_SIZE; at >= 0; at -= 1) {
    if (tail.uint8(at) !== 0x50 || tail.uint32(at) !== END) continue;
    const found = await directoryOf(source, tail.part(at, END_SIZE));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The directory that an end tells of; undefined where there is none at that place. */
async function directoryOf(source: ByteSource, end: ByteView): Promise<CentralDirectory | undefined> {
  const { count, size, offset, endsAt } = (await readEnd64(source, end)) ?? {
    count: end.uint16(10),
    size: end.uint32(12),
    offset: end.uint32(16),
    endsAt: end.start,
  };
  // It stands where it says, or right before its end when something was put before the archive.
  for (const start of [offset, endsAt - size]) {
    if (start < 0 || start + size > endsAt) continue;
    // One without entries is its end alone; elsewhere an end of nothing may hide the one before it.
    if (count === 0 && size === 0 && offset === endsAt) return { start, size, count, before: 0 };
    if (size >= 4 && (await viewOf(source, start, 4, 'little')).uint32(0) === CENTRAL)
      return { start, size, count, before: start - offset };
  }
  return undefined;
}

interface End {
  readonly count: number;
  readonly size: number;
  readonly offset: number;
  readonly endsAt: number;
}

/** The end of an archive whose numbers are too large for the old one. */
async function readEnd64(source: ByteSource, end: ByteView): Promise<End | undefined> {
  if (end.uint16(10) !== 0xffff && end.uint32(12) !== 0xffff_ffff && end.uint32(16) !== 0xffff_ffff) return undefined;
  const at = end.start - LOCATOR_64_SIZE;
  if (at < 0) return undefined;
  const locator = await viewOf(source, at, LOCATOR_64_SIZE, 'little');
  if (locator.uint32(0) !== LOCATOR_64) return undefined;
  for (const start of [locator.uint64(8), at - END_64_SIZE]) {
    if (start < 0 || start + END_64_SIZE > at) continue;
    const view = await viewOf(source, start, END_64_SIZE, 'little');
    if (view.uint32(0) === END_64)
      return { count: view.uint64(32), size: view.uint64(40), offset: view.uint64(48), endsAt: start };
  }
  return undefined;
}
