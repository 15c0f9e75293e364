import type { Finding } from '../../core/finding.ts';
import type { RuleReport } from '../../core/report.ts';

/**
 * The id that a finding names its rule by. GitHub takes the severity of an alert from its rule alone, so that what is found to be of another severity than its
 * rule, as vulnerabilities are, has a rule below it: `image/fixable-vulnerability/critical`. Source: SARIF 2.1.0, 3.27.5 (hierarchical rule ids).
 */
export function gradedRuleId(
  { rule, severity }: Pick<Finding, 'rule' | 'severity'>,
  own: RuleReport | undefined,
): string {
  return own === undefined || own.severity === severity ? rule : `${rule}/${severity}`;
}

/** The rules of a report, and behind them those below them that findings name. */
export function gradedRules(rules: readonly RuleReport[], findings: readonly Finding[]): readonly RuleReport[] {
  const own = new Map(rules.map((rule) => [rule.id, rule]));
  const graded = new Map<string, RuleReport>();
  for (const finding of findings) {
    const rule = own.get(finding.rule);
    const id = gradedRuleId(finding, rule);
    if (rule !== undefined && id !== rule.id) graded.set(id, { ...rule, id, severity: finding.severity });
  }
  return [...rules, ...[...graded.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))];
}

/** The id of a rule of the policy, of which another may stand below it. */
export function ruleIdOf(id: string): string {
  return id.split('/').slice(0, 2).join('/');
}
