import { defineRule } from '../../evidence/rule.ts';
import { bindingOf, formatRole } from '../../manifests/role-binding.ts';

/** Restricted field: `subjects[*]` of role bindings. Allowed: anybody but the service account `default` of a namespace. */
export const defaultServiceAccountBound = defineRule({
  id: 'access/default-service-account-bound',
  title: 'No role is bound to a default service account',
  severity: 'medium',
  since: '0.1.0',
  target: 'resource',
  kinds: ['RoleBinding.rbac.authorization.k8s.io', 'ClusterRoleBinding.rbac.authorization.k8s.io'],
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'cis-kubernetes-1.12/5.1.5' }, { id: 'nsa/authentication' }, { id: 'mitre/T1078' }],
  why: 'Every pod of the namespace that names no service account has the role, those of others too.',
  remediation: 'Bind the role to a service account of its own, and name that one in the pods that need it.',
  messages: {
    bound: ({ role }: { role: string }) =>
      `Every pod that names no service account has ${role}: it is bound to the default one.`,
  },
  examples: () => import('./default-service-account-bound.examples.ts'),
  check(resource, { report }) {
    const binding = bindingOf(resource)?.binding;
    for (const [index, { kind, name }] of (binding?.subjects ?? []).entries()) {
      if (binding === undefined || kind !== 'ServiceAccount' || name !== 'default') continue;
      report('bound', ['subjects', index, 'name'], { role: formatRole(binding) });
    }
  },
});
