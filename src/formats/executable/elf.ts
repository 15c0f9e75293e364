import type { ByteSource } from '../../core/ports.ts';
import { BinaryFault, type ByteOrder, type ByteView } from '../byte-view.ts';
import { ForgottenFault } from '../passing-source.ts';
import { attemptLater, viewOf } from '../source-view.ts';
import type { Layout, Section, Segment, SegmentRole } from './executable.ts';

const MAGIC = 0x7f_45_4c_46;

/** Types of segments and sections. Source: https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html, chapters 4 and 5. */
const ROLES: Readonly<Record<number, SegmentRole>> = {
  1: 'loaded',
  2: 'dynamic linking',
  3: 'interpreter',
  4: 'notes',
};
const NO_BITS = 8;

const RUNNABLE = 1;
const WRITABLE = 2;

/** The largest section table or table of names that is read, in bytes. */
const MAX_TABLE = 16 * 1024 * 1024;

/** Numbers of processors. Source: linux/elf-em.h. */
const MACHINES: Readonly<Record<number, string>> = {
  3: 'i386',
  8: 'mips',
  20: 'ppc',
  21: 'ppc64',
  22: 's390x',
  40: 'arm',
  62: 'x86_64',
  183: 'aarch64',
  243: 'riscv64',
  258: 'loongarch64',
};

export function isElf(head: ByteView): boolean {
  return head.length >= 16 && head.uint32(0) === MAGIC;
}

/** What the header of a file tells of its tables. */
interface Tables {
  readonly is64: boolean;
  readonly order: ByteOrder;
  readonly machine: number;
  readonly segments: Table;
  readonly sections: Table;
  /** The number of the section with the names of sections. */
  readonly names: number;
}

interface Table {
  readonly offset: number;
  readonly entrySize: number;
  readonly count: number;
}

/** Reads the tables of an ELF file. A section table that was cut off, as some programs do to save space, leaves the segments. */
export async function readElf(source: ByteSource): Promise<Layout> {
  const header = await readHeader(source);
  const counted = await attemptLater(async () => withLargeNumbers(source, header));
  const tables = counted instanceof BinaryFault ? header : counted;
  const { is64, order, machine } = tables;
  const sections = await attemptLater(async () => sectionsOf(source, tables));
  // A table that is there and was let go by is not one that was cut off.
  if (sections instanceof ForgottenFault) throw sections;
  return {
    format: 'ELF',
    architecture: MACHINES[machine] ?? `machine ${machine}`,
    order,
    addressSize: is64 ? 8 : 4,
    sections: sections instanceof BinaryFault ? [] : sections,
    segments: (await rowsOf(source, tables.segments, order)).flatMap((row) => segmentOf(row, is64)),
    damage: sections instanceof BinaryFault ? sections : undefined,
  };
}

/**
 * Where the code of an ELF file stands, which nobody reads: there is nothing else in it where constants have a segment of their own, and
 * where sections tell where all that is looked for stands.
 */
export async function codeOfElf(source: ByteSource): Promise<readonly Segment[]> {
  const { is64, order, segments, sections } = await readHeader(source);
  const tableEnd = sections.offset + sections.count * sections.entrySize;
  if (sections.offset === 0 || sections.count === 0 || tableEnd > source.size) return [];
  const loaded = (await rowsOf(source, segments, order))
    .flatMap((row) => segmentOf(row, is64))
    .filter(({ role }) => role === 'loaded');
  const hasConstants = loaded.some(({ isRunnable, isWritable }) => !isRunnable && !isWritable);
  const code = loaded.filter(({ isRunnable, isWritable }) => isRunnable && !isWritable);
  return hasConstants && code.every(({ offset, size }) => offset + size <= source.size) ? code : [];
}

async function sectionsOf(source: ByteSource, { sections, names, is64, order }: Tables): Promise<readonly Section[]> {
  const entries = await rowsOf(source, sections, order);
  const rows = entries.map((entry) => (is64 ? section64(entry) : section32(entry)));
  const named = rows[names];
  const texts = named === undefined ? undefined : await textsOf(source, named, order);
  return rows.map((row) => ({
    name: texts === undefined || row.name >= texts.length ? '' : texts.text(row.name, 256),
    address: row.address,
    offset: row.offset,
    size: row.type === NO_BITS ? 0 : row.size,
  }));
}

