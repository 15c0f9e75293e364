import { CsvError, parse } from 'csv-parse/sync';
import { isMapping } from '../../core/record.ts';
import type { Feed, FeedFault } from './feed.ts';
import { readKev } from './read-kev.ts';

const COLUMNS = ['cveID', 'dateAdded'] as const;

/** Whether a text is the catalogue of known exploited vulnerabilities as comma-separated values, whole or not. */
export function isKevTable(text: string): boolean {
  return /^\uFEFF?"?cveID"?,/.test(text);
}

/**
 * The catalogue of known exploited vulnerabilities as comma-separated values, which tell the same as its JSON without the day when it was released.
 * Source: https://www.cisa.gov/known-exploited-vulnerabilities-catalog.
 */
export function readKevTable(text: string): Feed | FeedFault {
  const rows = rowsIn(text);
  if ('why' in rows) return rows;
  const [first] = rows;
  if (first === undefined) return { why: 'it has no rows' };
  const columns = COLUMNS.every((name) => isMapping(first) && Object.hasOwn(first, name));
  if (!columns) return { why: `its first line does not name the columns ${COLUMNS.join(' and ')}` };
  return readKev({ catalogVersion: '', vulnerabilities: rows });
}

function rowsIn(text: string): readonly unknown[] | FeedFault {
  try {
    return parse(text, { bom: true, columns: true, record_delimiter: ['\r\n', '\n'] });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { why: `its line ${String(error['lines'])} cannot be read: ${WHY[error.code] ?? error.code}` };
  }
}

/** What the reader's own words say, without the text that is read. */
const WHY: Readonly<Partial<Record<CsvError['code'], string>>> = {
  CSV_INVALID_CLOSING_QUOTE: 'something stands behind the quote that ends a value',
  CSV_QUOTE_NOT_CLOSED: 'a value that begins with a quote does not end with one',
  CSV_RECORD_INCONSISTENT_COLUMNS: 'it has another number of values than there are columns',
  INVALID_OPENING_QUOTE: 'a quote stands in a value that does not begin with one',
};
