import type { Finding } from './finding.ts';

/** What the policy makes of the findings. */
export type Verdict = 'passed' | 'blocked' | 'incomplete';

/** Something that was asked for and not judged. */
export interface Missing {
  /** A code of `docs/reference/errors.md`. */
  readonly code: string;
  /** What is missing, as a sentence. */
  readonly what: string;
  /** What would supply it, as an instruction. */
  readonly supply: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** What a verdict is made of. */
export interface VerdictInput {
  readonly findings: readonly Finding[];
  readonly missing: readonly Missing[];
  /** How many resources were judged. */
  readonly judged: number;
}

/**
 * The formula: `blocked` if a failing finding with the action deny has no exception; else `incomplete` if an unknown
 * finding has the action deny, or something asked for was not read, or nothing was found to judge; else `passed`.
 */
export function verdictOf({ findings, missing, judged }: VerdictInput): Verdict {
  const standing = findings.filter((finding) => finding.action === 'deny' && finding.exception === undefined);
  if (standing.some((finding) => finding.status === 'fail')) return 'blocked';
  if (standing.length > 0 || missing.length > 0 || judged === 0) return 'incomplete';
  return 'passed';
}

const WORST_FIRST: readonly Verdict[] = ['blocked', 'incomplete', 'passed'];

/** The worst of several verdicts; of none it is `incomplete`, since nothing was judged. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return WORST_FIRST.find((verdict) => verdicts.includes(verdict)) ?? 'incomplete';
}
