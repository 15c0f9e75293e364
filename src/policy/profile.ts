import { NEWEST_KUBERNETES } from '../core/kubernetes-version.ts';
import type { ProfileName, Rule } from '../evidence/rule.ts';
import { rules as allRules } from '../rules/all.ts';
import { defaultOptionsOf } from './options.ts';
import type { Policy } from './policy.ts';

/** The profile where none is named. */
export const DEFAULT_PROFILE: ProfileName = 'restricted';

/** The policy of a profile, without any file. */
export function profilePolicy(profile: ProfileName = DEFAULT_PROFILE, rules: readonly Rule[] = allRules): Policy {
  return {
    profile,
    kubernetes: NEWEST_KUBERNETES,
    settings: rules.map((rule) => ({ rule, action: rule.profiles[profile], options: defaultOptionsOf(rule) })),
    namespaces: [],
    exceptions: [],
    ignorable: new Set(),
    workloads: [],
    files: [],
  };
}
