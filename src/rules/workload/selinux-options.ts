import type { KubernetesMinor } from '../../core/kubernetes-version.ts';
import { defineRule, type Report } from '../../evidence/rule.ts';
import type { SELinuxOptions } from '../../manifests/kubernetes/types.generated.ts';

const FIELD = ['securityContext', 'seLinuxOptions'] as const;
const TYPES = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t']);

const messages = {
  type: ({ found }: { found: string }) => `The SELinux type is "${found}", which is none of those for containers.`,
  user: ({ found }: { found: string }) => `The SELinux user is set to "${found}".`,
  role: ({ found }: { found: string }) => `The SELinux role is set to "${found}".`,
};

/**
 * Restricted fields: `spec.securityContext.seLinuxOptions` and that of every container. Allowed: a `type` of container_t,
 * container_init_t or container_kvm_t, from Kubernetes 1.31 also container_engine_t, or none; no `user` and no `role`.
 * Source: k8s.io/pod-security-admission/policy/check_seLinuxOptions.go.
 */
export const selinuxOptions = defineRule({
  id: 'workload/selinux-options',
  title: 'SELinux confines containers as containers',
  severity: 'high',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [{ id: 'pss/baseline', from: '1.0' }, { id: 'nsa/pod-security' }, { id: 'nist-800-190/4.4.3' }],
  why: 'Another type, user or role takes a container out of the policy that keeps it from the files of its node.',
  remediation:
    'Remove `user` and `role`, and use the type container_t, container_init_t, container_kvm_t or container_engine_t.',
  messages,
  examples: () => import('./selinux-options.examples.ts'),
  ofPod: {
    fix: (_, __, { at }) => [{ op: 'remove', path: at }],
    check: ({ pod }, { report, kubernetes }) => judge(pod.securityContext?.seLinuxOptions, kubernetes, report),
  },
  fix: (_, __, { at }) => [{ op: 'remove', path: at }],
  check: ({ spec }, { report, kubernetes }) => judge(spec.securityContext?.seLinuxOptions, kubernetes, report),
});

function judge(
  options: SELinuxOptions | undefined,
  kubernetes: KubernetesMinor,
  report: Report<typeof messages>,
): void {
  if (options === undefined) return;
  const { type = '', user = '', role = '' } = options;
  const isKnown = TYPES.has(type) || (kubernetes >= 31 && type === 'container_engine_t');
  if (!isKnown) report('type', [...FIELD, 'type'], { found: type });
  if (user !== '') report('user', [...FIELD, 'user'], { found: user });
  if (role !== '') report('role', [...FIELD, 'role'], { found: role });
}
