import type { ReportDocument } from '../contract/report.ts';
import type { Finding } from '../core/finding.ts';
import { VERSION } from '../core/plimsoll-version.ts';
import type { ImageReport, Report } from '../core/report.ts';

/** Turns a report into the shape that leaves the program. There is no other mapper. */
export function reportDocument(report: Report): ReportDocument {
  const { command, verdict, units, checked, rules, incomplete, exceptions, policy } = report;
  return {
    schemaVersion: 1,
    tool: { name: 'plimsoll', version: VERSION },
    command,
    time: report.time.toISOString(),
    verdict,
    units: units.map(({ path, verdict: ofUnit }) => ({ path, verdict: ofUnit })),
    checked: { ...checked },
    rules: rules.map((rule) => ({ ...rule, standards: [...rule.standards] })),
    findings: report.findings.map(wireFinding),
    images: report.images.map(wireImage),
    incomplete: incomplete.map((missing) => ({ ...missing })),
    exceptions: exceptions.map((exception) => ({ ...exception })),
    policy: { profile: policy.profile, files: policy.files.map(({ path, sha256 }) => ({ path, sha256 })) },
    database: null,
  };
}

function wireFinding(finding: Finding): ReportDocument['findings'][number] {
  const { id, rule, severity, action, status, subject, location, message, remediation, also, exception } = finding;
  return {
    id,
    rule,
    severity,
    action,
    status,
    subject: { ...subject },
    location: { ...location },
    message,
    remediation,
    also: also.map((folded) => ({ ...folded })),
    ...(exception === undefined ? {} : { exception: { ...exception } }),
  };
}

function wireImage({ reference, evidence, workloads }: ImageReport): ReportDocument['images'][number] {
  const found = evidence.state === 'known' ? { digest: evidence.digest } : { unknown: evidence.why };
  return { reference, ...found, workloads: [...workloads] };
}
