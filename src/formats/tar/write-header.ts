import { BLOCK } from './header.ts';

/** The longest name that a header holds without another one before it, in bytes. */
const MAX_NAME_BYTES = 100;

/**
 * The header of a file of root that everybody can read, from the beginning of 1970: what is in an archive alone decides its bytes.
 * `name` has at most 100 bytes. Source: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html, ustar Interchange Format.
 */
export function fileHeader(name: string, size: number): Uint8Array {
  if (Buffer.byteLength(name) > MAX_NAME_BYTES) throw new RangeError(`${name} does not fit into a header`);
  const header = Buffer.alloc(BLOCK);
  header.write(name);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write(' '.repeat(8), 148);
  header.write('0', 156);
  header.write('ustar\u000000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

/** What fills the last block of a file of so many bytes. */
export function fileFilling(size: number): Uint8Array {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}

/** The end of an archive. */
export function archiveEnd(): Uint8Array {
  return Buffer.alloc(2 * BLOCK);
}
