import type { ByteView } from '../byte-view.ts';

/** A number of variable length, and where it ends. */
interface Varint {
  readonly value: number;
  readonly end: number;
}

/** Reads a number of one to nine bytes. Source: https://www.sqlite.org/fileformat2.html#varint. */
export function readVarint(view: ByteView, at: number): Varint {
  let value = 0;
  for (let index = 0; index < 8; index += 1) {
    const byte = view.uint8(at + index);
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, end: at + index + 1 };
  }
  return { value: value * 256 + view.uint8(at + 8), end: at + 9 };
}

/** A value of a row as its bytes; a NULL has none. */
export interface Column {
  /** The number that says what it is: 0 is NULL, 1 to 9 are numbers, even ones from 12 BLOBs, odd ones from 13 text. */
  readonly type: number;
  readonly value: ByteView;
}

/** Sizes of the types 0 to 11, in bytes. */
const SIZES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0];

/** The most columns that SQLite lets a table have. Source: https://www.sqlite.org/limits.html. */
const MAX_COLUMNS = 32_767;

/** Reads the columns of a row. Source: https://www.sqlite.org/fileformat2.html#record_format. */
export function readRecord(record: ByteView): readonly Column[] {
  const { value: headerSize, end } = readVarint(record, 0);
  const columns: Column[] = [];
  let body = headerSize;
  for (let at = end; at < headerSize && columns.length < MAX_COLUMNS; ) {
    const type = readVarint(record, at);
    const length = SIZES[type.value] ?? Math.floor((type.value - 12) / 2);
    columns.push({ type: type.value, value: record.part(body, length) });
    body += length;
    at = type.end;
  }
  return columns;
}

/** The number that a column holds; only those that are needed to find a table: whole and not negative. */
export function numberOf({ type, value }: Column): number {
  if (type === 8 || type === 9) return type - 8;
  let number = 0;
  for (const byte of value.bytes) number = number * 256 + byte;
  return number;
}

export function isBlob({ type }: Column): boolean {
  return type >= 12 && type % 2 === 0;
}
