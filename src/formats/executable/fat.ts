import type { ByteSource } from '../../core/ports.ts';
import type { ByteView } from '../byte-view.ts';
import { viewOf } from '../source-view.ts';

/** First four bytes. Source: mach-o/fat.h of Apple's xnu. */
const FAT = 0xcafebabe;
const FAT_64 = 0xcafebabf;

/** The most processors that a file can be for: a compiled class of Java begins in the same way, and has a version of at least 45 there. */
const MAX_PARTS = 44;

/** Whether a file is a Mach-O for several processors. */
export function isFat(head: ByteView): boolean {
  if (head.length < 8) return false;
  const [magic, count] = [head.uint32(0), head.uint32(4)];
  return (magic === FAT || magic === FAT_64) && count > 0 && count <= MAX_PARTS;
}

/** Where its executables stand. */
export async function partsOfFat(
  source: ByteSource,
): Promise<readonly { readonly offset: number; readonly size: number }[]> {
  const header = await viewOf(source, 0, 8, 'big');
  const is64 = header.uint32(0) === FAT_64;
  const width = is64 ? 32 : 20;
  const table = await viewOf(source, 8, header.uint32(4) * width, 'big');
  return Array.from({ length: header.uint32(4) }, (_, index) => {
    const row = table.part(index * width, width);
    return is64 ? { offset: row.uint64(8), size: row.uint64(16) } : { offset: row.uint32(8), size: row.uint32(12) };
  });
}
