import type { Action } from '../core/action.ts';
import type { AppliedException, Finding } from '../core/finding.ts';
import type { Reported } from '../evidence/reported.ts';
import type { ExceptionLedger } from './exceptions.ts';
import { fold } from './fold.ts';
import { JudgedFinding, Lines } from './judged-finding.ts';
import type { Exception, Policy } from './policy.ts';

/** What the rules reported for a unit, by the path of the unit. */
export interface UnitFindings {
  readonly unit: string;
  readonly reported: readonly Reported[];
}

/** Makes of what the rules reported what the policy says: actions, exceptions, and one finding where several say the same. */
export function judge(
  { unit, reported }: UnitFindings,
  policy: Policy,
  exceptions: ExceptionLedger,
): readonly Finding[] {
  const actions = new Map(policy.settings.map(({ rule, action }) => [rule.id, action]));
  const ofUnit = { unit, lines: new Lines() };
  const judged: JudgedFinding[] = [];
  for (const each of reported) {
    const action: Action = actions.get(each.rule.id) ?? 'off';
    if (action === 'off') continue;
    const exception = acceptedBy(exceptions.covering(each.rule.id, each.subject));
    judged.push(new JudgedFinding(each, action, ofUnit, exception));
  }
  return policy.standard?.exact === true ? judged : fold(judged);
}

function acceptedBy(exception: Exception | undefined): AppliedException | undefined {
  if (exception === undefined) return undefined;
  const { owner, reason, expires } = exception;
  return { owner, reason, expires };
}
