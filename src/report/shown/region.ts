import type { Finding } from '../../core/finding.ts';

/** The part of one line that a finding is about, counted from 1; the end is exclusive. */
export interface Region {
  readonly line: number;
  readonly column: number;
  /** Unknown where the line is not that of the source that was judged. */
  readonly endColumn?: number;
}

/**
 * Where to mark a finding. It is one line, the first: GitHub shows an alert in a pull request only where every line of
 * its region was changed there.
 */
export function regionOf({ location, place }: Finding): Region {
  const { line, column, rendered } = location;
  if (rendered !== undefined) return { line, column };
  const { start, end } = place.span;
  const newline = place.source.text.slice(start, end).search(/\r?\n/);
  return { line, column, endColumn: column + Math.max(1, newline < 0 ? end - start : newline) };
}
