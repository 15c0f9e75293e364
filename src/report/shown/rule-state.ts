import type { RuleReport } from '../../core/report.ts';

/** What became of a rule. */
export type RuleState = 'passed' | 'failed' | 'undecided' | 'nothing to judge';

/** What became of a rule: one fault is enough to fail, one thing that it could not decide is enough not to pass. */
export function stateOf({ evaluated, failed, unknown }: RuleReport): RuleState {
  if (failed > 0) return 'failed';
  if (unknown > 0) return 'undecided';
  return evaluated === 0 ? 'nothing to judge' : 'passed';
}
