import type { Finding } from '../../core/finding.ts';
import type { Report } from '../../core/report.ts';
import type { FoundVulnerability } from '../../core/vulnerability.ts';
import { type IdentifiedFinding, identify } from '../wire.ts';

/** A finding about a vulnerability, with its id. */
export interface IdentifiedVulnerability extends IdentifiedFinding {
  readonly finding: Finding & { readonly vulnerability: FoundVulnerability };
}

/** The findings of a report that are about vulnerabilities, in its order. */
export function identifiedVulnerabilities({ findings }: Report): readonly IdentifiedVulnerability[] {
  return identify(findings).flatMap(({ finding, id }) => (isAbout(finding) ? [{ finding, id }] : []));
}

function isAbout(finding: Finding): finding is IdentifiedVulnerability['finding'] {
  return finding.vulnerability !== undefined;
}

/** Where people read about a vulnerability or a record of it. */
export function addressOf(id: string): string {
  return `https://osv.dev/vulnerability/${encodeURIComponent(id.toWellFormed())}`;
}
