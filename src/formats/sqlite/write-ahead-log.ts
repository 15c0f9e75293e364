import { attempt, BinaryFault, ByteView } from '../byte-view.ts';

const HEADER_SIZE = 32;
const FRAME_HEADER_SIZE = 24;

/** The last bit tells how the words that are summed are written. */
const MAGIC = 0x37_7f_06_82;
const VERSION = 3_007_000;

/** What a log tells of the database as it was after its last commit. */
interface Committed {
  readonly pageSize: number;
  /** How many pages the database has. */
  readonly pages: number;
  /** Where the last version of each page that was changed stands, by its number, counted from 1. */
  readonly places: ReadonlyMap<number, number>;
  /** How many versions of pages are committed. */
  readonly frames: number;
}

/**
 * How many pages a write-ahead log of SQLite has of transactions that were committed; whether they stand in the database, too, it does not tell. SQLite
 * takes what is damaged for the end of it, and a log without a commit for none. Source: https://www.sqlite.org/fileformat2.html#walformat.
 */
export function committedPages(bytes: Uint8Array): number {
  return committedIn(bytes)?.frames ?? 0;
}

/**
 * A database with all that its write-ahead log has committed, as SQLite would read it. Undefined where the log has nothing of it, or is not one of this
 * database: its pages have another size, or would leave gaps.
 */
export function withCommitted(database: Uint8Array, log: Uint8Array): Uint8Array | undefined {
  const committed = committedIn(log);
  if (committed === undefined || (database.length > 0 && pageSizeOf(database) !== committed.pageSize)) return undefined;
  const { pageSize, pages, places } = committed;
  const before = Math.floor(database.length / pageSize);
  if (pages > before + places.size) return undefined;
  const whole = new Uint8Array(pages * pageSize);
  whole.set(database.subarray(0, whole.length));
  for (const [page, place] of places) {
    const start = (page - 1) * pageSize;
    if (page >= 1 && start < whole.length) whole.set(log.subarray(place, place + pageSize), start);
  }
  return whole;
}

/** Source: https://www.sqlite.org/fileformat2.html#the_database_header. */
function pageSizeOf(database: Uint8Array): number {
  const written = ((database[16] ?? 0) << 8) | (database[17] ?? 0);
  return written === 1 ? 65_536 : written;
}

function committedIn(bytes: Uint8Array): Committed | undefined {
  const log = new ByteView(bytes, 'big');
  const sizes = attempt(() => headerOf(log));
  if (sizes instanceof BinaryFault || sizes === undefined) return undefined;
  const { pageSize, isBig } = sizes;
  const sums = new Sums(log, isBig);
  sums.add(0, HEADER_SIZE - 8);
  if (!sums.stand(HEADER_SIZE - 8)) return undefined;
  const places = new Map<number, number>();
  let found: Committed | undefined;
  let begun: (readonly [page: number, place: number])[] = [];
  for (let frames = 1; ; frames += 1) {
    const start = HEADER_SIZE + (frames - 1) * (FRAME_HEADER_SIZE + pageSize);
    const place = start + FRAME_HEADER_SIZE;
    if (place + pageSize > log.length || !isOf(log, start)) return found;
    sums.add(start, 8);
    sums.add(place, pageSize);
    if (!sums.stand(place - 8)) return found;
    begun.push([log.uint32(start), place]);
    const pages = log.uint32(start + 4);
    if (pages === 0) continue;
    for (const [page, at] of begun) places.set(page, at);
    begun = [];
    found = { pageSize, pages, places, frames };
  }
}

function headerOf(log: ByteView): { readonly pageSize: number; readonly isBig: boolean } | undefined {
  const magic = log.uint32(0);
  const pageSize = log.uint32(8);
  const isPageSize = pageSize >= 512 && pageSize <= 65_536 && (pageSize & (pageSize - 1)) === 0;
  const isKnown = (magic & ~1) === MAGIC && log.uint32(4) === VERSION && isPageSize && log.length >= HEADER_SIZE;
  return isKnown ? { pageSize, isBig: (magic & 1) === 1 } : undefined;
}

/** Whether a frame has the salts of the header: others are left from before the log was begun anew. */
function isOf(log: ByteView, frame: number): boolean {
  return log.uint32(frame + 8) === log.uint32(16) && log.uint32(frame + 12) === log.uint32(20);
}

/** The sums of all that stands before, which each frame has. */
class Sums {
  readonly #log: ByteView;
  readonly #view: DataView;
  readonly #isLittle: boolean;
  #first = 0;
  #second = 0;

  constructor(log: ByteView, isBig: boolean) {
    this.#log = log;
    this.#view = new DataView(log.bytes.buffer, log.bytes.byteOffset, log.bytes.byteLength);
    this.#isLittle = !isBig;
  }

  add(start: number, length: number): void {
    for (let at = start; at < start + length; at += 8) {
      this.#first = (this.#first + this.#view.getUint32(at, this.#isLittle) + this.#second) >>> 0;
      this.#second = (this.#second + this.#view.getUint32(at + 4, this.#isLittle) + this.#first) >>> 0;
    }
  }

  /** Whether they are those that are written at a place. */
  stand(at: number): boolean {
    return this.#log.uint32(at) === this.#first && this.#log.uint32(at + 4) === this.#second;
  }
}
