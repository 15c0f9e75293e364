import { priorityOf } from '../../core/priority.ts';
import type { FoundVulnerability, Likelihood, Reachability } from '../../core/vulnerability.ts';
import type { Exploitation } from './exploitation.ts';
import type { VulnerablePackage } from './find-vulnerabilities.ts';

/** What makes a flaw urgent. */
type Urgent = Pick<FoundVulnerability, 'exploited' | 'epss' | 'published' | 'priority'>;

/** How urgent a flaw is, by what its advisories and the feeds tell of any of its names. */
export function urgencyOf(
  { vulnerability }: VulnerablePackage,
  reachability: Reachability,
  exploitation: Exploitation,
): Urgent {
  const { names, fixed, judgement, evidence } = vulnerability;
  const { severity, by: ratedBy, score } = judgement;
  const exploited = names.flatMap((name) => exploitation.exploited.get(name) ?? []).toSorted()[0];
  const epss = likeliest(names.flatMap((name) => exploitation.likely.get(name) ?? []));
  const published = evidence.flatMap(({ advisory }) => advisory.published ?? []).toSorted()[0];
  return {
    exploited,
    epss,
    published,
    priority: priorityOf({ severity, ratedBy, score, exploited, epss, fixed, reachability }),
  };
}

/** Of several names the likeliest: they are one flaw. */
function likeliest(scores: readonly Likelihood[]): Likelihood | undefined {
  return scores.toSorted((a, b) => b.probability - a.probability)[0];
}
