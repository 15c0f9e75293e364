import type { DatabaseReport } from '../../core/report.ts';

/** What was asked of one database for several images, as one: what it was asked of any of them, and what of none. */
export function joinedDatabases(reports: readonly DatabaseReport[]): DatabaseReport | undefined {
  const [first, ...others] = reports;
  return first === undefined ? undefined : others.reduce(joined, first);
}

function joined(one: DatabaseReport, other: DatabaseReport): DatabaseReport {
  const sources = new Map([...one.sources, ...other.sources].map((source) => [source.name, source]));
  const unasked = new Map(Object.entries(one.unasked));
  for (const [type, count] of Object.entries(other.unasked)) unasked.set(type, (unasked.get(type) ?? 0) + count);
  return {
    path: one.path,
    modified: one.modified > other.modified ? one.modified : other.modified,
    sources: [...sources.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    unasked: Object.fromEntries(unasked),
  };
}
