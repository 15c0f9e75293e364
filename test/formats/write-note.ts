import type { WrittenSection } from './write-elf.ts';

/** A note of an ELF file, little-endian, in a section and segment of its own. */
export function elfNote(owner: string, type: number, value: string): WrittenSection {
  const [name, body] = [Buffer.from(`${owner}\0`), Buffer.from(`${value}\0`)];
  const head = Buffer.alloc(12);
  for (const [index, number] of [name.length, body.length, type].entries()) head.writeUInt32LE(number, index * 4);
  const data = Buffer.concat([head, padded(name), padded(body)]);
  return { name: '.note.package', data, address: 0x2000, segment: 4 };
}

/** The note of a package that the build of a distribution writes. */
export function packageNote(note: object | string): WrittenSection {
  return elfNote('FDO', 0xca_fe_1a_7e, typeof note === 'string' ? note : JSON.stringify(note));
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}
