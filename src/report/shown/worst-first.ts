import { compareAction } from '../../core/action.ts';
import type { Finding } from '../../core/finding.ts';
import { compareSeverity } from '../../core/severity.ts';

/** Orders worst first: what stands before what is accepted, deny before warn, failures before unknowns, then severity. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    Number(a.exception !== undefined) - Number(b.exception !== undefined) ||
    compareAction(a.action, b.action) ||
    Number(a.status === 'unknown') - Number(b.status === 'unknown') ||
    compareSeverity(a.severity, b.severity)
  );
}
