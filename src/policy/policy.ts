import type { Action } from '../core/action.ts';
import type { KubernetesMinor } from '../core/kubernetes-version.ts';
import type { Source } from '../core/source.ts';
import type { Subject } from '../core/subject.ts';
import type { ActiveRule } from '../evidence/engine.ts';
import type { ProfileName, Rule } from '../evidence/rule.ts';
import type { WorkloadKind } from '../manifests/workload-kinds.ts';

/** What a policy says of one rule. */
export interface RuleSetting {
  readonly rule: Rule;
  readonly action: Action;
  readonly options: unknown;
}

/** A finding that someone accepted. */
export interface Exception {
  readonly rule: string;
  /** The part of the subject that it covers: each part exact, or `*`. */
  readonly scope: Partial<Record<keyof Subject, string>>;
  readonly owner: string;
  readonly reason: string;
  /** The last day on which it holds, `YYYY-MM-DD` in UTC. */
  readonly expires: string;
}

/** A standard that was asked for. */
export interface SelectedStandard {
  /** Its id, or the beginning of it. */
  readonly id: string;
  /** Whether it is a level of Pod Security, which is answered control by control: nothing folds, and images are not opened. */
  readonly exact: boolean;
}

/** Which rules deny, warn, are recorded or are off, and which findings are accepted. */
export interface Policy {
  readonly profile: ProfileName;
  /** The version of Kubernetes that is judged for. */
  readonly kubernetes: KubernetesMinor;
  /** One setting for every rule, in the order of the rules. */
  readonly settings: readonly RuleSetting[];
  readonly exceptions: readonly Exception[];
  readonly workloads: readonly WorkloadKind[];
  /** The policy files that took part. */
  readonly files: readonly Source[];
  /** The standard whose rules alone run, where one was asked for. */
  readonly standard?: SelectedStandard;
}

/** The rules that a policy has not turned off, with their options. */
export function activeRules(policy: Policy): readonly ActiveRule[] {
  return policy.settings.filter(({ action }) => action !== 'off');
}
