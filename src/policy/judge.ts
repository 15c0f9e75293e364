import type { Action, ActiveAction } from '../core/action.ts';
import type { AppliedException, Finding } from '../core/finding.ts';
import type { Subject } from '../core/subject.ts';
import type { Reported } from '../evidence/reported.ts';
import type { ExceptionLedger } from './exceptions.ts';
import { fold } from './fold.ts';
import { JudgedFinding, Lines } from './judged-finding.ts';
import type { Exception, Policy, RuleSetting } from './policy.ts';
import { vexOutcome } from './vex.ts';

/** What the rules reported for a unit, by the path of the unit. */
export interface UnitFindings {
  readonly unit: string;
  readonly reported: readonly Reported[];
  /** The namespace that resources seem to lie in because nobody said which. */
  readonly assumedNamespace?: string | undefined;
}

/** What a comment or annotation beside a finding does to it: ignores it for a reason, or would and may not. */
export type Ignored = { readonly exception: AppliedException } | { readonly refusal: string };

/** What a policy says beyond one action for each rule; given where the policy and the unit have it. */
export interface Refinements {
  /** The action of a rule for a subject; without it, that of the whole policy. */
  actionOf?(setting: RuleSetting, subject: Subject): Action;
  /** What comments and annotations do to a finding with that action. */
  ignore?(reported: Reported, setting: RuleSetting, action: ActiveAction): Ignored | undefined;
  /** Told of what was reported by a rule that is off there. */
  drop?(reported: Reported): void;
}

/** Makes of what the rules reported what the policy says: actions, exceptions, and one finding where several say the same. */
export function judge(
  { unit, reported, assumedNamespace }: UnitFindings,
  policy: Policy,
  exceptions: ExceptionLedger,
  refinements: Refinements = {},
): readonly Finding[] {
  const settings = new Map(policy.settings.map((setting) => [setting.rule.id, setting]));
  const ofUnit = { unit, lines: new Lines() };
  const judged: JudgedFinding[] = [];
  for (const each of reported) {
    const setting = settings.get(each.rule.id);
    if (setting === undefined) continue;
    const action = actionFor(each, refinements.actionOf?.(setting, each.subject) ?? setting.action);
    if (action === 'off') {
      refinements.drop?.(each);
      continue;
    }
    const accepted = acceptedBy(exceptions.covering(each, assumedNamespace));
    const beside = (): Ignored | undefined =>
      refinements.ignore?.(each, setting, action) ?? vexOutcome(each, setting, policy.vex);
    judged.push(new JudgedFinding(each, action, ofUnit, accepted ?? beside()));
  }
  return policy.standard?.exact === true ? judged : fold(judged);
}

/** What a rule says is only to be recorded no action makes more of, and none that is off records it. */
function actionFor({ isOnlyRecorded = false }: Reported, action: Action): Action {
  return isOnlyRecorded && action !== 'off' ? 'audit' : action;
}

function acceptedBy(exception: Exception | undefined): { readonly exception: AppliedException } | undefined {
  if (exception === undefined) return undefined;
  const { owner, reason, expires, justification } = exception;
  const given = justification === undefined ? {} : { justification };
  return { exception: { source: 'policy', owner, reason, expires, ...given } };
}
