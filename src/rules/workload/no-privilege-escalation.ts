import { defineRule } from '../../evidence/rule.ts';
import { capabilityOf } from '../../manifests/capabilities.ts';
import { isWindows } from '../../manifests/pods.ts';

const FIELD = ['securityContext', 'allowPrivilegeEscalation'] as const;

/**
 * Restricted field: `securityContext.allowPrivilegeEscalation` of every container. Allowed: false.
 * From Kubernetes 1.25 a pod with `os.name: windows` is free: the API server refuses the field there.
 * Source: k8s.io/pod-security-admission/policy/check_allowPrivilegeEscalation.go.
 */
export const noPrivilegeEscalation = defineRule({
  id: 'workload/no-privilege-escalation',
  title: 'Processes cannot gain more privileges than their parent',
  severity: 'medium',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'warn', restricted: 'deny' },
  standards: [
    { id: 'pss/restricted', from: '1.8' },
    { id: 'cis-kubernetes-1.12/5.2.6' },
    { id: 'nsa/pod-security' },
    { id: 'nist-800-190/4.4.3' },
    { id: 'mitre/T1548' },
  ],
  why: 'Unless it is forbidden, one setuid program in the image makes a process that runs as nobody root again.',
  remediation:
    'Set `allowPrivilegeEscalation: false`: only programs that are setuid or carry file capabilities notice it.',
  messages: {
    notSet: ({ container }: { container: string }) =>
      `Container "${container}" lets its processes gain privileges: allowPrivilegeEscalation is not set.`,
    allowed: ({ container }: { container: string }) =>
      `Container "${container}" lets its processes gain privileges: allowPrivilegeEscalation is true.`,
  },
  examples: () => import('./no-privilege-escalation.examples.ts'),
  /** The API server refuses false beside `privileged: true` and CAP_SYS_ADMIN, so those must go first. */
  fix({ spec }) {
    const { privileged, capabilities } = spec.securityContext ?? {};
    const added = capabilities?.add ?? [];
    if (privileged === true || added.some((name) => capabilityOf(name) === 'SYS_ADMIN')) return [];
    return [{ op: 'set', path: FIELD, value: false }];
  },
  check({ spec, pod, name: container }, { report, kubernetes }) {
    const allowed = spec.securityContext?.allowPrivilegeEscalation;
    if (allowed === false || (kubernetes >= 25 && isWindows(pod))) return;
    report(allowed === undefined ? 'notSet' : 'allowed', FIELD, { container });
  },
});
