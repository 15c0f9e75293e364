import type { Severity } from './severity.ts';

/** How severe a flaw is, and whose word that is. */
export interface Rating {
  readonly severity: Severity;
  /** Empty where nobody judged. */
  readonly ratedBy: string;
  /** 0 to 10, where that word is a score. */
  readonly score: number | undefined;
}

/** `high by the word of Debian`, `high by CVSS 3.1 (7.5)`. */
export function severityText({ severity, ratedBy, score }: Rating): string {
  if (ratedBy === '') return 'nobody has told its severity';
  return `${severity} by ${score === undefined ? `the word of ${ratedBy}` : `${ratedBy} (${score})`}`;
}

/** `94 %`, `0.4 %`, `< 0.1 %`: a probability from 0 to 1 as people read it. */
export function percentText(probability = 0): string {
  const percent = probability * 100;
  if (percent < 0.1) return '< 0.1 %';
  return `${percent < 10 ? percent.toFixed(1) : percent.toFixed(0)} %`;
}
