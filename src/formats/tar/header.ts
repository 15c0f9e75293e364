/** The size of a block of a tar archive, in bytes. */
export const BLOCK = 512;

/** One header as it is written, before extended headers change it. */
export interface TarHeader {
  readonly name: string;
  readonly linkName: string;
  /** Permissions with setuid, setgid and sticky: twelve bits. */
  readonly mode: number;
  readonly userId: number;
  readonly groupId: number;
  /** Bytes of the body that follows. */
  readonly size: number;
  /** Seconds since 1970. */
  readonly modified: number;
  /** The type flag: `0` a file, `5` a directory, `x` an extended header. */
  readonly flag: string;
  /** What the old GNU form says of a sparse file; undefined for every other one. */
  readonly sparse: SparseHeader | undefined;
}

/** A sparse file of the old GNU form. */
export interface SparseHeader {
  /** Whether a block with more of its map follows. */
  readonly isExtended: boolean;
  /** The size of the file with its holes, in bytes. */
  readonly realSize: number;
}

/** The flag of a sparse file of the old GNU form. */
export const SPARSE = 'S';

/**
 * Reads a header. Undefined where it is none: its checksum is wrong, or its size is no number.
 * Source: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html, ustar Interchange Format.
 */
export function readHeader(block: Uint8Array): TarHeader | undefined {
  if (!hasChecksum(block)) return undefined;
  const size = numberAt(block, 124, 12);
  if (size === undefined || size < 0) return undefined;
  const flag = String.fromCharCode(block[156] ?? 0);
  return {
    name: nameIn(block),
    linkName: textAt(block, 157, 100),
    mode: countAt(block, 100, 8) & 0o7777,
    userId: countAt(block, 108, 8),
    groupId: countAt(block, 116, 8),
    size,
    modified: countAt(block, 136, 12),
    flag,
    sparse: flag === SPARSE ? { isExtended: block[482] === 1, realSize: countAt(block, 483, 12) } : undefined,
  };
}

/** The name, with the prefix that the form of POSIX has for long ones. */
function nameIn(block: Uint8Array): string {
  const name = textAt(block, 0, 100);
  const prefix = isPosix(block) ? textAt(block, 345, 155) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

const MAGIC = Uint8Array.of(0x75, 0x73, 0x74, 0x61, 0x72, 0);

/** Whether it says that it is of the form of POSIX: `ustar` and a NUL. */
function isPosix(block: Uint8Array): boolean {
  return MAGIC.every((byte, index) => block[257 + index] === byte);
}

/** A number that may be missing. */
function countAt(block: Uint8Array, start: number, length: number): number {
  return numberAt(block, start, length) ?? 0;
}

/** Whether a block is all zeros: two of them end an archive. */
export function isZeroBlock(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

const CHECKSUM_START = 148;
const CHECKSUM_END = 156;
const SPACE = 0x20;

/** The sum of all bytes, those of the sum itself as spaces; some programs have taken bytes for signed. */
function hasChecksum(block: Uint8Array): boolean {
  const written = numberAt(block, CHECKSUM_START, CHECKSUM_END - CHECKSUM_START);
  const itself = block.subarray(CHECKSUM_START, CHECKSUM_END);
  const unsigned = sumOf(block) - sumOf(itself) + SPACE * itself.length;
  return written === unsigned || written === unsigned - 256 * (negativeIn(block) - negativeIn(itself));
}

/** Four bytes at a time, and most of a header is zeros: every one is summed up. */
function sumOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) {
    const four = view.getUint32(at);
    if (four !== 0) sum += (four >>> 24) + ((four >>> 16) & 0xff) + ((four >>> 8) & 0xff) + (four & 0xff);
  }
  return sum;
}

/** How many bytes are negative where they are taken for signed. */
function negativeIn(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) count += byte >> 7;
  return count;
}

const OCTAL = /^[0-7]+$/;

/** A number in octal digits, or in the binary form of GNU for what does not fit; undefined where it is none. */
function numberAt(block: Uint8Array, start: number, length: number): number | undefined {
  const first = block[start] ?? 0;
  if (first === 0x80 || first === 0xff) return binaryAt(block, start, length, first === 0xff);
  const plain = digitsAt(block, start, length);
  if (plain !== undefined) return plain;
  const text = textAt(block, start, length).trim();
  if (text === '') return 0;
  return OCTAL.test(text) ? Number.parseInt(text, 8) : undefined;
}

const ZERO = 0x30;
const SEVEN = 0x37;

/** Octal digits up to a NUL or space, as nearly all numbers are written; undefined for any other form. */
function digitsAt(block: Uint8Array, start: number, length: number): number | undefined {
  let value = 0;
  for (let at = start; at < start + length; at += 1) {
    const byte = block[at] ?? 0;
    if (byte === 0) return value;
    // Whatever stands behind a space is for the slower reading to judge.
    if (byte === SPACE && at > start) return isEndAt(block, at + 1, start + length) ? value : undefined;
    if (byte < ZERO || byte > SEVEN) return undefined;
    value = value * 8 + (byte - ZERO);
  }
  return value;
}

function isEndAt(block: Uint8Array, at: number, end: number): boolean {
  return at >= end || block[at] === 0;
}

function binaryAt(block: Uint8Array, start: number, length: number, isNegative: boolean): number | undefined {
  let value = isNegative ? -1n : 0n;
  for (const byte of block.subarray(start + 1, start + length)) value = (value << 8n) | BigInt(byte);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** Text up to the first NUL. Bytes that are no UTF-8 are kept apart as characters of their own. */
function textAt(block: Uint8Array, start: number, length: number): string {
  if (block[start] === 0) return '';
  return untilNul(block.subarray(start, start + length));
}

/** The text of bytes up to the first NUL. */
export function untilNul(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return decodeName(end < 0 ? bytes : bytes.subarray(0, end));
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A name as text. A name that is no UTF-8 is read byte by byte, so that no two of them become one. */
export function decodeName(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  }
}
