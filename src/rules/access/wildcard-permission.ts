import { defineRule } from '../../evidence/rule.ts';
import type { ClusterRole } from '../../manifests/kubernetes/types.generated.ts';
import { isRole } from '../../manifests/role-binding.ts';

const FIELDS = ['verbs', 'resources', 'apiGroups', 'nonResourceURLs'] as const;

/**
 * Restricted fields: `verbs`, `resources`, `apiGroups` and `nonResourceURLs` of `rules[*]` of Role and ClusterRole.
 * Allowed: lists without `*`. The role cluster-admin is Kubernetes' own.
 */
export const wildcardPermission = defineRule({
  id: 'access/wildcard-permission',
  title: 'Roles name what they allow',
  severity: 'medium',
  since: '0.1.0',
  target: 'resource',
  kinds: ['Role.rbac.authorization.k8s.io', 'ClusterRole.rbac.authorization.k8s.io'],
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'cis-kubernetes-1.12/5.1.3' }, { id: 'nsa/authentication' }],
  why: 'A wildcard also allows what does not exist yet: the verbs, resources and subresources of later versions and operators.',
  remediation: 'List the verbs, resources and API groups that are needed.',
  messages: {
    wildcard: ({ fields }: { fields: string }) => `The rule has a wildcard in ${fields}.`,
  },
  examples: () => import('./wildcard-permission.examples.ts'),
  check(resource, { report }) {
    if (!isRole(resource) || resource.name === 'cluster-admin') return;
    const { rules = [] }: ClusterRole = resource.value;
    for (const [index, rule] of rules.entries()) {
      const wild = FIELDS.filter((field) => rule[field]?.includes('*') === true);
      const [first] = wild;
      if (first === undefined) continue;
      report('wildcard', ['rules', index, ...(wild.length === 1 ? [first] : [])], { fields: wild.join(', ') });
    }
  },
});
