import type { FindingDocument, ImageDocument, ReportDocument, VulnerabilityDocument } from '../contract/report.ts';
import { sha256 } from '../core/digest.ts';
import { distinctIdentities } from '../core/distinct-identities.ts';
import type { Finding } from '../core/finding.ts';
import { VERSION } from '../core/plimsoll-version.ts';
import type { ImageReport, Report } from '../core/report.ts';
import type { FoundVulnerability } from '../core/vulnerability.ts';

/** Turns a report into the shape that leaves the program. There is no other mapper. */
export function reportDocument(report: Report): ReportDocument {
  const { command, verdict, units, checked, rules, incomplete, exceptions, ignores, policy, against } = report;
  const { conditions } = report;
  return {
    schemaVersion: 1,
    tool: { name: 'plimsoll', version: VERSION },
    command,
    time: report.time.toISOString(),
    verdict,
    units,
    checked,
    rules,
    findings: identify(report.findings).map(({ finding, id }) => wireFinding(finding, id)),
    images: report.images.map(wireImage),
    incomplete,
    exceptions,
    ignores,
    policy: { ...policy, files: policy.files.map(({ path, text }) => ({ path, sha256: sha256(text) })) },
    database: report.database ?? null,
    ...(conditions === undefined ? {} : { conditions }),
    ...(against === undefined ? {} : { against }),
  };
}

/** A finding with the id that it has in every report. */
export interface IdentifiedFinding {
  readonly finding: Finding;
  /** SHA-256 in hexadecimal; no two findings of a report have the same. */
  readonly id: string;
}

/** Gives every finding its id. */
export function identify(findings: readonly Finding[]): readonly IdentifiedFinding[] {
  const identities = distinctIdentities(findings);
  return findings.map((finding, index) => ({ finding, id: sha256(identities[index] ?? finding.identity) }));
}

function wireFinding(finding: Finding, id: string): FindingDocument {
  const { unit, rule, severity, action, status, subject, location, message, remediation, also, exception, refusal } =
    finding;
  const { vulnerability } = finding;
  return {
    id,
    unit,
    rule,
    severity,
    action,
    status,
    subject,
    location,
    message,
    remediation,
    also: also.map((folded) => ({ rule: folded.rule, id: sha256(folded.identity), message: folded.message })),
    ...(exception === undefined ? {} : { exception }),
    ...(refusal === undefined ? {} : { refusal }),
    ...(vulnerability === undefined ? {} : { vulnerability: wireVulnerability(vulnerability) }),
  };
}

function wireVulnerability(found: FoundVulnerability): VulnerabilityDocument {
  const { fixed = null, score = null, layer = null } = found;
  return { ...found, fixed, score, layer };
}

function wireImage({ reference, evidence, workloads }: ImageReport): ImageDocument {
  const found = evidence.state === 'known' ? { digest: evidence.digest } : { unknown: evidence.why };
  return { reference, ...found, workloads };
}
