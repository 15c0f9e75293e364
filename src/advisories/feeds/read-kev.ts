import * as v from 'valibot';
import type { Feed, FeedFault, KeptExploited } from './feed.ts';
import { feedDay, feedName, jsonBytes, shapeFault } from './feed-shape.ts';

/** Source: https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities_schema.json. */
const kevSchema = v.object({
  catalogVersion: feedName,
  dateReleased: v.optional(feedName, ''),
  vulnerabilities: v.array(
    v.object({ cveID: v.pipe(v.string(), v.regex(/^CVE-\d{4}-\d{4,19}$/)), dateAdded: feedDay }),
  ),
});

/** Whether a value is the catalogue of known exploited vulnerabilities, whole or not. */
export function isKev(value: unknown): boolean {
  return v.is(v.object({ catalogVersion: v.unknown(), vulnerabilities: v.unknown() }), value);
}

/** The catalogue of known exploited vulnerabilities. */
export function readKev(value: unknown): Feed | FeedFault {
  const { success, output, issues } = v.safeParse(kevSchema, value);
  if (!success) return shapeFault(issues[0]);
  const kept: KeptExploited = Object.fromEntries(
    output.vulnerabilities.map(({ cveID, dateAdded }) => [cveID, dateAdded]),
  );
  return { name: 'kev', modified: output.dateReleased, entries: Object.keys(kept).length, bytes: jsonBytes(kept) };
}
