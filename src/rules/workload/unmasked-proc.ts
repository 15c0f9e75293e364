import { defineRule } from '../../evidence/rule.ts';
import { hasUserNamespace } from '../../manifests/pods.ts';

const FIELD = ['securityContext', 'procMount'] as const;

/**
 * Restricted field: `securityContext.procMount` of every container. Allowed: Default, or unset; from Kubernetes 1.35 anything in a pod
 * with `hostUsers: false`. Source: k8s.io/pod-security-admission/policy/check_procMount_baseline.go.
 */
export const unmaskedProc = defineRule({
  id: 'workload/unmasked-proc',
  title: '/proc is masked',
  severity: 'high',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [
    { id: 'pss/baseline', from: '1.0' },
    { id: 'nsa/pod-security' },
    { id: 'nist-800-190/4.4.3' },
    { id: 'mitre/T1611' },
  ],
  refines: ['workload/default-proc-mount'],
  why: 'Unmasked, /proc shows the memory of the node, and lets root in the container change how its kernel works.',
  remediation:
    'Remove `procMount`; a program that starts containers of its own can have it in a pod with `hostUsers: false`.',
  messages: {
    unmasked: ({ container, found }: { container: string; found: string }) =>
      `Container "${container}" mounts /proc as "${found}".`,
  },
  examples: () => import('./unmasked-proc.examples.ts'),
  fix: () => [{ op: 'remove', path: FIELD }],
  check({ spec, pod, name: container }, { report, kubernetes }) {
    const found = spec.securityContext?.procMount;
    if (found === undefined || found === 'Default' || (kubernetes >= 35 && hasUserNamespace(pod))) return;
    report('unmasked', FIELD, { container, found });
  },
});
