import type { Report } from '../../core/report.ts';
import { printable } from '../excerpt/printable.ts';
import { plural } from '../shown/plural.ts';
import { type PolicyNotice, policyNotices } from '../shown/policy-notice.ts';
import type { Paint } from './paint.ts';

/** So many lines of what is as it should be are shown; more are counted. */
const SHOWN = 5;

/** What exceptions, comments and annotations did, and what the policy could not tell; nothing where there is none. */
export function acceptanceLines(
  report: Pick<Report, 'exceptions' | 'ignores' | 'incomplete' | 'policy' | 'vex'>,
  paint: Paint,
): readonly string[] {
  const of = Map.groupBy(policyNotices(report), ({ about }) => about);
  return [
    ...section('Exceptions', of.get('exception') ?? [], paint, (quiet) => `${plural(quiet, 'exception')} accept`),
    ...section('Ignored', of.get('ignore') ?? [], paint, (quiet) => `${quiet} comments and annotations ignore`),
    ...section('VEX', of.get('vex') ?? [], paint, (quiet) => `${plural(quiet, 'document')} accept or explain`),
    ...section('Policy', of.get('policy') ?? [], paint, String),
  ];
}

/** What somebody should look at is shown, and what is as it should be, or counted where that is much. */
function section(
  title: string,
  notices: readonly PolicyNotice[],
  paint: Paint,
  counted: (quiet: number) => string,
): readonly string[] {
  if (notices.length === 0) return [];
  const quiet = notices.filter(({ level }) => level === 'none');
  const loud = notices.filter(({ level }) => level !== 'none');
  const findings = quiet.reduce((sum, notice) => sum + notice.findings, 0);
  return [
    paint.bold(title),
    ...loud.map((notice) => `  ${notice.place === undefined ? lineOf(notice) : paint.action('warn', lineOf(notice))}`),
    ...(quiet.length > SHOWN
      ? [`  ${counted(quiet.length)} ${plural(findings, 'finding')}`]
      : quiet.map((notice) => `  ${lineOf(notice)}`)),
    '',
  ];
}

function lineOf({ place, what }: PolicyNotice): string {
  return place === undefined ? what : `${printable(place.file)}:${place.line}: ${what}`;
}
