import { BinaryFault, ByteView } from '../byte-view.ts';

/** Where a database begins, and how its text is written. */
export interface DatabaseHeader {
  /** In bytes. */
  readonly pageSize: number;
  /** What of each page can be used, in bytes. */
  readonly usableSize: number;
  readonly encoding: TextEncoding;
}

/** How the text of a database is written. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

const MAGIC = 'SQLite format 3\0';
const HEADER_SIZE = 100;

export function isSqlite(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1', 0, MAGIC.length) === MAGIC;
}

/** Reads the header. Source: https://www.sqlite.org/fileformat2.html#the_database_header. */
function readDatabaseHeader(view: ByteView): DatabaseHeader {
  const written = view.uint16(16);
  const pageSize = written === 1 ? 65_536 : written;
  if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0) throw view.fault(16, `${written} is no size of a page`);
  const usableSize = pageSize - view.uint8(20);
  if (usableSize < 480) throw view.fault(20, 'too little of each page can be used');
  return { pageSize, usableSize, encoding: ENCODINGS[view.uint32(56)] ?? 'utf-8' };
}

const ENCODINGS: Readonly<Record<number, TextEncoding>> = { 1: 'utf-8', 2: 'utf-16le', 3: 'utf-16be' };

/** The pages of a database. Each is given out once: in a sound database every page has one place. */
export class Pages {
  readonly header: DatabaseHeader;
  readonly #view: ByteView;
  readonly #isTaken: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#view = new ByteView(bytes, 'big');
    this.header = readDatabaseHeader(this.#view);
    this.#isTaken = new Uint8Array(Math.ceil(bytes.length / this.header.pageSize) + 1);
  }

  /** A page by its number, counted from 1; `from` is the place that names it. */
  take(number: number, from: number): ByteView {
    const { pageSize, usableSize } = this.header;
    const start = (number - 1) * pageSize;
    if (number < 1 || start >= this.#view.length) throw new BinaryFault(from, `page ${number} is not there`);
    if (this.#isTaken[number] === 1) throw new BinaryFault(from, `page ${number} stands in two places`);
    this.#isTaken[number] = 1;
    return this.#view.part(start, Math.min(usableSize, this.#view.length - start));
  }
}

/** Where the header of the B-tree stands in a page: the first one begins with the header of the database. */
export function treeStartOf(page: ByteView): number {
  return page.start === 0 ? HEADER_SIZE : 0;
}
