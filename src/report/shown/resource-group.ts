import type { Finding } from '../../core/finding.ts';
import { resourceNameOf } from './image-name.ts';
import { compareFindings } from './worst-first.ts';

/** The findings of one resource, worst first. */
export interface FindingGroup {
  readonly resource: string;
  readonly findings: readonly Finding[];
}

/** Groups findings by resource, the one with the worst findings first; what is equally bad stays in its order. */
export function groupByResource(findings: readonly Finding[]): readonly FindingGroup[] {
  return [...Map.groupBy(findings, ({ place }) => place.resource).values()]
    .map((group) => ({ resource: resourceName(group), findings: group.toSorted(compareFindings) }))
    .toSorted(compareGroups);
}

function resourceName([first]: readonly Finding[]): string {
  return first === undefined ? '' : resourceNameOf(first);
}

function compareGroups(a: FindingGroup, b: FindingGroup): number {
  const [worstA] = a.findings;
  const [worstB] = b.findings;
  if (worstA === undefined || worstB === undefined) return 0;
  return compareFindings(worstA, worstB) || b.findings.length - a.findings.length;
}
