import type { Finding } from '../../core/finding.ts';
import type { Report } from '../../core/report.ts';
import { compareSeverity, type Severity } from '../../core/severity.ts';

/** Which vulnerabilities are shown. */
export interface Shown {
  /** The least severity; all without it. */
  readonly severity: Severity | undefined;
  /** Only those that have a fix. */
  readonly isFixable: boolean;
}

/** The report without the vulnerabilities that nobody wants to see. The verdict stays, and so does what says how many are left out. */
export function withShown(report: Report, shown: Shown): Report {
  return { ...report, findings: report.findings.filter((finding) => isShown(finding, shown)) };
}

function isShown({ vulnerability, severity }: Finding, { severity: least, isFixable }: Shown): boolean {
  if (vulnerability === undefined) return true;
  if (isFixable && vulnerability.fixed === undefined) return false;
  return least === undefined || compareSeverity(severity, least) <= 0;
}
