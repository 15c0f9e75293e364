import { attempt, BinaryFault, ByteView } from '../byte-view.ts';
import { type Pages, treeStartOf } from './database.ts';
import { readVarint } from './record.ts';

/** The row of a table as its record, whole. */
export interface Row {
  readonly record: ByteView;
}

const INTERIOR_TABLE = 5;
const LEAF_TABLE = 13;

/** Deeper than any table that fits into the largest database: every page has at least two below it. */
const MAX_DEPTH = 64;

/** The place of a page in a tree. */
interface Place {
  readonly page: number;
  readonly from: number;
  readonly depth: number;
}

/**
 * The rows of the table whose tree begins at a page, in the order of their keys. What is damaged is told in its place, and the rest is read.
 * Source: https://www.sqlite.org/fileformat2.html#b_tree_pages.
 */
export function* rowsOf(pages: Pages, root: Omit<Place, 'depth'>): Generator<Row | BinaryFault> {
  const left: Place[] = [{ ...root, depth: 0 }];
  for (let place = left.pop(); place !== undefined; place = left.pop()) {
    const { page: number, from } = place;
    const page = attempt(() => pages.take(number, from));
    if (page instanceof BinaryFault) {
      yield page;
      continue;
    }
    const kind = attempt(() => page.uint8(treeStartOf(page)));
    if (kind === LEAF_TABLE) yield* rowsOfLeaf(pages, page);
    else if (kind === INTERIOR_TABLE && place.depth < MAX_DEPTH) yield* goDown(page, place, left);
    else if (kind instanceof BinaryFault) yield kind;
    else yield page.fault(treeStartOf(page), `page ${number} is none of a table`);
  }
}

/** Puts the pages below one on the pile, the first on top. */
function* goDown(page: ByteView, { depth }: Place, left: Place[]): Generator<BinaryFault> {
  const below: Place[] = [];
  const start = treeStartOf(page);
  for (const cell of cellsOf(page, start + 12)) {
    const number = cell instanceof BinaryFault ? cell : attempt(() => page.uint32(cell));
    if (number instanceof BinaryFault) yield number;
    else if (!(cell instanceof BinaryFault)) below.push({ page: number, from: page.start + cell, depth: depth + 1 });
  }
  const last = attempt(() => page.uint32(start + 8));
  if (last instanceof BinaryFault) yield last;
  else below.push({ page: last, from: page.start + start + 8, depth: depth + 1 });
  left.push(...below.toReversed());
}

function* rowsOfLeaf(pages: Pages, page: ByteView): Generator<Row | BinaryFault> {
  for (const cell of cellsOf(page, treeStartOf(page) + 8)) {
    yield cell instanceof BinaryFault ? cell : attempt(() => ({ record: recordAt(pages, page, cell) }));
  }
}

/** Where the cells of a page begin; their places are told from `pointers` on. */
function* cellsOf(page: ByteView, pointers: number): Generator<number | BinaryFault> {
  const count = attempt(() => page.uint16(treeStartOf(page) + 3));
  if (count instanceof BinaryFault) {
    yield count;
    return;
  }
  for (let index = 0; index < count; index += 1) {
    const cell = attempt(() => page.uint16(pointers + 2 * index));
    yield cell;
    if (cell instanceof BinaryFault) return;
  }
}

/** The record of a cell, with what of it stands in overflow pages. */
function recordAt(pages: Pages, page: ByteView, cell: number): ByteView {
  const size = readVarint(page, cell);
  const { end } = readVarint(page, size.end);
  const local = localSize(size.value, pages.header.usableSize);
  if (local === size.value) return page.part(end, local);
  const parts = [page.part(end, local).bytes];
  let missing = size.value - local;
  let link = { number: page.uint32(end + local), from: page.start + end + local };
  while (missing > 0) {
    const overflow = pages.take(link.number, link.from);
    const part = overflow.part(4, Math.min(missing, pages.header.usableSize - 4));
    parts.push(part.bytes);
    missing -= part.length;
    link = { number: overflow.uint32(0), from: overflow.start };
  }
  return new ByteView(Buffer.concat(parts), 'big', page.start + end);
}

/** How much of a record stands in the leaf. Source: https://www.sqlite.org/fileformat2.html#b_tree_pages, "overflow". */
function localSize(size: number, usable: number): number {
  const most = usable - 35;
  if (size <= most) return size;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const even = least + ((size - least) % (usable - 4));
  return even <= most ? even : least;
}
