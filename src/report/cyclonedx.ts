import type { Report } from '../core/report.ts';
import type { FoundVulnerability } from '../core/vulnerability.ts';
import type { JsonObject } from '../formats/document.ts';
import type { Bill } from '../sbom/bill.ts';
import { CYCLONEDX_FIELDS, cycloneDxOf, documentHead, metadataOf } from '../sbom/cyclonedx/write.ts';
import { present } from '../sbom/json.ts';
import { datedText, undatedDocument } from '../sbom/undated.ts';
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
    const document = bill === undefined ? disclosureOf(report) : billWith(bill, report);
    return datedText(undatedDocument(document, CYCLONEDX_FIELDS), report.time);
  },
};

function billWith(bill: Bill, report: Report): JsonObject {
  const affected = new AffectedComponents(bill);
  const vulnerabilities = identifiedVulnerabilities(report).map((row) =>
    vulnerabilityOf(row, affected.of(row.finding.vulnerability)),
  );
  return cycloneDxOf(bill, '1.6', vulnerabilities);
}

function disclosureOf(report: Report): JsonObject {
  const rows = identifiedVulnerabilities(report);
  return {
    ...documentHead('1.6'),
    metadata: metadataOf(subjectOf(report)),
    components: componentsOf(rows),
    vulnerabilities: rows.map((row) => vulnerabilityOf(row, [referenceOf(row)])),
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
