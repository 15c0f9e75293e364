import * as v from 'valibot';
import { defineRule } from '../../evidence/rule.ts';
import { bindingOf, formatRole } from '../../manifests/role-binding.ts';

const AUTHENTICATED = 'system:authenticated';
const SERVICE_ACCOUNTS = 'system:serviceaccounts';

/**
 * Restricted field: `subjects[*]` of role bindings. Allowed: groups other than those that everybody is in, and these
 * for the roles of the option, which Kubernetes itself gives them.
 * Source: plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go.
 */
export const everyoneBinding = defineRule({
  id: 'access/everyone-binding',
  title: 'Nothing is granted to every user or every service account',
  severity: 'high',
  since: '0.1.0',
  target: 'resource',
  kinds: ['RoleBinding.rbac.authorization.k8s.io', 'ClusterRoleBinding.rbac.authorization.k8s.io'],
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'nsa/authentication' }, { id: 'nist-800-190/4.3.1' }, { id: 'mitre/T1078' }],
  why: 'The token of any pod is enough to have what is granted to all of them, and on some clouds any account of the provider.',
  remediation: 'Name the users, groups or service accounts that need the role.',
  options: v.strictObject({
    harmlessRoles: v.optional(
      v.pipe(v.array(v.string()), v.description('Names of cluster roles that everybody may have.')),
      ['system:basic-user', 'system:discovery', 'system:public-info-viewer', 'system:service-account-issuer-discovery'],
    ),
  }),
  messages: {
    users: ({ role }: { role: string }) => `Every user and every service account has ${role}.`,
    serviceAccounts: ({ role }: { role: string }) => `Every service account of the cluster has ${role}.`,
    ofNamespace: ({ role, namespace }: { role: string; namespace: string }) =>
      `Every service account of namespace "${namespace}" has ${role}.`,
  },
  examples: () => import('./everyone-binding.examples.ts'),
  check(resource, { options: { harmlessRoles }, report }) {
    const binding = bindingOf(resource)?.binding;
    if (binding === undefined) return;
    const { roleRef, subjects = [] } = binding;
    if (roleRef?.kind === 'ClusterRole' && harmlessRoles.includes(roleRef.name ?? '')) return;
    const role = formatRole(binding);
    for (const [index, { kind, name = '' }] of subjects.entries()) {
      const message = kind === 'Group' ? messageOf(name) : undefined;
      if (message !== undefined) report(message, ['subjects', index, 'name'], { role, namespace: namespaceOf(name) });
    }
  },
});

function messageOf(group: string): 'users' | 'serviceAccounts' | 'ofNamespace' | undefined {
  if (group === AUTHENTICATED) return 'users';
  if (group === SERVICE_ACCOUNTS) return 'serviceAccounts';
  return group.startsWith(`${SERVICE_ACCOUNTS}:`) ? 'ofNamespace' : undefined;
}

function namespaceOf(group: string): string {
  return group.slice(SERVICE_ACCOUNTS.length + 1);
}
