import type { ByteSource } from '../../core/ports.ts';
import { BinaryFault, type ByteView } from '../byte-view.ts';
import { viewOf } from '../source-view.ts';

/** The size of what stands before the cells, in bytes. */
const HEADER = 4096;
/** A list of keys of so many bytes has a hundred thousand of them. */
const MOST_BYTES = 1024 * 1024;

/** So many cells are read of one file: what is asked of a hive has a few thousand, and a cell may be listed again and again. */
const MOST_CELLS = 500_000;

/** The cells of a hive, each by its offset behind the header. */
export class Cells {
  readonly #source: ByteSource;
  #read = 0;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** Whether no more cells are read. */
  get isSpent(): boolean {
    return this.#read > MOST_CELLS;
  }

  /** The offset of the cell of the root; undefined for a file that is no hive. */
  async root(): Promise<number | undefined> {
    if (this.#source.size < HEADER) return undefined;
    const header = await viewOf(this.#source, 0, 48, 'little');
    return header.text(0, 4) === 'regf' ? header.uint32(36) : undefined;
  }

  /** A cell that is in use, as a view of what is in it. */
  async at(offset: number): Promise<ByteView> {
    this.#read += 1;
    const start = HEADER + offset;
    if (this.isSpent) throw new BinaryFault(start, `more than ${MOST_CELLS} cells are asked for`);
    const size = -(await viewOf(this.#source, start, 4, 'little')).int32(0);
    if (size < 8) throw new BinaryFault(start, 'the cell there is not in use');
    if (size > MOST_BYTES)
      throw new BinaryFault(start, `a cell of ${size} bytes is larger than the ${MOST_BYTES} that are read`);
    return viewOf(this.#source, start + 4, size - 4, 'little');
  }
}
