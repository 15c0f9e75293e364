import { compareAction } from '../../core/action.ts';
import type { Finding } from '../../core/finding.ts';
import { compareSeverity } from '../../core/severity.ts';
import { formatResource } from '../../core/subject.ts';

/** The findings of one resource, worst first. */
export interface FindingGroup {
  readonly resource: string;
  readonly findings: readonly Finding[];
}

/** Orders worst first: what stands before what is accepted, deny before warn, failures before unknowns, then severity. */
function compareFindings(a: Finding, b: Finding): number {
  return (
    Number(a.exception !== undefined) - Number(b.exception !== undefined) ||
    compareAction(a.action, b.action) ||
    Number(a.status === 'unknown') - Number(b.status === 'unknown') ||
    compareSeverity(a.severity, b.severity)
  );
}

/** Groups findings by resource, the one with the worst findings first; what is equally bad stays in its order. */
export function groupByResource(findings: readonly Finding[]): readonly FindingGroup[] {
  return [...Map.groupBy(findings, ({ place }) => place.resource).values()]
    .map((group) => ({ resource: resourceName(group), findings: group.toSorted(compareFindings) }))
    .toSorted(compareGroups);
}

function resourceName([first]: readonly Finding[]): string {
  return first === undefined ? '' : formatResource(first.subject);
}

function compareGroups(a: FindingGroup, b: FindingGroup): number {
  const [worstA] = a.findings;
  const [worstB] = b.findings;
  if (worstA === undefined || worstB === undefined) return 0;
  return compareFindings(worstA, worstB) || b.findings.length - a.findings.length;
}
