import { VERSION } from '../core/plimsoll-version.ts';
import type { Report } from '../core/report.ts';
import type { FoundVulnerability } from '../core/vulnerability.ts';
import type { JsonObject } from '../formats/document.ts';
import type { Bill } from '../sbom/bill.ts';
import { contentUuid } from '../sbom/content-uuid.ts';
import { cycloneDxOf } from '../sbom/cyclonedx/write.ts';
import { documentText, present } from '../sbom/json.ts';
import { AffectedComponents } from './cyclonedx/affected-components.ts';
import { vulnerabilityOf } from './cyclonedx/vulnerability.ts';
import type { ReportFormat } from './format.ts';
import { type IdentifiedVulnerability, identifiedVulnerabilities } from './shown/identified-vulnerabilities.ts';

/**
 * The bill of what was scanned, with every vulnerability and what the policy says of it. Where several things were scanned, or nobody has a
 * bill, a disclosure report: the vulnerabilities, and the packages that have one.
 * Source: https://cyclonedx.org/docs/1.6/json/ and https://cyclonedx.org/capabilities/vdr/.
 */
export const format: ReportFormat = {
  summary: 'CycloneDX 1.6: every package of an image or bill, with vulnerabilities and what the policy says of them',
  showsBill: true,
  render(report, { bill }) {
    return documentText(bill === undefined ? disclosureOf(report) : billWith(bill, report));
  },
};

function billWith(bill: Bill, report: Report): JsonObject {
  const affected = new AffectedComponents(bill);
  const vulnerabilities = identifiedVulnerabilities(report).map((row) =>
    vulnerabilityOf(row, affected.of(row.finding.vulnerability)),
  );
  return cycloneDxOf(bill, '1.6', { created: report.time, vulnerabilities });
}

function disclosureOf(report: Report): JsonObject {
  const rows = identifiedVulnerabilities(report);
  const content = {
    metadata: present({
      timestamp: report.time.toISOString(),
      tools: { components: [{ type: 'application', name: 'plimsoll', version: VERSION }] },
      component: subjectOf(report),
    }),
    components: componentsOf(rows),
    vulnerabilities: rows.map((row) => vulnerabilityOf(row, [referenceOf(row)])),
  };
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${contentUuid(JSON.stringify(content))}`,
    version: 1,
    ...content,
  };
}

/** What was scanned, where it is one thing. */
function subjectOf({ units }: Report): JsonObject | undefined {
  const [only, ...others] = units;
  if (only === undefined || others.length > 0) return undefined;
  return { type: 'container', 'bom-ref': `image:${only.path}`, name: only.path };
}

/** A package of one image; in another image it is another component. */
function componentsOf(rows: readonly IdentifiedVulnerability[]): JsonObject[] {
  const components = new Map<string, JsonObject>();
  for (const row of rows) {
    const { unit, vulnerability: found } = row.finding;
    const component = present({
      type: 'library',
      'bom-ref': referenceOf(row),
      name: found.package,
      version: found.version,
      purl: versionedPurl(found),
      properties: [
        { name: 'plimsoll:image', value: unit },
        ...found.installed.map((name) => ({ name: 'plimsoll:installed', value: name })),
      ],
    });
    components.set(referenceOf(row), component);
  }
  return [...components.values()];
}

function referenceOf({ finding: { unit, vulnerability: found } }: IdentifiedVulnerability): string {
  return JSON.stringify([unit, found.purl, found.package, found.version]);
}

function versionedPurl({ purl, version }: FoundVulnerability): string | undefined {
  if (purl === '') return undefined;
  return version === '' ? purl : `${purl}@${encodeURIComponent(version)}`;
}
