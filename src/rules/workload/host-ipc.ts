import { defineRule } from '../../evidence/rule.ts';

const FIELD = ['hostIPC'] as const;

/** Restricted field: `spec.hostIPC`. Allowed: false, or unset. Source: k8s.io/pod-security-admission/policy/check_hostNamespaces.go. */
export const hostIpc = defineRule({
  id: 'workload/host-ipc',
  title: 'Pods do not share the memory of processes of their node',
  severity: 'high',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [
    { id: 'pss/baseline', from: '1.0' },
    { id: 'cis-kubernetes-1.12/5.2.4' },
    { id: 'nsa/pod-security' },
    { id: 'nist-800-190/4.4.3' },
    { id: 'mitre/T1611' },
  ],
  why: 'In the IPC namespace of the node a pod reads and writes the shared memory and message queues of other programs.',
  remediation: 'Remove `hostIPC`; containers of one pod share an IPC namespace of their own already.',
  messages: { shared: () => 'The pod reaches the shared memory of its node: hostIPC is true.' },
  examples: () => import('./host-ipc.examples.ts'),
  fix: () => [{ op: 'remove', path: FIELD }],
  check({ pod }, { report }) {
    if (pod.hostIPC === true) report('shared', FIELD);
  },
});
