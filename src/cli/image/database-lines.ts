import { ageText } from '../../core/age-text.ts';
import type { Report } from '../../core/report.ts';
import { printable } from '../../report/excerpt/printable.ts';
import { plural } from '../../report/shown/plural.ts';

/** How many vulnerabilities are not shown, what nobody publishes advisories of, and how old the advisories are: a line for each that applies. */
export function databaseLines(report: Report, shown: Report, now: Date): string {
  const hidden = report.findings.length - shown.findings.length;
  const { database } = report;
  const lines = hidden === 0 ? [] : [`not shown: ${hidden} of the vulnerabilities, which count all the same`];
  if (database !== undefined) {
    const { path, sources, unasked } = database;
    const kinds = Object.entries(unasked).map(([type, count]) => `${count} ${type}`);
    if (kinds.length > 0) {
      const total = Object.values(unasked).reduce((sum, count) => sum + count, 0);
      lines.push(`not asked: ${plural(total, 'package')} of kinds without advisories: ${kinds.join(', ')}`);
    }
    const ages = sources.map(({ name, modified }) => `${name} (newest ${ageText(modified, now)})`);
    if (ages.length > 0) lines.push(`advisories: ${ages.join(', ')} in ${path}`);
  }
  return lines.map((line) => `${printable(line)}\n`).join('');
}
