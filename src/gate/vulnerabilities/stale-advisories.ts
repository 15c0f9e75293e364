import { advisoryErrors } from '../../advisories/errors.ts';
import { ageText } from '../../core/age-text.ts';
import { type Problem, problemOf } from '../../core/errors.ts';
import type { DatabaseReport } from '../../core/report.ts';

const DAY = 24 * 60 * 60 * 1000;

/** That advisories which were asked were taken longer ago than a policy allows; nothing where it allows any age. */
export function staleAdvisories(
  database: DatabaseReport | undefined,
  days: number | undefined,
  now: Date,
): readonly Problem[] {
  if (database === undefined || days === undefined) return [];
  const oldest = now.getTime() - days * DAY;
  // What is no time is older than any.
  const stale = database.sources.filter(({ taken }) => !(Date.parse(taken) >= oldest));
  if (stale.length === 0) return [];
  const what = stale.map(({ name, taken }) => `${name} (taken ${ageText(taken, now)})`).join(', ');
  return [problemOf(advisoryErrors, 'PL_E_ADVISORIES_STALE', { what, days, sources: stale.map(({ name }) => name) })];
}
