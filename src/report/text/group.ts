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
export function compareFindings(a: Finding, b: Finding): number {
  return (
    Number(a.exception !== undefined) - Number(b.exception !== undefined) ||
    compareAction(a.action, b.action) ||
    Number(a.status === 'unknown') - Number(b.status === 'unknown') ||
    compareSeverity(a.severity, b.severity) ||
    a.location.line - b.location.line
  );
}

/** Groups findings by resource, the one with the worst findings first. */
export function groupByResource(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = Map.groupBy(
    findings,
    ({ subject, place }) => `${formatResource(subject)}\0${place.source.path}\0${place.document.start}`,
  );
  return [...groups.values()]
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
  const line = worstA.location.line - worstB.location.line;
  const file = worstA.location.file < worstB.location.file ? -1 : Number(worstA.location.file > worstB.location.file);
  return (
    compareFindings({ ...worstA, location: worstB.location }, worstB) ||
    b.findings.length - a.findings.length ||
    file ||
    line
  );
}
