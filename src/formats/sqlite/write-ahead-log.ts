import { attempt, BinaryFault, ByteView } from '../byte-view.ts';

const HEADER_SIZE = 32;
const FRAME_HEADER_SIZE = 24;

/** The last bit tells how the words that are summed are written. */
const MAGIC = 0x37_7f_06_82;
const VERSION = 3_007_000;

/**
 * How many pages a write-ahead log of SQLite has of transactions that were committed; whether they stand in the database, too, it does not tell. SQLite
 * takes what is damaged for the end of it, and a log without a commit for none. Source: https://www.sqlite.org/fileformat2.html#walformat.
 */
export function committedPages(bytes: Uint8Array): number {
  const log = new ByteView(bytes, 'big');
  const sizes = attempt(() => headerOf(log));
  if (sizes instanceof BinaryFault || sizes === undefined) return 0;
  const { pageSize, isBig } = sizes;
  const sums = new Sums(log, isBig);
  sums.add(0, HEADER_SIZE - 8);
  if (!sums.stand(HEADER_SIZE - 8)) return 0;
  let committed = 0;
  for (let frames = 1; ; frames += 1) {
    const start = HEADER_SIZE + (frames - 1) * (FRAME_HEADER_SIZE + pageSize);
    if (start + FRAME_HEADER_SIZE + pageSize > log.length || !isOf(log, start)) return committed;
    sums.add(start, 8);
    sums.add(start + FRAME_HEADER_SIZE, pageSize);
    if (!sums.stand(start + FRAME_HEADER_SIZE - 8)) return committed;
    const sizeAfterCommit = log.uint32(start + 4);
    if (sizeAfterCommit !== 0) committed = frames;
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
