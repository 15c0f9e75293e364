import type { FileLocation, Finding } from '../../core/finding.ts';
import type { Report } from '../../core/report.ts';

/** Where a finding stands that a line of a template gave. */
export const IN_CHART = {
  file: 'chart/templates/cart.yaml',
  line: 7,
  column: 3,
  rendered: { by: 'helm', line: 25 },
} as const;

/** The finding of a rule in a report. */
export function findingOf({ findings }: Report, rule: string): Finding {
  const found = findings.find((finding) => finding.rule === rule);
  if (found === undefined) throw new Error(`no finding of ${rule}`);
  return found;
}

/** A report whose findings are given, or changed copies of those that it has. */
export function withFindings(report: Report, findings: readonly Finding[]): Report {
  return Object.create(report, { findings: { value: findings, enumerable: true } });
}

/** A copy of a finding with other parts. Findings work out most of theirs when asked, so they cannot be spread. */
export function changed(
  finding: Finding,
  parts: Partial<Omit<Finding, 'location'>> & { readonly location?: Partial<FileLocation> },
): Finding {
  const { location, ...others } = parts;
  const changes = location === undefined ? others : { ...others, location: { ...finding.location, ...location } };
  return new Proxy(finding, {
    get: (target, key) => (Object.hasOwn(changes, key) ? Reflect.get(changes, key) : Reflect.get(target, key, target)),
  });
}

/** A report of whose policy other things are told. */
export function withPolicy(
  report: Report,
  told: Partial<Pick<Report, 'exceptions' | 'ignores'>> & { readonly notes?: readonly string[] },
): Report {
  const { notes = report.policy.notes, exceptions = report.exceptions, ignores = report.ignores } = told;
  const policy = { ...report.policy, notes };
  return Object.create(report, {
    exceptions: { value: exceptions, enumerable: true },
    ignores: { value: ignores, enumerable: true },
    policy: { value: policy, enumerable: true },
  });
}
