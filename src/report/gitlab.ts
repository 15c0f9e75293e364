import { sha256 } from '../core/digest.ts';
import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import type { Severity } from '../core/severity.ts';
import { formatResource } from '../core/subject.ts';
import type { Missing } from '../core/verdict.ts';
import { safeLine } from './excerpt/safe-text.ts';
import type { RenderOptions, ReportFormat } from './format.ts';
import { acrossUnits, alsoInText } from './shown/across-units.ts';
import { outcomeOf } from './shown/outcome.ts';
import { placeOf } from './shown/place.ts';
import { noticesToLookAt, sentenceOf } from './shown/policy-notice.ts';
import { remarkOf } from './shown/remark.ts';
import { pathInRepository } from './shown/repository-path.ts';
import { type IdentifiedFinding, identify } from './wire.ts';

/** How bad GitLab takes an issue to be, worst first. */
type GitlabSeverity = 'blocker' | 'critical' | 'major' | 'minor' | 'info';

/** One issue of a Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format. */
interface GitlabIssue {
  readonly description: string;
  readonly check_name: string;
  /** Unique in the report. */
  readonly fingerprint: string;
  readonly severity: GitlabSeverity;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const SEVERITIES: Readonly<Record<Severity, GitlabSeverity>> = {
  critical: 'blocker',
  high: 'critical',
  medium: 'major',
  low: 'minor',
  info: 'info',
  unknown: 'info',
};

/** Code Quality of GitLab: what stands and is shown, and what was not judged, since its absence would read as "all is well". */
export const format: ReportFormat = {
  summary: 'Code Quality report of GitLab (artifacts:reports:codequality)',
  render(report, options) {
    const { findings, alsoIn } = acrossUnits(report.findings);
    const told = new Set(findings.filter((finding) => options.all || isShown(finding)));
    const identified = identify(report.findings).filter(({ finding }) => told.has(finding));
    const elsewhere = report.units[0]?.path ?? '.';
    const issues: readonly GitlabIssue[] = [
      ...identified.map((each) => findingIssue(each, alsoIn.get(each.finding), options)),
      ...missingIssues(report.incomplete, elsewhere, options),
      ...noticeIssues(report, options),
    ];
    return `${JSON.stringify(issues, undefined, 2)}\n`;
  },
};

function isShown(finding: IdentifiedFinding['finding']): boolean {
  const word = outcomeOf(finding);
  return word !== 'recorded' && word !== 'accepted';
}

function findingIssue(
  { finding, id }: IdentifiedFinding,
  units: readonly string[] | undefined,
  { base }: RenderOptions,
): GitlabIssue {
  const { subject, status, message, rule, severity, location } = finding;
  const undecided = status === 'unknown' ? 'Undecided: ' : '';
  const notes = [...placeOf(finding, base).origin, vexRemark(finding), alsoInText(units, base)].filter(
    (note) => note !== undefined,
  );
  return {
    description: safeLine([`${formatResource(subject)}: ${undecided}${message}`, ...notes].join(' ')),
    check_name: rule,
    fingerprint: id,
    severity: SEVERITIES[severity],
    location: { path: pathInRepository(location.file, base), lines: { begin: location.line } },
  };
}

/** Why a comment does not apply is left to the notice about the comment. */
function vexRemark(finding: Finding): string | undefined {
  return finding.vulnerability?.vex === undefined ? undefined : remarkOf(finding);
}

const CHECK_NAMES = {
  exception: 'policy/exception',
  ignore: 'policy/ignore',
  vex: 'policy/vex',
  policy: 'policy/note',
} as const;

/** What the policy says that somebody should look at, where it stands in a file: an issue elsewhere would be on a line that is not about it. */
function noticeIssues(report: Report, { base }: RenderOptions): readonly GitlabIssue[] {
  return noticesToLookAt(report).flatMap((notice): readonly GitlabIssue[] => {
    const { about, place } = notice;
    if (place === undefined) return [];
    const path = pathInRepository(place.file, base);
    const description = sentenceOf(notice);
    return [
      {
        description,
        check_name: CHECK_NAMES[about],
        fingerprint: sha256(JSON.stringify([about, path, place.line, description])),
        severity: 'info',
        location: { path, lines: { begin: place.line } },
      },
    ];
  });
}

/** The missing has no id: its fingerprint is of what it says, and of its order where it says the same twice. */
function missingIssues(
  missing: readonly Missing[],
  elsewhere: string,
  { base }: RenderOptions,
): readonly GitlabIssue[] {
  const seen = new Map<string, number>();
  return missing.map(({ code, what, supply, file = elsewhere, line = 1 }) => {
    const path = pathInRepository(file, base);
    const identity = JSON.stringify([code, path, what]);
    const count = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, count);
    return {
      description: safeLine(`Not judged: ${what} ${supply}`),
      check_name: code,
      fingerprint: sha256(count === 1 ? identity : JSON.stringify([identity, count])),
      severity: 'critical',
      location: { path, lines: { begin: line } },
    };
  });
}
