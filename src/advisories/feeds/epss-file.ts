import { constants, zstdCompressSync } from 'node:zlib';
import type { Likelihood } from '../../core/vulnerability.ts';

/**
 * A file with the EPSS score of every CVE, made to be read in few places: its mark, the length of its index, the index as JSON, and pages
 * of rows sorted by year and number. A page has rows of one year, in columns: the numbers, each as what it adds to the one before, the
 * probabilities and the percentiles in hundred-thousandths. All integers have 32 bits with the least byte first; the index and every page
 * are packed with zstd and have a checksum.
 */
export const EPSS_MARK = 'PLEP0001';

/** The mark and the length of the index. */
export const EPSS_HEAD_BYTES: number = EPSS_MARK.length + 4;

/** Probabilities are published with five digits. */
export const EPSS_UNITS = 100_000;

/** The bytes of a column for each row. */
export const CELL_BYTES = 4;

/** The columns of a page. */
export const COLUMN_COUNT = 3;

/** The most rows of a page. */
export const PAGE_ROWS = 2048;

/** The pages of a file, in the order of their rows; offsets count from the end of the index, in bytes. */
export type EpssIndex = readonly (readonly [
  year: number,
  first: number,
  rows: number,
  offset: number,
  length: number,
])[];

/** The score of a CVE. */
export interface CveScore extends Likelihood {
  readonly year: number;
  readonly number: number;
}

/** Writes scores. Of two of one CVE the later counts. */
export function writeEpss(scores: readonly CveScore[]): { readonly bytes: Uint8Array; readonly entries: number } {
  const index: (readonly [number, number, number, number, number])[] = [];
  const pages: Uint8Array[] = [];
  let offset = 0;
  const rows = withoutDoubles(scores.toSorted((a, b) => a.year - b.year || a.number - b.number));
  for (const page of pagesOf(rows)) {
    const columns = zstdCompressSync(columnsOf(page), PACKING);
    const [{ year, number }] = page;
    index.push([year, number, page.length, offset, columns.length]);
    pages.push(columns);
    offset += columns.length;
  }
  const packed = zstdCompressSync(JSON.stringify(index satisfies EpssIndex), PACKING);
  const head = Buffer.alloc(EPSS_HEAD_BYTES);
  head.write(EPSS_MARK);
  head.writeUInt32LE(packed.length, EPSS_MARK.length);
  return { bytes: Buffer.concat([head, packed, ...pages]), entries: rows.length };
}

const PACKING = {
  params: { [constants.ZSTD_c_compressionLevel]: 9, [constants.ZSTD_c_checksumFlag]: 1 },
};

function withoutDoubles(sorted: readonly CveScore[]): readonly CveScore[] {
  return sorted.filter(({ year, number }, at) => {
    const next = sorted[at + 1];
    return next?.year !== year || next.number !== number;
  });
}

type Page = readonly [CveScore, ...CveScore[]];

function* pagesOf(rows: readonly CveScore[]): Generator<Page> {
  let page: [CveScore, ...CveScore[]] | undefined;
  for (const row of rows) {
    if (page !== undefined && page[0].year === row.year && page.length < PAGE_ROWS) page.push(row);
    else {
      if (page !== undefined) yield page;
      page = [row];
    }
  }
  if (page !== undefined) yield page;
}

function columnsOf(page: Page): Uint8Array {
  const bytes = Buffer.alloc(page.length * CELL_BYTES * COLUMN_COUNT);
  let before = page[0].number;
  for (const [row, { number, probability, percentile }] of page.entries()) {
    const cells = [number - before, Math.round(probability * EPSS_UNITS), Math.round(percentile * EPSS_UNITS)];
    for (const [column, cell] of cells.entries()) bytes.writeUInt32LE(cell, (column * page.length + row) * CELL_BYTES);
    before = number;
  }
  return bytes;
}
