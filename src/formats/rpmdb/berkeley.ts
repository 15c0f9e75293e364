import { attempt, BinaryFault, type ByteOrder, ByteView } from '../byte-view.ts';
import type { DatabaseRecord } from './record.ts';

const HASH_MAGIC = 0x06_15_61;
const MAGIC_AT = 12;

/** Types of pages. Source: Berkeley DB, src/dbinc/db_page.h. */
const HASH_UNSORTED = 2;
const OVERFLOW = 7;
const HASH = 13;

/** Types of items: one that stands in the page, and one that stands in overflow pages. */
const KEY_DATA = 1;
const OFF_PAGE = 3;

const PAGE_HEADER = 26;

/** The order of the bytes of a hash database, which is that of the machine that made it; undefined for what is none. */
export function berkeleyOrder(bytes: Uint8Array): ByteOrder | undefined {
  if (bytes.length < MAGIC_AT + 4) return undefined;
  if (new ByteView(bytes, 'little').uint32(MAGIC_AT) === HASH_MAGIC) return 'little';
  return new ByteView(bytes, 'big').uint32(MAGIC_AT) === HASH_MAGIC ? 'big' : undefined;
}

/**
 * Reads the headers of a Berkeley DB hash. Every page is looked at in its order, whatever bucket it belongs to, so that damage in one hides
 * no other. Source: Berkeley DB, src/dbinc/db_page.h; github.com/rpm-software-management/rpm/lib/backend/bdb_ro.c.
 */
export function* readBerkeley(bytes: Uint8Array, order: ByteOrder): Generator<DatabaseRecord | BinaryFault> {
  const pages = attempt(() => new HashPages(new ByteView(bytes, order)));
  if (pages instanceof BinaryFault) {
    yield pages;
    return;
  }
  for (let number = 1; number < pages.count; number += 1) {
    const page = attempt(() => pages.at(number, 0));
    if (page instanceof BinaryFault) yield page;
    else if (page.uint8(25) === HASH || page.uint8(25) === HASH_UNSORTED) yield* recordsOf(pages, page);
  }
  const { rest } = pages;
  if (rest !== undefined) yield rest;
}

/** Items come in pairs, a key and its value. */
function* recordsOf(pages: HashPages, page: ByteView): Generator<DatabaseRecord | BinaryFault> {
  const count = page.uint16(20);
  for (let index = 0; index + 1 < count; index += 2) {
    const record = attempt(() => recordAt(pages, page, index));
    if (record !== undefined) yield record;
    if (record instanceof BinaryFault && PAGE_HEADER + 2 * index >= page.length) return;
  }
}

/** The record of a pair; undefined for the one that only counts them. */
function recordAt(pages: HashPages, page: ByteView, index: number): DatabaseRecord | undefined {
  const key = itemAt(page, index);
  if (key.uint8(0) === KEY_DATA && key.length === 5 && key.uint32(1) === 0) return undefined;
  const value = itemAt(page, index + 1);
  const type = value.uint8(0);
  if (type === KEY_DATA) return { header: value.part(1, value.length - 1) };
  if (type !== OFF_PAGE) throw value.fault(0, `an item of type ${type} is no header of a package`);
  return { header: pages.chain(value.uint32(4), value.uint32(8), value.start) };
}

/** Items stand in a page from its end, each before the one that came before it. */
function itemAt(page: ByteView, index: number): ByteView {
  const place = (item: number): number => page.uint16(PAGE_HEADER + 2 * item);
  const end = index === 0 ? page.length : place(index - 1);
  return page.part(place(index), end - place(index));
}

class HashPages {
  readonly count: number;
  /** What lacks at the end of the file. */
  readonly rest: BinaryFault | undefined;
  readonly #file: ByteView;
  readonly #size: number;
  readonly #isTaken: Uint8Array;

  constructor(file: ByteView) {
    this.#file = file;
    this.#size = file.uint32(20);
    if (this.#size < 512 || this.#size > 65_536 || (this.#size & (this.#size - 1)) !== 0)
      throw file.fault(20, `${this.#size} is no size of a page`);
    if (file.uint8(24) !== 0) throw file.fault(24, 'it is encrypted');
    const told = file.uint32(32) + 1;
    this.count = Math.min(told, Math.floor(file.length / this.#size));
    this.rest = this.count < told ? file.fault(this.count * this.#size, 'it ends too early') : undefined;
    this.#isTaken = new Uint8Array(this.count);
  }

  at(number: number, from: number): ByteView {
    if (number >= this.count) throw new BinaryFault(from, `page ${number} is not there`);
    return this.#file.part(number * this.#size, this.#size);
  }

  /** The bytes of an item that stands in a chain of overflow pages. Each page belongs to one. */
  chain(first: number, length: number, from: number): ByteView {
    const parts: Uint8Array[] = [];
    let missing = length;
    let link = { number: first, from };
    while (missing > 0) {
      const page = this.at(link.number, link.from);
      if (page.uint8(25) !== OVERFLOW) throw page.fault(25, `page ${link.number} is no overflow page`);
      if (this.#isTaken[link.number] === 1)
        throw new BinaryFault(link.from, `page ${link.number} stands in two places`);
      this.#isTaken[link.number] = 1;
      const part = page.part(PAGE_HEADER, Math.min(missing, page.uint16(22)));
      if (part.length === 0) throw page.fault(22, 'an overflow page is empty');
      parts.push(part.bytes);
      missing -= part.length;
      link = { number: page.uint32(16), from: page.start + 16 };
    }
    return new ByteView(Buffer.concat(parts), 'big', first * this.#size + PAGE_HEADER);
  }
}
