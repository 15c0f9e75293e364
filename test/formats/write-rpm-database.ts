import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { ByteOrder } from '../../src/formats/byte-view.ts';
import { temporaryTree } from '../temporary-tree.ts';

/** Writes a database as rpm's SQLite backend lays it out. */
export function writeSqlite(headers: readonly Uint8Array[], pageSize = 4096): Uint8Array {
  const tree = temporaryTree();
  const path = tree.path('rpmdb.sqlite');
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA page_size = ${pageSize}`);
  database.exec("CREATE TABLE 'Name' (key 'TEXT' NOT NULL, hnum INTEGER NOT NULL, idx INTEGER NOT NULL)");
  database.exec("CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL)");
  const insert = database.prepare('INSERT INTO Packages (blob) VALUES (?)');
  for (const header of headers) insert.run(header);
  database.close();
  const bytes = readFileSync(path);
  tree.remove();
  return bytes;
}

const PAGE = 4096;
const BLOCK = 16;

/** Writes a database as rpm's NDB backend lays it out. */
export function writeNdb(headers: readonly Uint8Array[]): Uint8Array {
  const slots = Buffer.alloc(PAGE);
  slots.write('RpmP');
  slots.writeUInt32LE(1, 12);
  for (let at = 2 * BLOCK; at < PAGE; at += BLOCK) slots.write('Slot', at);
  const blobs: Uint8Array[] = [];
  let block = PAGE / BLOCK;
  for (const [index, header] of headers.entries()) {
    const size = Math.ceil((16 + header.length + 12) / BLOCK);
    const blob = Buffer.alloc(size * BLOCK);
    blob.write('BlbS');
    blob.writeUInt32LE(index + 1, 4);
    blob.writeUInt32LE(header.length, 12);
    blob.set(header, 16);
    blob.write('BlbE', blob.length - 4);
    blobs.push(blob);
    slots.writeUInt32LE(index + 1, (index + 2) * BLOCK + 4);
    slots.writeUInt32LE(block, (index + 2) * BLOCK + 8);
    slots.writeUInt32LE(size, (index + 2) * BLOCK + 12);
    block += size;
  }
  return Buffer.concat([slots, ...blobs]);
}

/** Writes a database as Berkeley DB lays out a hash, with pages of 512 bytes. */
export function writeBerkeley(headers: readonly Uint8Array[], order: ByteOrder = 'little'): Uint8Array {
  const writer = new BerkeleyWriter(order);
  const pages = headers.flatMap((header, index) => writer.pagesOf(header, index + 1));
  return Buffer.concat([writer.metadata(pages.length), ...pages]);
}

const HASH_PAGE = 512;
const HASH_PAGE_HEADER = 26;

class BerkeleyWriter {
  readonly #order: ByteOrder;
  #next = 1;

  constructor(order: ByteOrder) {
    this.#order = order;
  }

  metadata(last: number): Buffer {
    const page = Buffer.alloc(HASH_PAGE);
    this.#write32(page, 12, 0x06_15_61);
    this.#write32(page, 20, HASH_PAGE);
    page[25] = 8;
    this.#write32(page, 32, last);
    return page;
  }

  /** A page with one pair, and the overflow pages of its value. */
  pagesOf(header: Uint8Array, key: number): readonly Buffer[] {
    const bucket = this.#page(13);
    const chain = this.#chain(header);
    const keyAt = HASH_PAGE - 5;
    const valueAt = keyAt - 12;
    bucket[keyAt] = 1;
    this.#write32(bucket, keyAt + 1, key);
    bucket[valueAt] = 3;
    this.#write32(bucket, valueAt + 4, this.#next - chain.length);
    this.#write32(bucket, valueAt + 8, header.length);
    this.#write16(bucket, 20, 2);
    this.#write16(bucket, HASH_PAGE_HEADER, keyAt);
    this.#write16(bucket, HASH_PAGE_HEADER + 2, valueAt);
    return [bucket, ...chain];
  }

  #chain(header: Uint8Array): readonly Buffer[] {
    const room = HASH_PAGE - HASH_PAGE_HEADER;
    const pages: Buffer[] = [];
    for (let at = 0; at < header.length; at += room) {
      const part = header.subarray(at, at + room);
      const page = this.#page(7);
      if (at + room < header.length) this.#write32(page, 16, this.#next);
      this.#write16(page, 22, part.length);
      page.set(part, HASH_PAGE_HEADER);
      pages.push(page);
    }
    return pages;
  }

  #page(type: number): Buffer {
    const page = Buffer.alloc(HASH_PAGE);
    this.#write32(page, 8, this.#next);
    this.#next += 1;
    page[25] = type;
    return page;
  }

  #write16(buffer: Buffer, at: number, value: number): void {
    if (this.#order === 'little') buffer.writeUInt16LE(value, at);
    else buffer.writeUInt16BE(value, at);
  }

  #write32(buffer: Buffer, at: number, value: number): void {
    if (this.#order === 'little') buffer.writeUInt32LE(value, at);
    else buffer.writeUInt32BE(value, at);
  }
}
