import { defineRule } from '../../evidence/rule.ts';
import type { RoleBinding } from '../../manifests/kubernetes/types.generated.ts';
import { bindingOf } from '../../manifests/role-binding.ts';

const FIELD = ['roleRef', 'name'] as const;

/**
 * Restricted field: `roleRef` of role bindings. Allowed: anything but ClusterRole cluster-admin, except in the binding
 * that Kubernetes makes itself. Source: plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go.
 */
export const clusterAdminBinding = defineRule({
  id: 'access/cluster-admin-binding',
  title: 'Nobody is bound to cluster-admin',
  severity: 'high',
  since: '0.1.0',
  target: 'resource',
  kinds: ['RoleBinding.rbac.authorization.k8s.io', 'ClusterRoleBinding.rbac.authorization.k8s.io'],
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'cis-kubernetes-1.12/5.1.1' }, { id: 'nsa/authentication' }, { id: 'mitre/T1078' }],
  why: 'Whoever takes over a subject of the binding may do everything that the role allows, and it allows everything.',
  remediation: 'Bind a role that lists the resources and verbs that are needed.',
  messages: {
    everywhere: () => 'The subjects may do everything in the whole cluster: the binding gives them cluster-admin.',
    inNamespace: () => 'The subjects may do everything in the namespace: the binding gives them cluster-admin there.',
  },
  examples: () => import('./cluster-admin-binding.examples.ts'),
  check(resource, { report }) {
    const found = bindingOf(resource);
    if (found === undefined) return;
    const { binding, isClusterWide } = found;
    const { kind, name } = binding.roleRef ?? {};
    if (kind !== 'ClusterRole' || name !== 'cluster-admin' || isBuiltIn(resource.name, binding)) return;
    report(isClusterWide ? 'everywhere' : 'inNamespace', FIELD);
  },
});

function isBuiltIn(name: string | undefined, { subjects = [] }: RoleBinding): boolean {
  return (
    name === 'cluster-admin' &&
    subjects.every((subject) => subject.kind === 'Group' && subject.name === 'system:masters')
  );
}
