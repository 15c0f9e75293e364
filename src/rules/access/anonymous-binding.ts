import { defineRule } from '../../evidence/rule.ts';
import { bindingOf, formatRole } from '../../manifests/role-binding.ts';

const ANONYMOUS: ReadonlySet<string> = new Set(['User/system:anonymous', 'Group/system:unauthenticated']);

/** What Kubernetes itself and kubeadm let everybody read: health, versions, and where the cluster is. */
const HARMLESS: ReadonlySet<string> = new Set([
  'ClusterRole/system:public-info-viewer',
  'Role/kubeadm:bootstrap-signer-clusterinfo',
]);

/**
 * Restricted field: `subjects[*]` of role bindings. Allowed: anybody but the user system:anonymous and the group
 * system:unauthenticated, and these for the two roles that are meant for them.
 * Source: plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go.
 */
export const anonymousBinding = defineRule({
  id: 'access/anonymous-binding',
  title: 'Nothing is granted to callers who have not said who they are',
  severity: 'critical',
  since: '0.1.0',
  target: 'resource',
  kinds: ['RoleBinding.rbac.authorization.k8s.io', 'ClusterRoleBinding.rbac.authorization.k8s.io'],
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'cis-kubernetes-1.12/1.2.1' }, { id: 'nsa/authentication' }, { id: 'mitre/T1078' }],
  why: 'Everybody who reaches the API server has what is granted to anonymous callers, without any credential.',
  remediation: 'Remove the subject; name the users, groups or service accounts that need the role.',
  messages: {
    granted: ({ subject, role }: { subject: string; role: string }) =>
      `Everybody who reaches the API server has ${role}: it is bound to ${subject}.`,
  },
  examples: () => import('./anonymous-binding.examples.ts'),
  check(resource, { report }) {
    const binding = bindingOf(resource)?.binding;
    if (binding === undefined) return;
    const { roleRef, subjects = [] } = binding;
    if (HARMLESS.has(`${roleRef?.kind}/${roleRef?.name}`)) return;
    for (const [index, { kind, name = '' }] of subjects.entries()) {
      if (!ANONYMOUS.has(`${kind}/${name}`)) continue;
      report('granted', ['subjects', index, 'name'], { subject: name, role: formatRole(binding) });
    }
  },
});
