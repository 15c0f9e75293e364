import { crc32, deflateRawSync } from 'node:zlib';

/** An entry to write; what lies is written as it is given. */
export interface WrittenZipEntry {
  readonly name: string;
  readonly body?: string | Uint8Array;
  /** 8, deflated, where it is left out. */
  readonly method?: number;
  /** Another name in its own header. */
  readonly ownName?: string;
  /** Whether its sizes stand behind it, as they do where it was written as a stream. */
  readonly isStreamed?: boolean;
  /** What the directory says, where it lies. */
  readonly size?: number;
  readonly crc32?: number;
  readonly flags?: number;
}

/** How an archive is written. */
export interface ZipOptions {
  /** What stands before it, which its places do not count. */
  readonly before?: string;
  /** Whether all numbers of its directory are wide. */
  readonly isWide?: boolean;
  readonly comment?: string;
}

/** Writes a ZIP archive. */
export function writeZip(entries: readonly WrittenZipEntry[], options: ZipOptions = {}): Uint8Array {
  const { before = '', isWide = false, comment = '' } = options;
  const bodies: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { local, central } = written(entry, offset, isWide);
    bodies.push(local);
    directory.push(central);
    offset += local.length;
  }
  const size = directory.reduce((total, { length }) => total + length, 0);
  const end = isWide ? wideEnd(entries.length, size, offset) : narrowEnd(entries.length, size, offset);
  end.writeUInt16LE(comment.length, end.length - 2);
  return Buffer.concat([Buffer.from(before), ...bodies, ...directory, end, Buffer.from(comment)]);
}

interface Written {
  readonly local: Uint8Array;
  readonly central: Uint8Array;
}

/** What both headers of an entry tell. */
interface Told {
  readonly flags: number;
  readonly method: number;
  readonly sum: number;
  readonly size: number;
  readonly packed: Uint8Array;
}

function written(entry: WrittenZipEntry, offset: number, isWide: boolean): Written {
  const { name, body = '', method = 8, isStreamed = false, flags = 0, ownName = name } = entry;
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const told: Told = {
    flags: flags | (isStreamed ? 8 : 0),
    method,
    sum: entry.crc32 ?? crc32(bytes),
    size: entry.size ?? bytes.length,
    packed: method === 8 ? deflateRawSync(bytes) : bytes,
  };
  return { local: localOf(told, Buffer.from(ownName), isStreamed), central: centralOf(told, name, { offset, isWide }) };
}

function localOf({ flags, method, sum, size, packed }: Told, name: Uint8Array, isStreamed: boolean): Uint8Array {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x0403_4b50, 0);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(method, 8);
  const sizes = Buffer.alloc(16);
  for (const [index, value] of [0x0807_4b50, sum, packed.length, size].entries()) sizes.writeUInt32LE(value, index * 4);
  if (!isStreamed) sizes.copy(header, 14, 4);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name, packed, isStreamed ? sizes : Buffer.alloc(0)]);
}

function centralOf(
  { flags, method, sum, size, packed }: Told,
  name: string,
  { offset, isWide }: { readonly offset: number; readonly isWide: boolean },
): Uint8Array {
  const encoded = Buffer.from(name);
  const wide = isWide ? wideField([size, packed.length, offset]) : Buffer.alloc(0);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x0201_4b50, 0);
  central.writeUInt16LE(flags, 8);
  central.writeUInt16LE(method, 10);
  central.writeUInt32LE(sum, 16);
  central.writeUInt32LE(isWide ? 0xffff_ffff : packed.length, 20);
  central.writeUInt32LE(isWide ? 0xffff_ffff : size, 24);
  central.writeUInt16LE(encoded.length, 28);
  central.writeUInt16LE(wide.length, 30);
  central.writeUInt32LE(isWide ? 0xffff_ffff : offset, 42);
  return Buffer.concat([central, encoded, wide]);
}

function wideField(numbers: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + 8 * numbers.length);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(8 * numbers.length, 2);
  for (const [index, number] of numbers.entries()) field.writeBigUInt64LE(BigInt(number), 4 + index * 8);
  return field;
}

function narrowEnd(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

function wideEnd(count: number, size: number, offset: number): Buffer {
  const wide = Buffer.alloc(56);
  wide.writeUInt32LE(0x0606_4b50, 0);
  for (const [at, value] of [
    [24, count],
    [32, count],
    [40, size],
    [48, offset],
  ] as const)
    wide.writeBigUInt64LE(BigInt(value), at);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x0706_4b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  return Buffer.concat([wide, locator, narrowEnd(0xffff, 0xffff_ffff, 0xffff_ffff)]);
}
