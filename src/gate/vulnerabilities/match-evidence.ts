import { schemeOf } from '../../advisories/ecosystem.ts';
import type { Evidence } from '../../advisories/evidence.ts';
import type { MatchEvidence } from '../../core/vulnerability.ts';

/** How an advisory was held against a package, as a report tells it. */
export function matchEvidence({ advisory, question, answer, doubt, takes }: Evidence): MatchEvidence {
  const { ecosystem, name, version, isEpochUntold } = question;
  const { severity, by, score } = advisory.judgement;
  const scheme = schemeOf(ecosystem) ?? '';
  const isAffected = answer.state === 'affected';
  return {
    advisory: advisory.id,
    ecosystem,
    name,
    version,
    order: isEpochUntold === true ? `${scheme} without epochs` : scheme,
    ranges: isAffected ? answer.ranges : [],
    isListed: isAffected && answer.isListed,
    unread: isAffected ? undefined : answer.version,
    doubt,
    takes,
    severity,
    ratedBy: by,
    score,
  };
}
