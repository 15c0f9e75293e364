import { percentText, severityText } from './rating-text.ts';
import { compareSeverity, type Severity } from './severity.ts';
import type { FoundVulnerability, Priority, PriorityFactor } from './vulnerability.ts';

/** What a flaw is judged by beside others. */
export type Urgency = Pick<
  FoundVulnerability,
  'exploited' | 'epss' | 'fixed' | 'ratedBy' | 'score' | 'reachability'
> & {
  readonly severity: Severity;
};

/** What is exploited stands before all that is not. */
const EXPLOITED = 50;

const SEVERE: Readonly<Record<Severity, number>> = { critical: 30, high: 20, medium: 10, low: 4, info: 0, unknown: 10 };

/** The least probability, and the points for it. */
const LIKELY = [
  [0.5, 15],
  [0.1, 11],
  [0.01, 5],
] as const;

/** What can be mended at once stands before what cannot. */
const MENDABLE = 5;

/** What the program does not contain stands behind what it may. */
const UNREACHABLE = 10;

/** How urgent a flaw is: points for what is told of it, which add up to at most 100. */
export function priorityOf(urgency: Urgency): Priority {
  const { exploited, epss, fixed, severity, reachability } = urgency;
  const likely = epss === undefined ? 0 : (LIKELY.find(([least]) => epss.probability >= least)?.[1] ?? 0);
  const factors: readonly PriorityFactor[] = [
    {
      factor: 'exploited',
      points: exploited === undefined ? 0 : EXPLOITED,
      what: `known to be exploited since ${exploited}`,
    },
    { factor: 'severity', points: SEVERE[severity], what: severityText(urgency) },
    { factor: 'likelihood', points: likely, what: `likely to be exploited (EPSS ${percentText(epss?.probability)})` },
    { factor: 'fix', points: fixed === undefined ? 0 : MENDABLE, what: `fixed in ${fixed}` },
  ];
  const because = factors.filter(({ points }) => points > 0).toSorted((a, b) => b.points - a.points);
  const rank = because.reduce((sum, { points }) => sum + points, 0);
  if (reachability !== 'not-linked') return { rank, because };
  const points = Math.min(rank, UNREACHABLE);
  const what = 'the program has none of the functions that it is in';
  return { rank: rank - points, because: [...because, { factor: 'reachability', points: -points, what }] };
}

/** Why a flaw stands where it does, as a sentence. */
export function priorityText({ rank, because }: Priority): string {
  const reasons = because.map(({ what, points }) => `${what} (${points})`);
  return `${rank} of 100: ${reasons.length === 0 ? 'nothing makes it urgent' : reasons.join(', ')}.`;
}

/** A flaw among others. */
export interface Ranked {
  readonly severity: Severity;
  readonly vulnerability: Pick<FoundVulnerability, 'priority' | 'score' | 'epss' | 'package' | 'id' | 'version'>;
}

/** Orders the most urgent first; what is alike by names, so that every run has the same order. */
export function comparePriority(a: Ranked, b: Ranked): number {
  const left = a.vulnerability;
  const right = b.vulnerability;
  return (
    right.priority.rank - left.priority.rank ||
    compareSeverity(a.severity, b.severity) ||
    (right.score ?? 0) - (left.score ?? 0) ||
    (right.epss?.probability ?? 0) - (left.epss?.probability ?? 0) ||
    compareNames(left, right)
  );
}

function compareNames(a: Ranked['vulnerability'], b: Ranked['vulnerability']): number {
  return compareTexts(a.package, b.package) || compareTexts(a.id, b.id) || compareTexts(a.version, b.version);
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
