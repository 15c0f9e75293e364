import { priorityOf } from '../../core/priority.ts';
import type { FoundVulnerability, Likelihood, Reachability } from '../../core/vulnerability.ts';
import type { VulnerabilityView } from '../../evidence/image/image-view.ts';
import type { Exploitation } from './exploitation.ts';
import type { VulnerablePackage } from './find-vulnerabilities.ts';

/** What makes a flaw urgent. */
type Urgent = Pick<FoundVulnerability, 'exploited' | 'epss' | 'published' | 'priority'> &
  Pick<VulnerabilityView, 'days'>;

/** How urgent a flaw is, by what its advisories and the feeds tell of any of its names. */
export function urgencyOf(
  { vulnerability }: VulnerablePackage,
  reachability: Reachability,
  { exploitation, now }: { readonly exploitation: Exploitation; readonly now: Date },
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
    days: { published: daysSince(published, now), exploited: daysSince(exploited, now) },
  };
}

/** Of several names the likeliest: they are one flaw. */
function likeliest(scores: readonly Likelihood[]): Likelihood | undefined {
  return scores.toSorted((a, b) => b.probability - a.probability)[0];
}

const DAY = 24 * 60 * 60 * 1000;

function daysSince(day: string | undefined, now: Date): number | undefined {
  return day === undefined ? undefined : Math.max(0, Math.floor((now.getTime() - Date.parse(day)) / DAY));
}
