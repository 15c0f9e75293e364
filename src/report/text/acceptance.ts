import type { ExceptionReport, IgnoreReport, Report } from '../../core/report.ts';
import { printable } from '../excerpt/printable.ts';
import { plural } from '../shown/plural.ts';
import type { Paint } from './paint.ts';

/** From so many days before its last one an exception is said to end. */
const SOON = 14;

/** So many lines of what is as it should be are shown; more are counted. */
const SHOWN = 5;

/** What exceptions, comments and annotations did, and what the policy could not tell; nothing where there is none. */
export function acceptanceLines(
  { exceptions, ignores, policy }: Pick<Report, 'exceptions' | 'ignores' | 'policy'>,
  paint: Paint,
): readonly string[] {
  const quiet = exceptions.filter(isQuiet);
  const applied = ignores.filter(({ state }) => state === 'applied');
  return [
    ...section('Exceptions', paint, [
      ...exceptions.filter((each) => !isQuiet(each)).map((each) => paint.action('warn', exceptionLine(each))),
      ...few(quiet.map(exceptionLine), `${plural(quiet.length, 'exception')} accept ${findingsOf(quiet)}`),
    ]),
    ...section('Ignored', paint, [
      ...ignores.filter(({ state }) => state !== 'applied').map((each) => paint.action('warn', ignoreLine(each))),
      ...few(applied.map(ignoreLine), `${applied.length} comments and annotations ignore ${findingsOf(applied)}`),
    ]),
    ...section('Policy', paint, policy.notes.map(printable)),
  ];
}

function section(title: string, paint: Paint, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [paint.bold(title), ...lines.map((line) => `  ${line}`), ''];
}

function few(lines: readonly string[], counted: string): readonly string[] {
  return lines.length <= SHOWN ? lines : [counted];
}

function findingsOf(reports: readonly { readonly findings: number }[]): string {
  return plural(
    reports.reduce((sum, { findings }) => sum + findings, 0),
    'finding',
  );
}

/** Whether nobody needs to do anything about an exception. */
function isQuiet({ state, daysLeft }: ExceptionReport): boolean {
  return state === 'applied' && daysLeft > SOON;
}

function exceptionLine(report: ExceptionReport): string {
  const { file, line, rule, owner } = report;
  return printable(`${file}:${line}: the exception of ${owner} for ${rule} ${whatItDid(report)}`);
}

function whatItDid({ state, findings, expires, daysLeft }: ExceptionReport): string {
  if (state === 'expired') {
    const ago = `expired on ${expires}, ${plural(-daysLeft, 'day')} ago`;
    return findings === 0 ? `${ago}, and matches no finding` : `${ago}: ${plural(findings, 'finding')} not accepted`;
  }
  const left = daysLeft === 0 ? ', which is today' : `, which is in ${plural(daysLeft, 'day')}`;
  const until = `until ${expires}${daysLeft > SOON ? '' : left}`;
  return state === 'unused' ? `matches no finding (${until})` : `accepts ${plural(findings, 'finding')} ${until}`;
}

function ignoreLine({ source, file, line, rule, reason, state, findings, why }: IgnoreReport): string {
  const what = `${file}:${line}: the ${source}${rule === '' ? '' : ` for ${rule}`}`;
  if (state === 'applied') return printable(`${what} ignores ${plural(findings, 'finding')}: ${reason}`);
  if (state === 'refused') return printable(`${what} does not apply to ${plural(findings, 'finding')}: ${why}`);
  return printable(`${what} ${state === 'unused' ? 'matches no finding' : 'does not apply'}: ${why}`);
}
