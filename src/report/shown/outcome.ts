import type { Finding } from '../../core/finding.ts';

/** What became of a finding: `undecided` stands in the way of a verdict, the last two do not count. */
export type Outcome = 'denied' | 'undecided' | 'warned' | 'recorded' | 'accepted';

const WORST_FIRST: readonly Outcome[] = ['denied', 'undecided', 'warned', 'recorded', 'accepted'];

/** A finding, of this run or as an earlier report has it. */
type Judged = Pick<Finding, 'action' | 'status'> & { readonly exception?: unknown };

/** What the policy makes of a finding, as a word. */
export function outcomeOf({ action, status, exception }: Judged): Outcome {
  if (exception !== undefined) return 'accepted';
  if (action === 'deny') return status === 'fail' ? 'denied' : 'undecided';
  return action === 'warn' ? 'warned' : 'recorded';
}

/** How many findings have each outcome that occurs, worst first. */
export function countOutcomes(findings: readonly Finding[]): ReadonlyMap<Outcome, number> {
  const counts = new Map(WORST_FIRST.map((outcome) => [outcome, 0]));
  for (const finding of findings) {
    const outcome = outcomeOf(finding);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return new Map([...counts].filter(([, count]) => count > 0));
}

/** How many findings there are of each kind: `2 denied, 1 warned`; empty where there are none. */
export function countsOf(findings: readonly Finding[]): string {
  return [...countOutcomes(findings)].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
}
