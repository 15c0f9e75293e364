import { csvRecords } from './csv.ts';
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
  const vulnerabilities: Readonly<Record<string, unknown>>[] = [];
  let columns: readonly number[] | undefined;
  let width = 0;
  for (const record of csvRecords(text)) {
    if ('why' in record) return { why: `its line ${record.line} cannot be read: ${record.why}` };
    const { fields, line } = record;
    if (columns === undefined) {
      width = fields.length;
      columns = COLUMNS.map((name) => fields.indexOf(name));
      if (columns.includes(-1)) return { why: `its first line does not name the columns ${COLUMNS.join(' and ')}` };
      continue;
    }
    if (fields.length !== width) return { why: `its line ${line} has ${fields.length} values instead of ${width}` };
    const values = columns.map((at) => fields[at]);
    vulnerabilities.push(Object.fromEntries(COLUMNS.map((name, index) => [name, values[index]])));
  }
  if (vulnerabilities.length === 0) return { why: 'it has no rows' };
  return readKev({ catalogVersion: '', vulnerabilities });
}
