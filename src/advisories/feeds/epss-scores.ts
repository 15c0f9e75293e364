import { zstdDecompressSync } from 'node:zlib';
import * as v from 'valibot';
import type { ByteSource } from '../../core/ports.ts';
import type { Likelihood } from '../../core/vulnerability.ts';
import { DamagedShard } from '../database/damaged-shard.ts';
import {
  CELL_BYTES,
  COLUMN_COUNT,
  EPSS_HEAD_BYTES,
  EPSS_MARK,
  EPSS_UNITS,
  type EpssIndex,
  PAGE_ROWS,
} from './epss-file.ts';

/** More than the index of any real file, in bytes. */
const MAX_INDEX_BYTES = 4 * 1024 * 1024;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const indexSchema = v.array(
  v.strictTuple([count, count, v.pipe(count, v.minValue(1), v.maxValue(PAGE_ROWS)), count, count]),
);

/** An unpacked page. */
interface Page {
  /** The numbers of the CVEs in their year, sorted. */
  readonly numbers: Uint32Array;
  /** Its columns. */
  readonly columns: Buffer;
}

/** The EPSS scores that are kept, read where they are wanted. */
export class EpssScores {
  readonly #source: ByteSource;
  readonly #index: EpssIndex;
  /** Where the pages begin, in bytes. */
  readonly #start: number;
  readonly #pages = new Map<number, Promise<Page>>();

  private constructor(source: ByteSource, index: EpssIndex, start: number) {
    this.#source = source;
    this.#index = index;
    this.#start = start;
  }

  /** Opens a file of scores; what is none throws a `DamagedShard`. */
  static async open(source: ByteSource): Promise<EpssScores> {
    const head = Buffer.from(await source.read(0, EPSS_HEAD_BYTES));
    if (head.length < EPSS_HEAD_BYTES || head.toString('latin1', 0, EPSS_MARK.length) !== EPSS_MARK)
      throw new DamagedShard('the EPSS scores have no mark');
    const length = Math.min(head.readUInt32LE(EPSS_MARK.length), MAX_INDEX_BYTES);
    const packed = await source.read(EPSS_HEAD_BYTES, length);
    return new EpssScores(source, indexIn(unpacked(packed, MAX_INDEX_BYTES)), EPSS_HEAD_BYTES + length);
  }

  /** The score of a CVE; undefined for one that has none, and for what is no CVE. */
  async of(cve: string): Promise<Likelihood | undefined> {
    const [, year, number] = /^CVE-(\d{4})-(\d{4,10})$/.exec(cve) ?? [];
    const at = pageOf(this.#index, Number(year), Number(number));
    if (year === undefined || this.#index[at]?.[0] !== Number(year)) return undefined;
    const page = this.#pages.get(at) ?? this.#read(at);
    this.#pages.set(at, page);
    return likelihoodIn(await page, Number(number));
  }

  async #read(at: number): Promise<Page> {
    const [, first, rows, offset, length] = this.#index[at] ?? [0, 0, 0, 0, 0];
    const size = rows * CELL_BYTES * COLUMN_COUNT;
    const packed = await this.#source.read(this.#start + offset, length);
    const columns = unpacked(packed, size);
    if (columns?.length !== size) throw new DamagedShard(`the page ${at} of the EPSS scores is damaged`);
    const numbers = new Uint32Array(rows);
    let number = first;
    for (let row = 0; row < rows; row += 1) {
      number += columns.readUInt32LE(row * CELL_BYTES);
      numbers[row] = number;
    }
    return { numbers, columns };
  }
}

function likelihoodIn({ numbers, columns }: Page, number: number): Likelihood | undefined {
  const row = lastAtMost(numbers.length, (at) => (numbers[at] ?? 0) <= number);
  if (numbers[row] !== number) return undefined;
  const cell = (column: number): number =>
    columns.readUInt32LE((column * numbers.length + row) * CELL_BYTES) / EPSS_UNITS;
  return { probability: cell(1), percentile: cell(2) };
}

function indexIn(bytes: Buffer | undefined): EpssIndex {
  try {
    const index: unknown = JSON.parse(String(bytes));
    if (v.is(indexSchema, index)) return index;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new DamagedShard('the index of the EPSS scores is damaged');
}

function unpacked(packed: Uint8Array, size: number): Buffer | undefined {
  try {
    return zstdDecompressSync(packed, { maxOutputLength: size });
  } catch {
    return undefined;
  }
}

/** The page in which a CVE would stand: the last one that begins with it or before it; -1 where there is none. */
function pageOf(index: EpssIndex, year: number, number: number): number {
  return lastAtMost(index.length, (at) => {
    const [otherYear = 0, first = 0] = index[at] ?? [];
    return otherYear < year || (otherYear === year && first <= number);
  });
}

/** The last place of a sorted list that is at most what is looked for; -1 where there is none. */
function lastAtMost(length: number, isAtMost: (at: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAtMost(middle)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
