import type { Finding } from '../../core/finding.ts';
import type { Report } from '../../core/report.ts';
import { printable } from '../excerpt/printable.ts';
import type { Paint } from './paint.ts';

/** The verdict line, and what the exceptions of the policy did. */
export function summaryLines(report: Report, paint: Paint): readonly string[] {
  const { verdict, checked, units, exceptions } = report;
  const looked = [
    plural(checked.resources, 'resource'),
    plural(checked.workloads, 'workload'),
    plural(checked.containers, 'container'),
  ];
  const counts = countsOf(report.findings);
  return [
    ...exceptions
      .filter(({ state }) => state !== 'applied')
      .map(({ rule, owner, expires, state }) =>
        printable(
          state === 'expired'
            ? `The exception of ${owner} for ${rule} expired on ${expires}.`
            : `The exception of ${owner} for ${rule} matches no finding.`,
        ),
      ),
    ...(units.length < 2
      ? []
      : units.map((unit) => `${paint.verdict(unit.verdict, unit.verdict)} ${printable(unit.path)}`)),
    `${paint.verdict(verdict, verdict)}: ${checked.resources === 0 ? 'no resource was judged' : `${counts === '' ? 'no findings' : counts} in ${looked.join(', ')} of ${plural(checked.files, 'file')}`}`,
  ];
}

function countsOf(findings: readonly Finding[]): string {
  const standing = findings.filter(({ exception }) => exception === undefined);
  const count = (action: Finding['action'], status: Finding['status']) =>
    standing.filter((finding) => finding.action === action && finding.status === status).length;
  const accepted = findings.length - standing.length;
  const parts: readonly (readonly [number, string])[] = [
    [count('deny', 'fail'), 'denied'],
    [count('deny', 'unknown'), 'undecided'],
    [count('warn', 'fail') + count('warn', 'unknown'), 'warned'],
    [count('audit', 'fail') + count('audit', 'unknown'), 'recorded'],
    [accepted, 'accepted'],
  ];
  return parts
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}`)
    .join(', ');
}

/** A count with its noun: `1 file`, `2 files`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
