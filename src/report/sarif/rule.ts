import type { ReportingDescriptor } from 'sarif';
import type { RuleReport } from '../../core/report.ts';
import type { Severity } from '../../core/severity.ts';
import { type ProfileName, profileNames, type Rule } from '../../evidence/rule.ts';
import { requirementTitle } from '../../evidence/standards.ts';
import { ruleIdOf } from './graded-rules.ts';
import { levelOf } from './result.ts';

/**
 * The score that GitHub makes a severity of: over 9.0 critical, from 7.0 high, from 4.0 medium, above 0 low. What is of no
 * danger has none, and GitHub shows it by its level.
 */
const SCORES: Readonly<Partial<Record<Severity, string>>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' };

/** GitHub refuses more than twenty tags of a rule, and shows ten. */
const MOST_TAGS = 10;

/** A rule as GitHub shows it beside its alerts. `rule` is what the report says of it, `declared` what it says itself. */
export function sarifRule(rule: RuleReport, declared: Rule | undefined, profile: string): ReportingDescriptor {
  const { id, title, why, severity, standards } = rule;
  const remediation = declared?.remediation ?? '';
  const score = SCORES[severity];
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: {
      text: [why, remediation].filter((part) => part !== '').join(' '),
      markdown: markdownHelp(rule, remediation),
    },
    defaultConfiguration: { level: defaultLevel(declared, profile) },
    properties: {
      tags: ['security', 'kubernetes', areaOf(id), ...standards].slice(0, MOST_TAGS),
      ...(score === undefined ? {} : { 'security-severity': score }),
    },
  };
}

function areaOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

function defaultLevel(declared: Rule | undefined, profile: string): 'error' | 'warning' | 'note' {
  const name = profileNames.find((known): known is ProfileName => known === profile);
  const action = name === undefined ? undefined : declared?.profiles[name];
  return action === undefined || action === 'off' ? 'warning' : levelOf(action);
}

function markdownHelp({ id, severity, why, standards }: RuleReport, remediation: string): string {
  const requirements = standards.map((standard) => `- \`${standard}\`${titleOf(standard)}`);
  return [
    why,
    ...(remediation === '' ? [] : [`**What to do.** ${remediation}`]),
    `Severity ${severity}. \`plimsoll explain ${ruleIdOf(id)}\` shows examples that pass and that do not.`,
    ...(requirements.length === 0 ? [] : [`**Standards**\n\n${requirements.join('\n')}`]),
  ].join('\n\n');
}

function titleOf(standard: string): string {
  const title = requirementTitle(standard);
  return title === undefined ? '' : `: ${title}`;
}
