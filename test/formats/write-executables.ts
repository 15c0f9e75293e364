import type { WrittenSection } from './write-elf.ts';

const PAGE = 512;

/** Writes a PE file for x86-64 with sections. */
export function writePe(sections: readonly WrittenSection[]): Uint8Array {
  const dos = Buffer.alloc(64);
  dos.write('MZ');
  dos.writeUInt32LE(64, 0x3c);
  const coff = Buffer.alloc(24);
  coff.write('PE\0\0');
  coff.writeUInt16LE(0x8664, 4);
  coff.writeUInt16LE(sections.length, 6);
  const optional = Buffer.alloc(112);
  optional.writeUInt16LE(0x20b, 0);
  optional.writeBigUInt64LE(0x1_4000_0000n, 24);
  coff.writeUInt16LE(optional.length, 20);
  let offset = dos.length + coff.length + optional.length + sections.length * 40;
  const rows = sections.map(({ name, data, address = 0, isWritable = false }) => {
    const row = Buffer.alloc(40);
    row.write(name, 0, 8);
    row.writeUInt32LE(data.length, 8);
    row.writeUInt32LE(address, 12);
    row.writeUInt32LE(data.length, 16);
    row.writeUInt32LE(offset, 20);
    row.writeUInt32LE(isWritable ? 0xc000_0040 : 0x4000_0040, 36);
    offset += data.length;
    return row;
  });
  return Buffer.concat([dos, coff, optional, ...rows, ...sections.map(({ data }) => data)]);
}

/** Writes a Mach-O file for x86-64 with a segment `__DATA` for each section. */
export function writeMachO(sections: readonly WrittenSection[]): Uint8Array {
  const width = 72 + 80;
  const header = Buffer.alloc(32);
  for (const [index, value] of [0xfeedfacf, 0x0100_0007, 3, 2, sections.length, sections.length * width].entries())
    header.writeUInt32LE(value, index * 4);
  let offset = header.length + sections.length * width;
  const commands = sections.map(({ name, data, address = 0, isWritable = false }) => {
    const command = Buffer.alloc(width);
    command.writeUInt32LE(0x19, 0);
    command.writeUInt32LE(width, 4);
    command.write('__DATA', 8);
    for (const [at, value] of [
      [24, address],
      [32, data.length],
      [40, offset],
      [48, data.length],
    ] as const)
      command.writeBigUInt64LE(BigInt(value), at);
    command.writeUInt32LE(isWritable ? 3 : 1, 60);
    command.writeUInt32LE(1, 64);
    command.write(name, 72);
    command.write('__DATA', 72 + 16);
    command.writeBigUInt64LE(BigInt(address), 72 + 32);
    command.writeBigUInt64LE(BigInt(data.length), 72 + 40);
    command.writeUInt32LE(offset, 72 + 48);
    offset += data.length;
    return command;
  });
  return Buffer.concat([header, ...commands, ...sections.map(({ data }) => data)]);
}

/** Puts Mach-O files together into one for several processors. */
export function writeFat(parts: readonly Uint8Array[]): Uint8Array {
  const header = Buffer.alloc(PAGE);
  header.writeUInt32BE(0xcafebabe, 0);
  header.writeUInt32BE(parts.length, 4);
  let offset = PAGE;
  for (const [index, part] of parts.entries()) {
    header.writeUInt32BE(0x0100_0007, 8 + index * 20);
    header.writeUInt32BE(offset, 8 + index * 20 + 8);
    header.writeUInt32BE(part.length, 8 + index * 20 + 12);
    offset += part.length;
  }
  return Buffer.concat([header, ...parts]);
}
