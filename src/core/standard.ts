/** What may follow the beginning of a standard's id, so that `5.2.1` is no beginning of `5.2.10`. */
const BOUNDARIES = new Set(['/', '.', '-']);

/** Whether a query names a standard's requirement: by its id, or by the beginning of it up to a `/`, `.` or `-`. */
export function namesStandard(query: string, id: string): boolean {
  if (!id.startsWith(query)) return false;
  const next = id[query.length];
  return next === undefined || query.endsWith('/') || BOUNDARIES.has(next);
}