async function textsOf(source: ByteSource, { offset, size }: Row, order: ByteOrder): Promise<ByteView> {
  return viewOf(source, offset, Math.min(size, MAX_TABLE), order);
}

async function readHeader(source: ByteSource): Promise<Tables> {
  const identification = await viewOf(source, 0, 16, 'little');
  const [size, data] = [identification.uint8(4), identification.uint8(5)];
  if (size !== 1 && size !== 2) throw identification.fault(4, `${size} is no class of an ELF file`);
  if (data !== 1 && data !== 2) throw identification.fault(5, `${data} is no order of bytes`);
  const is64 = size === 2;
  const order = data === 1 ? 'little' : 'big';
  const header = await viewOf(source, 0, is64 ? 64 : 52, order);
  const counts = is64 ? 54 : 42;
  const tables: Tables = {
    is64,
    order,
    machine: header.uint16(18),
    segments: {
      offset: is64 ? header.uint64(32) : header.uint32(28),
      entrySize: header.uint16(counts),
      count: header.uint16(counts + 2),
    },
    sections: {
      offset: is64 ? header.uint64(40) : header.uint32(32),
      entrySize: header.uint16(counts + 4),
      count: header.uint16(counts + 6),
    },
    names: header.uint16(counts + 8),
  };
  checkSizes(tables, header);
  return tables;
}

function checkSizes({ is64, segments, sections }: Tables, header: ByteView): void {
  const least = is64 ? { segment: 56, section: 64 } : { segment: 32, section: 40 };
  if (segments.count > 0 && segments.entrySize < least.segment)
    throw header.fault(0, 'its segment table is too narrow');
  if (sections.offset > 0 && sections.entrySize < least.section)
    throw header.fault(0, 'its section table is too narrow');
}

/** Numbers that do not fit into the header stand in the first section. */
async function withLargeNumbers(source: ByteSource, tables: Tables): Promise<Tables> {
  const { sections, segments, names, is64, order } = tables;
  if (sections.offset === 0) return { ...tables, sections: { ...sections, count: 0 } };
  if (sections.count > 0 && segments.count !== 0xffff && names !== 0xffff) return tables;
  const first = await viewOf(source, sections.offset, sections.entrySize, order);
  return {
    ...tables,
    sections: { ...sections, count: sections.count > 0 ? sections.count : first.uint32(is64 ? 32 : 20) },
    segments: { ...segments, count: segments.count === 0xffff ? first.uint32(is64 ? 44 : 28) : segments.count },
    names: names === 0xffff ? first.uint32(is64 ? 40 : 24) : names,
  };
}

async function rowsOf(source: ByteSource, { offset, entrySize, count }: Table, order: ByteOrder): Promise<ByteView[]> {
  if (count === 0) return [];
  const size = entrySize * count;
  const table = await viewOf(source, offset, Math.min(size, MAX_TABLE), order);
  if (size > MAX_TABLE) throw table.fault(0, `a table of ${size} bytes is larger than the ${MAX_TABLE} that are read`);
  return Array.from({ length: count }, (_, index) => table.part(index * entrySize, entrySize));
}

interface Row {
  readonly name: number;
  readonly type: number;
  readonly address: number;
  readonly offset: number;
  readonly size: number;
}

function section64(row: ByteView): Row {
  const [name, type] = [row.uint32(0), row.uint32(4)];
  return { name, type, address: row.number64(16), offset: row.number64(24), size: row.number64(32) };
}

function section32(row: ByteView): Row {
  const [name, type] = [row.uint32(0), row.uint32(4)];
  return { name, type, address: row.uint32(12), offset: row.uint32(16), size: row.uint32(20) };
}

function segmentOf(row: ByteView, is64: boolean): readonly Segment[] {
  const role = ROLES[row.uint32(0)];
  if (role === undefined) return [];
  const flags = row.uint32(is64 ? 4 : 24);
  return [
    {
      role,
      offset: is64 ? row.number64(8) : row.uint32(4),
      address: is64 ? row.number64(16) : row.uint32(8),
      size: is64 ? row.number64(32) : row.uint32(16),
      isWritable: (flags & WRITABLE) !== 0,
      isRunnable: (flags & RUNNABLE) !== 0,
    },
  ];
}
