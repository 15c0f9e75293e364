import { defineRule } from '../../evidence/rule.ts';
import { isOfKind, type Resource } from '../../manifests/resource.ts';
import { bindingOf } from '../../manifests/role-binding.ts';
import { textIn, textsIn } from '../../manifests/untyped.ts';

const MASTERS = 'system:masters';
const LONGEST_REQUEST = 64 * 1024;

/**
 * Restricted fields: `subjects[*].name` of role bindings, and the organization of a CertificateSigningRequest.
 * Allowed: anything but the group system:masters, except in the binding that Kubernetes makes itself.
 */
export const systemMasters = defineRule({
  id: 'access/system-masters',
  title: 'Nobody is put into the group system:masters',
  severity: 'high',
  since: '0.1.0',
  target: 'resource',
  kinds: [
    'RoleBinding.rbac.authorization.k8s.io',
    'ClusterRoleBinding.rbac.authorization.k8s.io',
    'CertificateSigningRequest.certificates.k8s.io',
  ],
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'cis-kubernetes-1.12/5.1.7' }, { id: 'nsa/authentication' }, { id: 'mitre/T1078' }],
  why: 'The API server lets system:masters do everything without asking RBAC, and a certificate for it cannot be revoked.',
  remediation: 'Use a group of your own and bind the role that it needs.',
  messages: {
    bound: () => 'The binding names the group system:masters, which may do everything whatever is bound to it.',
    certificate: () => 'The certificate that is asked for makes its owner a member of system:masters.',
  },
  examples: () => import('./system-masters.examples.ts'),
  check(resource, { report }) {
    const found = bindingOf(resource);
    if (found === undefined) {
      if (isOfKind(resource, 'certificates.k8s.io', 'CertificateSigningRequest') && asksForMasters(resource))
        report('certificate', ['spec', 'request']);
      return;
    }
    const { roleRef, subjects = [] } = found.binding;
    if (resource.name === 'cluster-admin' && roleRef?.name === 'cluster-admin') return;
    for (const [index, { kind, name }] of subjects.entries()) {
      if (kind === 'Group' && name === MASTERS) report('bound', ['subjects', index, 'name']);
    }
  },
});

/** The organization of a request stands as it is in the DER inside the PEM inside the base64 of the field. */
function asksForMasters({ value }: Resource): boolean {
  if (textsIn(value, ['spec', 'groups']).includes(MASTERS)) return true;
  const request = textIn(value, ['spec', 'request']) ?? '';
  if (request.length > LONGEST_REQUEST) return false;
  const pem = Buffer.from(request, 'base64').toString('latin1');
  const body = pem.replaceAll(/-----[^-\n]*-----/g, '');
  return Buffer.from(body, 'base64').includes(MASTERS);
}
