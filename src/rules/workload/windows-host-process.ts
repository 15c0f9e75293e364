import { defineRule } from '../../evidence/rule.ts';

const FIELD = ['securityContext', 'windowsOptions', 'hostProcess'] as const;

/**
 * Restricted field: `spec.securityContext.windowsOptions.hostProcess` and that of every container. Allowed: false, or unset.
 * Source: k8s.io/pod-security-admission/policy/check_windowsHostProcess.go.
 */
export const windowsHostProcess = defineRule({
  id: 'workload/windows-host-process',
  title: 'Windows containers are not processes of their node',
  severity: 'critical',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [
    { id: 'pss/baseline', from: '1.0' },
    { id: 'cis-kubernetes-1.12/5.2.10' },
    { id: 'nsa/pod-security' },
    { id: 'nist-800-190/4.4.3' },
    { id: 'mitre/T1611' },
  ],
  why: 'A HostProcess container runs on the Windows node itself, with its files, its network and its accounts.',
  remediation: 'Remove `hostProcess`; an agent of the node that needs it belongs into a namespace of its own.',
  messages: {
    hostProcess: ({ container }: { container: string }) =>
      `Container "${container}" runs as a process of its Windows node: hostProcess is true.`,
    podHostProcess: () => 'The pod runs as processes of its Windows node: hostProcess is true.',
  },
  examples: () => import('./windows-host-process.examples.ts'),
  ofPod: {
    check({ pod }, { report }) {
      if (pod.securityContext?.windowsOptions?.hostProcess === true) report('podHostProcess', FIELD);
    },
  },
  check({ spec, name: container }, { report }) {
    if (spec.securityContext?.windowsOptions?.hostProcess === true) report('hostProcess', FIELD, { container });
  },
});
