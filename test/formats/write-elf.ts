/** A section to write. What has an address is loaded, in a segment of its own. */
export interface WrittenSection {
  readonly name: string;
  readonly data: Uint8Array;
  readonly address?: number;
  readonly isWritable?: boolean;
  readonly isRunnable?: boolean;
  /** The type of its segment; that of what is loaded where it is left out. */
  readonly segment?: number;
}

/** How a file is written; little-endian for 64 bits where it is left out. */
export interface ElfOptions {
  readonly is64?: boolean;
  readonly isBig?: boolean;
  readonly machine?: number;
  /** Whether the table of sections is left out, as some programs do to save space. */
  readonly isCut?: boolean;
}

/** Writes an ELF file with sections, and a segment for each that is loaded. */
export function writeElf(sections: readonly WrittenSection[], options: ElfOptions = {}): Uint8Array {
  return new ElfWriter(options).write(sections);
}

interface Placed extends WrittenSection {
  readonly offset: number;
}

class ElfWriter {
  readonly #is64: boolean;
  readonly #isBig: boolean;
  readonly #options: ElfOptions;

  constructor(options: ElfOptions) {
    this.#is64 = options.is64 ?? true;
    this.#isBig = options.isBig ?? false;
    this.#options = options;
  }

  write(sections: readonly WrittenSection[]): Uint8Array {
    const names = Buffer.from(`\0${[...sections.map(({ name }) => name), '.shstrtab'].join('\0')}\0`);
    const loaded = sections.filter(({ address }) => address !== undefined).length;
    const headerSize = this.#is64 ? 64 : 52;
    let offset = headerSize + loaded * (this.#is64 ? 56 : 32);
    const bodies: Uint8Array[] = [];
    const placed: Placed[] = [];
    for (const section of [...sections, { name: '.shstrtab', data: names }]) {
      const padding = (16 - (offset % 16)) % 16;
      placed.push({ ...section, offset: offset + padding });
      bodies.push(Buffer.alloc(padding), section.data);
      offset += padding + section.data.length;
    }
    const segments = placed.flatMap((section) => (section.address === undefined ? [] : [this.#segment(section)]));
    const rows = [this.#row(undefined, names), ...placed.map((section) => this.#row(section, names))];
    const table = this.#options.isCut === true ? [] : rows;
    const header = this.#header({ sections: table.length, segments: loaded, offset });
    return Buffer.concat([header, ...segments, ...bodies, ...table]);
  }

  #header(counts: { readonly sections: number; readonly segments: number; readonly offset: number }): Buffer {
    const { machine = 62 } = this.#options;
    const size = this.#is64 ? 64 : 52;
    const table = counts.sections === 0 ? 0 : counts.offset;
    const identification = Buffer.alloc(16);
    identification.set([0x7f, 0x45, 0x4c, 0x46, this.#is64 ? 2 : 1, this.#isBig ? 2 : 1, 1]);
    return Buffer.concat([
      identification,
      this.#halves(2, machine),
      this.#words(1),
      this.#longs(0, counts.segments === 0 ? 0 : size, table),
      this.#words(0),
      this.#halves(
        size,
        this.#is64 ? 56 : 32,
        counts.segments,
        this.#is64 ? 64 : 40,
        counts.sections,
        counts.sections - 1,
      ),
    ]);
  }

  #segment(section: Placed): Buffer {
    const { address = 0, offset, data, isWritable = false, isRunnable = false, segment = 1 } = section;
    const flags = 4 + (isWritable ? 2 : 0) + (isRunnable ? 1 : 0);
    if (this.#is64)
      return Buffer.concat([
        this.#words(segment, flags),
        this.#longs(offset, address, address, data.length, data.length, 16),
      ]);
    return this.#words(segment, offset, address, address, data.length, data.length, flags, 16);
  }

  #row(section: Placed | undefined, names: Buffer): Buffer {
    if (section === undefined) return Buffer.alloc(this.#is64 ? 64 : 40);
    const name = names.indexOf(`\0${section.name}\0`) + 1;
    return Buffer.concat([
      this.#words(name, 1),
      this.#longs(0, section.address ?? 0, section.offset, section.data.length),
      this.#words(0, 0),
      this.#longs(1, 0),
    ]);
  }

  #halves(...numbers: readonly number[]): Buffer {
    const buffer = Buffer.alloc(numbers.length * 2);
    for (const [index, number] of numbers.entries()) {
      if (this.#isBig) buffer.writeUInt16BE(number & 0xffff, index * 2);
      else buffer.writeUInt16LE(number & 0xffff, index * 2);
    }
    return buffer;
  }

  #words(...numbers: readonly number[]): Buffer {
    const buffer = Buffer.alloc(numbers.length * 4);
    for (const [index, number] of numbers.entries()) {
      if (this.#isBig) buffer.writeUInt32BE(number, index * 4);
      else buffer.writeUInt32LE(number, index * 4);
    }
    return buffer;
  }

  /** Numbers as wide as an address. */
  #longs(...numbers: readonly number[]): Buffer {
    if (!this.#is64) return this.#words(...numbers);
    const buffer = Buffer.alloc(numbers.length * 8);
    for (const [index, number] of numbers.entries()) {
      if (this.#isBig) buffer.writeBigUInt64BE(BigInt(number), index * 8);
      else buffer.writeBigUInt64LE(BigInt(number), index * 8);
    }
    return buffer;
  }
}
