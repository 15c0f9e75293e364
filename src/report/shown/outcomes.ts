import type { Finding } from '../../core/finding.ts';
import { type Outcome, outcomeOf } from '../text/summary.ts';

const WORST_FIRST: readonly Outcome[] = ['denied', 'undecided', 'warned', 'recorded', 'accepted'];

/** How many findings have each outcome that occurs, worst first. */
export function countOutcomes(findings: readonly Finding[]): ReadonlyMap<Outcome, number> {
  const counts = new Map(WORST_FIRST.map((outcome) => [outcome, 0]));
  for (const finding of findings) {
    const outcome = outcomeOf(finding);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return new Map([...counts].filter(([, count]) => count > 0));
}
