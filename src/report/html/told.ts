import type { Finding } from '../../core/finding.ts';
import type { Report } from '../../core/report.ts';
import { acrossUnits } from '../shown/across-units.ts';
import { identify } from '../wire.ts';

/** So much of a finding's id stands in its address. */
const ID_LENGTH = 16;

/** The findings that the page lists: what several units have from one place is one of them. */
export interface ToldFindings {
  readonly findings: readonly Finding[];
  /** The paths of the other units that have a finding. */
  readonly alsoIn: ReadonlyMap<Finding, readonly string[]>;
  /** The addresses of those findings within the page. */
  readonly anchors: ReadonlyMap<Finding, string>;
}

/** What the page lists of a report. */
export function toldFindings(report: Report): ToldFindings {
  const anchors = identify(report.findings).map(
    ({ finding, id }) => [finding, `finding:${id.slice(0, ID_LENGTH)}`] as const,
  );
  const told = acrossUnits(report.findings);
  const isTold = new Set(told.findings);
  return { ...told, anchors: new Map(anchors.filter(([finding]) => isTold.has(finding))) };
}
