import type { Report, RuleReport } from '../../core/report.ts';
import { namesStandard } from '../../core/standard.ts';
import { printable } from '../excerpt/printable.ts';
import { type RuleState, stateOf } from '../shown/rule-state.ts';
import type { Paint } from './paint.ts';

/** Each requirement of the standard that was asked for, with what became of its rules: also those that passed. */
export function standardLines(report: Report, paint: Paint): readonly string[] {
  const { standard, kubernetes } = report.policy;
  if (standard === undefined) return [];
  const { rules } = report;
  // Made here: loading the tables of a collator takes longer than judging a service.
  const numeric = new Intl.Collator('en', { numeric: true });
  const rows = rules
    .flatMap((rule) =>
      requirementsOf(rule, standard).map((requirement) => ({ requirement, rule, state: stateOf(rule) })),
    )
    .toSorted((a, b) => numeric.compare(a.requirement, b.requirement) || (a.rule.id < b.rule.id ? -1 : 1));
  const failed = new Set(rows.filter(({ state }) => state === 'failed').map(({ rule }) => rule.id)).size;
  const width = Math.max(...rows.map(({ requirement }) => requirement.length));
  return [
    paint.bold(printable(`${standard} at Kubernetes ${kubernetes}: ${failed} of ${rules.length} rules failed`)),
    ...rows.map(({ requirement, rule, state }) => {
      const label = paintState(state, paint);
      return `  ${printable(requirement.padEnd(width))}  ${label}  ${paint.faint(rule.id)}`;
    }),
    '',
  ];
}

/** A level of Pod Security has the requirements of the level below with it. */
function requirementsOf({ standards }: RuleReport, standard: string): readonly string[] {
  const query = standard.startsWith('pss/') ? 'pss' : standard;
  const requirements = standards.filter((id) => namesStandard(query, id));
  return query === standard ? requirements : requirements.slice(0, 1);
}

const WIDTH = 'nothing to judge'.length;

function paintState(state: RuleState, paint: Paint): string {
  const label = state.padEnd(WIDTH);
  if (state === 'failed') return paint.verdict('blocked', label);
  if (state === 'undecided') return paint.verdict('incomplete', label);
  return state === 'passed' ? paint.verdict('passed', label) : paint.faint(label);
}
