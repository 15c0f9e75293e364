import { defineRule } from '../../evidence/rule.ts';

const FIELD = ['hostNetwork'] as const;

/** Restricted field: `spec.hostNetwork`. Allowed: false, or unset. Source: k8s.io/pod-security-admission/policy/check_hostNamespaces.go. */
export const hostNetwork = defineRule({
  id: 'workload/host-network',
  title: 'Pods do not use the network of their node',
  severity: 'high',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [
    { id: 'pss/baseline', from: '1.0' },
    { id: 'cis-kubernetes-1.12/5.2.5' },
    { id: 'nsa/pod-security' },
    { id: 'nist-800-190/4.4.3' },
    { id: 'mitre/T1611' },
  ],
  refines: ['workload/host-port', 'network/egress-isolated', 'network/ingress-isolated'],
  why: 'On the network of the node a pod reaches its local services and sees its traffic, and no network policy holds it.',
  remediation: 'Remove `hostNetwork`, and reach the pod through a Service.',
  messages: { shared: () => 'The pod uses the network of its node: hostNetwork is true.' },
  examples: () => import('./host-network.examples.ts'),
  check({ pod }, { report }) {
    if (pod.hostNetwork === true) report('shared', FIELD);
  },
});
