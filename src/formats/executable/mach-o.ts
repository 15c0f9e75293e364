import type { ByteSource } from '../../core/ports.ts';
import type { ByteOrder, ByteView } from '../byte-view.ts';
import { viewOf } from '../source-view.ts';
import type { Layout, Section, Segment } from './executable.ts';

/** First four bytes, as a big-endian number, with what they say. Source: mach-o/loader.h of Apple's xnu. */
const MAGIC: ReadonlyMap<number, { readonly is64: boolean; readonly order: ByteOrder }> = new Map([
  [0xfeedface, { is64: false, order: 'big' }],
  [0xfeedfacf, { is64: true, order: 'big' }],
  [0xcefaedfe, { is64: false, order: 'little' }],
  [0xcffaedfe, { is64: true, order: 'little' }],
]);

/** Source: mach/machine.h of Apple's xnu. */
const MACHINES: Readonly<Record<number, string>> = {
  7: 'i386',
  12: 'arm',
  0x0100_0007: 'x86_64',
  0x0100_000c: 'aarch64',
};

const SEGMENT = 1;
const SEGMENT_64 = 0x19;

const WRITABLE = 2;
const RUNNABLE = 4;

/** The most bytes of load commands that are read. */
const MAX_COMMANDS = 4 * 1024 * 1024;

export function isMachO(head: ByteView): boolean {
  return head.length >= 28 && MAGIC.has(head.uint32(0));
}

/** Reads the segments and sections of a Mach-O file for one processor. */
export async function readMachO(source: ByteSource): Promise<Layout> {
  const magic = (await viewOf(source, 0, 4, 'big')).uint32(0);
  const { is64, order } = MAGIC.get(magic) ?? { is64: true, order: 'little' as const };
  const header = await viewOf(source, 0, is64 ? 32 : 28, order);
  const [machine, count, size] = [header.uint32(4), header.uint32(16), header.uint32(20)];
  if (size > MAX_COMMANDS) throw header.fault(20, `load commands of ${size} bytes are too many`);
  const commands = await viewOf(source, header.length, size, order);
  const segments: Segment[] = [];
  const sections: Section[] = [];
  for (let at = 0, index = 0; index < count; index += 1) {
    const [kind, length] = [commands.uint32(at), commands.uint32(at + 4)];
    if (length < 8) throw commands.fault(at, 'a load command is too short');
    if (kind === SEGMENT || kind === SEGMENT_64) {
      const command = new SegmentCommand(commands.part(at, length), kind === SEGMENT_64);
      segments.push(command.segment());
      sections.push(...command.sections());
    }
    at += length;
  }
  const architecture = MACHINES[machine] ?? `machine ${machine}`;
  return { format: 'Mach-O', architecture, order, addressSize: is64 ? 8 : 4, sections, segments, damage: undefined };
}

class SegmentCommand {
  readonly #view: ByteView;
  readonly #is64: boolean;

  constructor(view: ByteView, is64: boolean) {
    this.#view = view;
    this.#is64 = is64;
  }

  segment(): Segment {
    const view = this.#view;
    const protection = view.uint32(this.#is64 ? 60 : 44);
    return {
      role: 'loaded',
      address: this.#is64 ? view.uint64(24) : view.uint32(24),
      offset: this.#is64 ? view.uint64(40) : view.uint32(32),
      size: this.#is64 ? view.uint64(48) : view.uint32(36),
      isWritable: (protection & WRITABLE) !== 0,
      isRunnable: (protection & RUNNABLE) !== 0,
    };
  }

  sections(): readonly Section[] {
    const view = this.#view;
    const [start, width] = this.#is64 ? [72, 80] : [56, 68];
    const rows = view.part(start, view.uint32(this.#is64 ? 64 : 48) * width);
    return Array.from({ length: rows.length / width }, (_, index) => this.#section(rows.part(index * width, width)));
  }

  #section(row: ByteView): Section {
    const name = `${row.text(16, 16)},${row.text(0, 16)}`;
    return this.#is64
      ? { name, address: row.uint64(32), size: row.uint64(40), offset: row.uint32(48) }
      : { name, address: row.uint32(32), size: row.uint32(36), offset: row.uint32(40) };
  }
}
