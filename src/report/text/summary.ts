import type { Report } from '../../core/report.ts';
import { printable } from '../excerpt/printable.ts';
import { comparisonText } from '../shown/comparison.ts';
import { countsOf } from '../shown/outcome.ts';
import { plural } from '../shown/plural.ts';
import { unverifiedText } from '../shown/unverified.ts';
import { judgedThings } from '../shown/verdict.ts';
import { acceptanceLines } from './acceptance.ts';
import { conditionLines } from './conditions.ts';
import type { Paint } from './paint.ts';

/** The verdict line, and before it what exceptions, comments and annotations did, and whether it meets what it must. */
export function summaryLines(report: Report, paint: Paint): readonly string[] {
  const { verdict, checked, units } = report;
  const comparison = comparisonText(report);
  return [
    ...acceptanceLines(report, paint),
    ...(checked.hidden === 0
      ? []
      : [paint.faint(`${plural(checked.hidden, 'file')} that git ignores not read, --no-ignore reads them`)]),
    ...(comparison === undefined ? [] : [printable(comparison)]),
    ...conditionLines(report, paint),
    ...(units.length < 2 ? [] : unitLines(report, paint)),
    `${paint.verdict(verdict, verdict)}: ${judgedText(report)}`,
  ];
}

/** A line for each unit; of images and bills, of which there may be thousands, with what was found in it. */
function unitLines({ command, units, findings }: Report, paint: Paint): readonly string[] {
  const found = command === 'scan' ? Map.groupBy(findings, ({ unit }) => unit) : undefined;
  return units.map((unit) => {
    const { path, verdict } = unit;
    const counts = countsOf(found?.get(path) ?? []);
    const unverified = unverifiedText(unit);
    return `${paint.verdict(verdict, verdict)} ${printable(path)}${counts === '' ? '' : `: ${counts}`}${unverified === '' ? '' : paint.faint(unverified)}`;
  });
}

function judgedText(report: Report): string {
  const { checked } = report;
  if (checked.resources + checked.dockerfiles + checked.images === 0) return 'no resource was judged';
  const files = checked.files === 0 ? '' : ` of ${plural(checked.files, 'file')}`;
  return `${foundOf(report)} in ${judgedThings(checked).join(', ')}${files}`;
}

function foundOf({ findings, against }: Report): string {
  const counts = countsOf(findings);
  if (against === undefined) return counts === '' ? 'no findings' : counts;
  return counts === '' ? 'no new findings' : `${counts}, all new,`;
}
