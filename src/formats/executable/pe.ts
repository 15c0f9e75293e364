import type { ByteSource } from '../../core/ports.ts';
import type { ByteView } from '../byte-view.ts';
import { viewOf } from '../source-view.ts';
import type { Layout, Section } from './executable.ts';

/** Source: https://learn.microsoft.com/en-us/windows/win32/debug/pe-format. */
const MACHINES: Readonly<Record<number, string>> = {
  0x14c: 'i386',
  0x1c4: 'arm',
  0x8664: 'x86_64',
  0xaa64: 'aarch64',
};

const SIGNATURE = 0x4550;
const COFF_HEADER = 24;
const SECTION = 40;
const PE32_PLUS = 0x20b;

const RUNNABLE = 0x2000_0000;
const WRITABLE = 0x8000_0000;

/** Whether a file begins as a program of DOS, which those of Windows do. */
export function isPe(head: ByteView): boolean {
  return head.length >= 64 && head.uint16(0) === 0x4d5a;
}

/** Reads the sections of a PE file; undefined for a program of DOS. */
export async function readPe(source: ByteSource): Promise<Layout | undefined> {
  const start = (await viewOf(source, 0x3c, 4, 'little')).uint32(0);
  if (start + COFF_HEADER > source.size) return undefined;
  const header = await viewOf(source, start, COFF_HEADER, 'little');
  if (header.uint32(0) !== SIGNATURE) return undefined;
  const [machine, count, optionalSize] = [header.uint16(4), header.uint16(6), header.uint16(20)];
  const optional = await viewOf(source, start + COFF_HEADER, optionalSize, 'little');
  const is64 = optionalSize > 2 && optional.uint16(0) === PE32_PLUS;
  const base = optionalSize < 32 ? 0 : is64 ? optional.uint64(24) : optional.uint32(28);
  const table = await viewOf(source, start + COFF_HEADER + optionalSize, count * SECTION, 'little');
  const rows = Array.from({ length: count }, (_, index) => table.part(index * SECTION, SECTION));
  return {
    format: 'PE',
    architecture: MACHINES[machine] ?? `machine ${machine}`,
    order: 'little',
    addressSize: is64 ? 8 : 4,
    sections: rows.map((row) => sectionOf(row, base)),
    segments: rows.map((row) => {
      const flags = row.uint32(36);
      const [isWritable, isRunnable] = [(flags & WRITABLE) !== 0, (flags & RUNNABLE) !== 0];
      return { ...sectionOf(row, base), role: 'loaded', isWritable, isRunnable };
    }),
    damage: undefined,
  };
}

function sectionOf(row: ByteView, base: number): Section {
  return { name: row.text(0, 8), address: base + row.uint32(12), offset: row.uint32(20), size: row.uint32(16) };
}
