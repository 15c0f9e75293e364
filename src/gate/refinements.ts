import type { IgnoreReport } from '../core/report.ts';
import type { Reported, RuleCounts } from '../evidence/reported.ts';
import type { Refinements } from '../policy/judge.ts';
import type { Policy } from '../policy/policy.ts';
import type { UnitReading } from './unit-reading.ts';

/** What a policy says of one unit beyond one action for each rule, and what came of it. */
export interface UnitRefinements extends Refinements {
  /** The counts of the rules without what they reported where they are off. */
  counts(all: ReadonlyMap<string, RuleCounts>): ReadonlyMap<string, RuleCounts>;
  ignores(): readonly IgnoreReport[];
  notes(): readonly string[];
}

const NONE: UnitRefinements = { counts: (all) => all, ignores: () => [], notes: () => [] };

/** What the policy says of a unit that was read, by namespaces and by comments. */
export async function refinementsOf(policy: Policy, run: UnitReading): Promise<UnitRefinements> {
  const hasIgnores = run.ignoring.length + run.ignoringDockerfiles.length > 0 && policy.standard?.exact !== true;
  if (policy.namespaces.length === 0 && !hasIgnores) return NONE;
  const actions = policy.namespaces.length === 0 ? undefined : await namespaceActions(policy, run);
  const ignores = hasIgnores ? await unitIgnores(policy, run) : undefined;
  const dropped: Reported[] = [];
  return {
    actionOf: (setting, subject) => actions?.actionOf(setting, subject) ?? setting.action,
    ignore: (reported, setting, action) => ignores?.ignore(reported, setting, action),
    drop: (reported) => dropped.push(reported),
    counts: (all) => countsWithout(all, dropped),
    ignores: () => ignores?.report() ?? [],
    notes: () => actions?.notes() ?? [],
  };
}

async function namespaceActions(policy: Policy, { namespaces, assumedNamespace }: UnitReading) {
  const { NamespaceActions } = await import('../policy/namespaces/namespace-actions.ts');
  return new NamespaceActions(policy, namespaces, assumedNamespace);
}

async function unitIgnores(policy: Policy, { ignoring, ignoringDockerfiles }: UnitReading) {
  const { UnitIgnores } = await import('../policy/ignores/unit-ignores.ts');
  return new UnitIgnores(policy, ignoring, ignoringDockerfiles);
}

/** A target of which a rule that is off there reported anything was not judged by it. */
function countsWithout(
  all: ReadonlyMap<string, RuleCounts>,
  dropped: readonly Reported[],
): ReadonlyMap<string, RuleCounts> {
  if (dropped.length === 0) return all;
  const counts = new Map([...all].map(([rule, each]) => [rule, { ...each }]));
  for (const ofResource of Map.groupBy(dropped, ({ place }) => place.resource).values()) {
    const targets = Map.groupBy(ofResource, ({ rule, subject }) => `${rule.id}\0${subject.container ?? ''}`);
    for (const ofTarget of targets.values()) takeAway(ofTarget, counts);
  }
  return counts;
}

function takeAway(ofTarget: readonly Reported[], counts: ReadonlyMap<string, RuleCounts>): void {
  const of = counts.get(ofTarget[0]?.rule.id ?? '');
  if (of === undefined) return;
  of.evaluated -= 1;
  if (ofTarget.some(({ status }) => status === 'fail')) of.failed -= 1;
  else of.unknown -= 1;
}
