import { defineRule } from '../../evidence/rule.ts';

const FIELD = ['hostPID'] as const;

/** Restricted field: `spec.hostPID`. Allowed: false, or unset. Source: k8s.io/pod-security-admission/policy/check_hostNamespaces.go. */
export const hostPid = defineRule({
  id: 'workload/host-pid',
  title: 'Pods do not share the processes of their node',
  severity: 'high',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [
    { id: 'pss/baseline', from: '1.0' },
    { id: 'cis-kubernetes-1.12/5.2.3' },
    { id: 'nsa/pod-security' },
    { id: 'nist-800-190/4.4.3' },
    { id: 'mitre/T1611' },
  ],
  why: 'With the processes of the node in sight, a pod reads their environment and arguments, and root signals and traces them.',
  remediation: 'Remove `hostPID`; containers of one pod see each other with `shareProcessNamespace`.',
  messages: { shared: () => 'The pod sees all processes of its node: hostPID is true.' },
  examples: () => import('./host-pid.examples.ts'),
  fix: () => [{ op: 'remove', path: FIELD }],
  check({ pod }, { report }) {
    if (pod.hostPID === true) report('shared', FIELD);
  },
});
