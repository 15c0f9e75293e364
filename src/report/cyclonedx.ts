import type { AppliedException } from '../core/finding.ts';
import { VERSION } from '../core/plimsoll-version.ts';
import type { Report } from '../core/report.ts';
import type { Severity } from '../core/severity.ts';
import type { FoundVulnerability } from '../core/vulnerability.ts';
import { contentUuid } from '../sbom/content-uuid.ts';
import { safeLine } from './excerpt/safe-text.ts';
import type { ReportFormat } from './format.ts';
import { addressOf, type VulnerabilityRow, vulnerabilityRows } from './vulnerabilities/rows.ts';

/**
 * A vulnerability disclosure report: every vulnerability with what the policy says of it, and the packages that have one.
 * Source: https://cyclonedx.org/docs/1.6/json/ and https://cyclonedx.org/capabilities/vdr/.
 */
export const format: ReportFormat = {
  summary:
    'CycloneDX 1.6 with vulnerabilities, and the packages that have them (VDR); `plimsoll sbom` writes all packages',
  render(report) {
    const rows = vulnerabilityRows(report);
    const content = {
      metadata: {
        timestamp: report.time.toISOString(),
        tools: { components: [{ type: 'application', name: 'plimsoll', version: VERSION }] },
        ...subjectOf(report),
      },
      components: componentsOf(rows),
      vulnerabilities: rows.map(vulnerabilityOf),
    };
    const document = {
      $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      serialNumber: `urn:uuid:${contentUuid(JSON.stringify(content))}`,
      version: 1,
      ...content,
    };
    return `${JSON.stringify(document, undefined, 2)}\n`;
  },
};

/** The image, where there is one. */
function subjectOf({ units }: Report): Record<string, unknown> {
  const [only, ...others] = units;
  if (only === undefined || others.length > 0) return {};
  return { component: { type: 'container', 'bom-ref': `image:${only.path}`, name: only.path } };
}

/** A package of one image; in another image it is another component. */
function componentsOf(rows: readonly VulnerabilityRow[]): readonly Record<string, unknown>[] {
  const components = new Map<string, Record<string, unknown>>();
  for (const row of rows) {
    const { unit, vulnerability: found } = row.finding;
    const purl = versionedPurl(found);
    components.set(referenceOf(row), {
      type: 'library',
      'bom-ref': referenceOf(row),
      name: found.package,
      version: found.version,
      ...(purl === '' ? {} : { purl }),
      properties: [
        { name: 'plimsoll:image', value: unit },
        ...found.installed.map((name) => ({ name: 'plimsoll:installed', value: name })),
      ],
    });
  }
  return [...components.values()];
}

function referenceOf({ finding: { unit, vulnerability: found } }: VulnerabilityRow): string {
  return JSON.stringify([unit, found.purl, found.package, found.version]);
}

function versionedPurl({ purl, version }: FoundVulnerability): string {
  return purl === '' || version === '' ? purl : `${purl}@${encodeURIComponent(version)}`;
}

const SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: 'critical',
  high: 'high',
  medium: 'medium',
  low: 'low',
  info: 'info',
  unknown: 'unknown',
};

function vulnerabilityOf(row: VulnerabilityRow): Record<string, unknown> {
  const { finding, id } = row;
  const { vulnerability: found, severity, message, remediation } = finding;
  return {
    'bom-ref': id,
    id: found.id,
    source: { name: 'OSV', url: addressOf(found.id) },
    references: found.names
      .filter((name) => name !== found.id)
      .map((name) => ({ id: name, source: { name: 'OSV', url: addressOf(name) } })),
    ratings: [ratingOf(found, severity)],
    description: safeLine(message),
    recommendation: safeLine(remediation),
    advisories: found.advisories.map((advisory) => ({ title: advisory, url: addressOf(advisory) })),
    ...analysisOf(row),
    affects: [{ ref: referenceOf(row), ...(found.version === '' ? {} : { versions: [versionOf(found)] }) }],
  };
}

function versionOf({ version, state }: FoundVulnerability): Record<string, unknown> {
  return { version, status: state === 'affected' ? 'affected' : 'unknown' };
}

const METHODS: Readonly<Record<string, string>> = {
  'CVSS 2.0': 'CVSSv2',
  'CVSS 3.0': 'CVSSv3',
  'CVSS 3.1': 'CVSSv31',
  'CVSS 4.0': 'CVSSv4',
};

function ratingOf({ ratedBy, score }: FoundVulnerability, severity: Severity): Record<string, unknown> {
  return {
    ...(ratedBy === '' ? {} : { source: { name: ratedBy } }),
    ...(score === undefined ? {} : { score }),
    severity: SEVERITIES[severity],
    ...(ratedBy === '' ? {} : { method: METHODS[ratedBy] ?? 'other' }),
  };
}

/** What the policy or VEX says of it. */
function analysisOf({ finding: { exception, status } }: VulnerabilityRow): Record<string, unknown> {
  if (exception !== undefined) return { analysis: { ...acceptedAs(exception), detail: safeLine(exception.reason) } };
  return status === 'unknown' ? { analysis: { state: 'in_triage' } } : {};
}

function acceptedAs(exception: AppliedException): Record<string, unknown> {
  if (exception.source === 'vex') return { state: exception.status === 'fixed' ? 'resolved' : 'not_affected' };
  if (exception.source === 'policy' && exception.justification !== undefined) return { state: 'not_affected' };
  return { state: 'exploitable', response: ['will_not_fix'] };
}
