import { defineRule } from '../../evidence/rule.ts';
import type { ClusterRole, PolicyRule } from '../../manifests/kubernetes/types.generated.ts';
import { isRole } from '../../manifests/role-binding.ts';

const ALL = '*';

/**
 * Restricted field: `rules[*]` of Role and ClusterRole. Allowed: rules that leave one of verbs, resources and API groups
 * without a wildcard. The role cluster-admin is Kubernetes' own.
 * Source: pkg/apis/rbac/v1/evaluation_helpers.go, VerbMatches, APIGroupMatches, ResourceMatches.
 */
export const unlimitedRole = defineRule({
  id: 'access/unlimited-role',
  title: 'No role allows everything',
  severity: 'high',
  since: '0.1.0',
  target: 'resource',
  kinds: ['Role.rbac.authorization.k8s.io', 'ClusterRole.rbac.authorization.k8s.io'],
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [
    { id: 'cis-kubernetes-1.12/5.1.1' },
    { id: 'cis-kubernetes-1.12/5.1.3' },
    { id: 'nsa/authentication' },
    { id: 'mitre/T1078' },
  ],
  refines: ['access/wildcard-permission'],
  why: 'A role with a wildcard in every field is cluster-admin by another name.',
  remediation: 'List the API groups, resources and verbs that are needed.',
  messages: {
    everything: () => 'The rule allows every verb on every resource of every API group.',
  },
  examples: () => import('./unlimited-role.examples.ts'),
  check(resource, { report }) {
    if (!isRole(resource) || resource.name === 'cluster-admin') return;
    const { rules = [] }: ClusterRole = resource.value;
    for (const [index, rule] of rules.entries()) if (allowsEverything(rule)) report('everything', ['rules', index]);
  },
});

function allowsEverything({ verbs = [], resources = [], apiGroups = [], resourceNames = [] }: PolicyRule): boolean {
  return [verbs, resources, apiGroups].every((values) => values.includes(ALL)) && resourceNames.length === 0;
}
