const POLYNOMIAL = 0xedb88320;
const BITS = 8;

let table: Uint32Array | undefined;

/**
 * The CRC-32 of a text of ASCII (ISO 3309, ITU-T V.42). `node:zlib` has one too, and loading it would cost 3 ms of every
 * start for tokens that few manifests hold.
 */
export function crc32(text: string): number {
  table ??= makeTable();
  let sum = 0xffffffff;
  for (let index = 0; index < text.length; index += 1) {
    sum = (sum >>> BITS) ^ (table[(sum ^ text.charCodeAt(index)) & 0xff] ?? 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

function makeTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < BITS; bit += 1) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
    return value;
  });
}
