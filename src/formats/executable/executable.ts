import type { ByteSource } from '../../core/ports.ts';
import { BinaryFault, type ByteOrder, type ByteView, type Damage } from '../byte-view.ts';
import { viewOf } from '../source-view.ts';

/** A named part of an executable. */
export interface Section {
  /** `.text`, or `__TEXT,__text` in Mach-O. */
  readonly name: string;
  /** Where it is loaded. */
  readonly address: number;
  /** Where it stands in the file, in bytes. */
  readonly offset: number;
  /** How much of it stands in the file, in bytes. */
  readonly size: number;
}

/** What a segment is for; in ELF some lie within those that are loaded, and tell how. */
export type SegmentRole = 'loaded' | 'dynamic linking' | 'interpreter' | 'notes';

/** A part of an executable that is loaded into memory as a whole. */
export interface Segment extends Omit<Section, 'name'> {
  readonly role: SegmentRole;
  readonly isWritable: boolean;
  readonly isRunnable: boolean;
}

/** How an executable is laid out, as its tables tell. */
export interface Layout {
  readonly format: 'ELF' | 'PE' | 'Mach-O';
  /** As the Linux kernel names it: `x86_64`, `aarch64`; a number that is not known as it is written: `machine 243`. */
  readonly architecture: string;
  readonly order: ByteOrder;
  /** Bytes of an address. */
  readonly addressSize: 4 | 8;
  readonly sections: readonly Section[];
  readonly segments: readonly Segment[];
  /** Why there are no sections, where its table of them could not be read. */
  readonly damage: Damage | undefined;
}

/** A program or library for one processor: its tables, and its parts where they are asked for. */
export class Executable implements Layout {
  readonly format: Layout['format'];
  readonly architecture: string;
  readonly order: ByteOrder;
  readonly addressSize: 4 | 8;
  readonly sections: readonly Section[];
  readonly segments: readonly Segment[];
  readonly damage: Damage | undefined;
  /** The bytes of this one alone, where the file holds several. */
  readonly source: ByteSource;

  constructor(source: ByteSource, layout: Layout) {
    this.source = source;
    this.format = layout.format;
    this.architecture = layout.architecture;
    this.order = layout.order;
    this.addressSize = layout.addressSize;
    this.sections = layout.sections;
    this.segments = layout.segments;
    this.damage = layout.damage;
  }

  section(name: string): Section | undefined {
    return this.sections.find((section) => section.name === name);
  }

  /** The bytes of a section or segment; more of them than `most` are a fault. */
  async read({ offset, size }: Pick<Section, 'offset' | 'size'>, most: number): Promise<ByteView> {
    if (size > most) throw new BinaryFault(offset, `a part of ${size} bytes is larger than the ${most} that are read`);
    return viewOf(this.source, offset, size, this.order);
  }

  /** The bytes that are loaded at an address. */
  async readAddress(address: number, length: number): Promise<ByteView> {
    const offset = this.offsetOf(address);
    if (offset === undefined) throw new BinaryFault(0, `nothing of the file is loaded at address ${address}`);
    return viewOf(this.source, offset, length, this.order);
  }

  /** Where in the file stands what is loaded at an address. */
  offsetOf(address: number): number | undefined {
    const segment = this.segments.find(
      ({ role, address: start, size }) => role === 'loaded' && address >= start && address < start + size,
    );
    return segment === undefined ? undefined : segment.offset + (address - segment.address);
  }
}
