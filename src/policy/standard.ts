import { problemOf, UserError } from '../core/errors.ts';
import { type KubernetesMinor, NEWEST_KUBERNETES, parseKubernetesVersion } from '../core/kubernetes-version.ts';
import { nearest } from '../core/nearest.ts';
import { namesStandard } from '../core/standard.ts';
import type { Rule, StandardReference } from '../evidence/rule.ts';
import { workloadKindsWith } from '../manifests/workload-kinds.ts';
import { policyErrors } from './errors.ts';
import { defaultOptionsOf } from './options.ts';
import type { Policy } from './policy.ts';

const BASELINE = 'pss/baseline';
const RESTRICTED = 'pss/restricted';

/** The policy for a version of Kubernetes: `1.29`, `v1.29.3` or `latest`. One that is none is a `UserError`. */
export function pinKubernetes(policy: Policy, version: string): Policy {
  const kubernetes = parseKubernetesVersion(version);
  if (kubernetes !== undefined) return { ...policy, kubernetes };
  const near = nearest(version, [
    'latest',
    ...Array.from({ length: NEWEST_KUBERNETES + 1 }, (_, minor) => `1.${minor}`),
  ]);
  throw new UserError(problemOf(policyErrors, 'PL_E_KUBERNETES_VERSION', { version, near }));
}

/**
 * The policy with the rules of a standard alone, by its id or the beginning of it, at the version that the policy is pinned to.
 *
 * `pss/baseline` and `pss/restricted` answer as Pod Security admission does: every control of the level at that version denies, with
 * its default options, and nothing else of the policy counts: no action, no exception, and no finding folds into another. Its custom
 * workloads stay, for they say where pods are and not what is right. Any other standard filters what the policy says.
 *
 * A standard that no rule serves is a `UserError`.
 */
export function selectStandard(policy: Policy, id: string): Policy {
  if (id === BASELINE || id === RESTRICTED) return podSecurityPolicy(policy, id);
  const settings = policy.settings.map((setting) =>
    setting.rule.standards.some((standard) => namesStandard(id, standard.id)) ? setting : off(setting.rule),
  );
  const isServed = policy.settings.some(({ rule }) =>
    rule.standards.some((standard) => namesStandard(id, standard.id)),
  );
  if (!isServed) throw unknownStandard(id, policy);
  return { ...policy, settings, standard: { id, exact: false } };
}

function podSecurityPolicy(policy: Policy, level: string): Policy {
  const rules = policy.settings.map(({ rule }) => rule);
  const controls = podSecurityControls(rules, level, policy.kubernetes);
  const builtIn = workloadKindsWith([]);
  return {
    ...policy,
    settings: rules.map((rule) =>
      controls.has(rule.id) ? { rule, action: 'deny', options: defaultOptionsOf(rule) } : off(rule),
    ),
    namespaces: [],
    exceptions: [],
    ignorable: new Set(),
    workloads: policy.workloads.filter(({ group, kind }) => builtIn.of(`${group}/`, kind) === undefined),
    standard: { id: level, exact: true },
  };
}

/**
 * The ids of the rules that are the controls of a level at a version: Restricted takes those of Baseline with it, but for those whose
 * place its own take. Source: k8s.io/pod-security-admission/policy/registry.go, populate.
 */
export function podSecurityControls(
  rules: readonly Rule[],
  level: string,
  kubernetes: KubernetesMinor,
): ReadonlySet<string> {
  const controls = new Set<string>();
  const overridden = new Set<string>();
  for (const rule of rules) {
    for (const reference of rule.standards) {
      const isOfLevel = reference.id === level || reference.id === BASELINE;
      if (!isOfLevel || !isInForce(reference, kubernetes)) continue;
      controls.add(rule.id);
      for (const other of reference.overrides ?? []) overridden.add(other);
    }
  }
  return controls.difference(overridden);
}

function isInForce({ from, to }: StandardReference, kubernetes: KubernetesMinor): boolean {
  return minorOf(from, 0) <= kubernetes && kubernetes <= minorOf(to, NEWEST_KUBERNETES);
}

function minorOf(version: string | undefined, otherwise: KubernetesMinor): KubernetesMinor {
  return version === undefined ? otherwise : (parseKubernetesVersion(version) ?? otherwise);
}

function off(rule: Rule): Policy['settings'][number] {
  return { rule, action: 'off', options: {}, isFixed: true };
}

function unknownStandard(id: string, { settings }: Policy): UserError {
  const ids = new Set(settings.flatMap(({ rule }) => rule.standards.map((standard) => standard.id)));
  const families = new Set([...ids].map((each) => each.slice(0, each.indexOf('/'))));
  const known = [...families].toSorted();
  const near = nearest(id, [...known, ...ids]);
  return new UserError(problemOf(policyErrors, 'PL_E_STANDARD_UNKNOWN', { id, near, known }));
}
