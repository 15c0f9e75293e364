import { ChunkFault } from './chunk.ts';

/** A row of a table of contents, as it is written. */
export type Row = Readonly<Record<string, unknown>>;

/** A text in a row; empty where there is none. */
export function textIn(row: Row, field: string): string {
  const value = row[field] ?? '';
  if (typeof value === 'string') return value;
  throw new ChunkFault(`its table of contents has something else than text as ${field}`);
}

/** A number of bytes, or any other that is not negative; 0 where there is none. */
export function countIn(row: Row, field: string): number {
  const value = row[field] ?? 0;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new ChunkFault(`its table of contents has something else than a count as ${field}`);
}
