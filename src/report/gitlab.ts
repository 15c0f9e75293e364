import { sha256 } from '../core/digest.ts';
import type { Severity } from '../core/severity.ts';
import { formatResource } from '../core/subject.ts';
import type { Missing } from '../core/verdict.ts';
import { safeLine } from './excerpt/safe-text.ts';
import type { RenderOptions, ReportFormat } from './format.ts';
import { outcomeOf } from './shown/outcome.ts';
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
    const findings = identify(report.findings).filter(({ finding }) => options.all || isShown(finding));
    const elsewhere = report.units[0]?.path ?? '.';
    const issues: readonly GitlabIssue[] = [
      ...findings.map((identified) => findingIssue(identified, options)),
      ...missingIssues(report.incomplete, elsewhere, options),
    ];
    return `${JSON.stringify(issues, undefined, 2)}\n`;
  },
};

function isShown(finding: IdentifiedFinding['finding']): boolean {
  const word = outcomeOf(finding);
  return word !== 'recorded' && word !== 'accepted';
}

function findingIssue({ finding, id }: IdentifiedFinding, { base }: RenderOptions): GitlabIssue {
  const { subject, status, message, rule, severity, location } = finding;
  const undecided = status === 'unknown' ? 'Undecided: ' : '';
  return {
    description: safeLine(`${formatResource(subject)}: ${undecided}${message}`),
    check_name: rule,
    fingerprint: id,
    severity: SEVERITIES[severity],
    location: { path: pathInRepository(location.file, base), lines: { begin: location.line } },
  };
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
